"""Does a manifest have the shape that Forge wants? By schema, in the manifest's own words.

A JSON Schema, in parts (`schemas/parts`), says what is allowed; editors have it in one file,
`schemas/manifest.schema.json`. A small acceptor decides the usual case, that nothing is wrong;
only otherwise jsonschema is loaded and lists what is. Its errors become faults, one for each fault
of the manifest.
"""
