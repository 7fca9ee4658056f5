"""How the program reaches a machine: the lock files, the wheel, and each Python that it must run on. Not part of the wheel."""
