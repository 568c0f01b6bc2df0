"""What `scripts/check_packages.py` does, step by step."""
