"""Rules about what the schema requires: properties, types, values."""
