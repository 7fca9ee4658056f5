"""What we are given: the contract of every extract. Never holds data."""
