"""Master: one record per person, the best-attested value of each field with its source, and what its records disagree on."""

from pipeline.stages.master.master import Master, Rows, master

__all__ = ["Master", "Rows", "master"]
