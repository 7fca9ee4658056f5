"""A mapping proposed: what the columns of a landlord's exports are, by their words and their values, with reasons."""
