"""Random manifests in every style of YAML, and what must hold for each of them."""
