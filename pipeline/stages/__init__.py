"""The stages: each takes tables and returns tables, and none imports another."""
