"""What can go wrong, each with the exit status the contract gives it and one sentence for the person at the keyboard."""


class Stop(Exception):
    """Anything that ends a run with one clear message; the message never holds a personal value."""

    status = 1


class Refused(Stop):
    """The data were refused: the message says which file, line and column, what was expected and what to do."""


class WrongUse(Stop):
    """The command was given something it cannot use."""

    status = 2


class KeyProblem(Stop):
    """The key is missing, wrong or badly kept, or the vault does not open."""

    status = 3


class Locked(Stop):
    """Another run holds the lock on this folder."""

    status = 4
