"""Persons: which records are one person's, decided by pairs and by officers, and numbered alike from exercise to exercise."""

from pipeline.stages.persons.persons import Compared, Naming, Persons, persons, with_person
from pipeline.stages.persons.signs import signs

__all__ = ["Compared", "Naming", "Persons", "persons", "signs", "with_person"]
