"""Rules about modules of single types, events, agents and entities."""
