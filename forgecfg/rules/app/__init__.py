"""Rules about the app: products, permissions, providers, and what it keeps of Connect."""
