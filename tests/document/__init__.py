"""Reading YAML as Forge reads it."""
