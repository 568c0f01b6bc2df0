"""Rules about the tokens of endpoints and remotes, and about scopes."""
