"""The kinds of value: what each is, its one agreed spelling, and the disguises made of it."""
