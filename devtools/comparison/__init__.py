"""The comparison with the official validator: what it says, and what of ours says the same."""
