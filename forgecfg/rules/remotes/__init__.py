"""Rules about remotes, their addresses, and the routes to them."""
