"""Rules about calls in the source of an app, and what the manifest needs for them."""
