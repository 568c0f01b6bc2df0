"""Rules about names: what they lead to, and what nothing leads to."""
