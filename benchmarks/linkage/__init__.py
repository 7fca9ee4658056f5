"""Linkage measured on records with known truth: pseudonyms beside clear text, on the same records in the same run."""
