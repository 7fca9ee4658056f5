"""The closed vocabulary of the cards; a word is entered by being defined in one of these files."""

from matching_rules.words import awards, groups, homes, lists, people, rent, residence, tenancies
from matching_rules.words.word import WORDS, Word

__all__ = ["WORDS", "Word", "awards", "groups", "homes", "lists", "people", "rent", "residence", "tenancies"]
