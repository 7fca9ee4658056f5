"""Subject access: what an exercise holds about one person, with everybody else's data left out."""
