"""What somebody who holds the pseudonymous tables, and not the key, could find out."""
