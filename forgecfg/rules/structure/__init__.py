"""Rules about the shape: what is found by the schema, sorted by kind."""
