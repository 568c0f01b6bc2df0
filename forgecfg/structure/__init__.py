"""Does a manifest have the shape that Forge wants? By schema, in the manifest's own words.

One JSON Schema (`schemas/manifest.schema.json`, also meant for editors) says what is allowed. A
small acceptor decides the usual case, that nothing is wrong; only otherwise jsonschema is loaded
and lists what is. Its errors become faults, one for each fault of the manifest.
"""
