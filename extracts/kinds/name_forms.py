"""Forms derived from a tidy name, from which disguises are made: sound, initial, parts, pet names."""

from functools import cache

import jellyfish
from nicknames import NickNamer

from extracts.kinds.name_variants import VARIANTS

PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ter ten bin bint binti ibn al el abd abu ap ab ferch y e".split()
)
"""Words of a surname that many share and that come and go: de, van der, bin ..."""


@cache
def _full_forms() -> dict[str, set[str]]:
    """The full forms of each pet name in the library's list, read once: it is public, and holds nobody's data."""
    return NickNamer().canonical_lookup


def sound(name: str) -> str | None:
    """How a tidy name sounds (metaphone), or None for a script that metaphone doesn't know.

    >>> sound("smith") == sound("smyth"), sound("李")
    (True, None)
    """
    return jellyfish.metaphone(name.replace(" ", "")) or None


def initial(name: str) -> str:
    """The first letter of a tidy name.

    >>> initial("jane")
    'j'
    """
    return name[0]


def parts(name: str) -> list[str]:
    """The words of a tidy name that carry it, particles left out unless there is nothing else.

    >>> parts("garcia lopez"), parts("van der berg"), parts("al")
    (['garcia', 'lopez'], ['berg'], ['al'])
    """
    words = name.split()
    if len(words) == 1:
        return words
    return [word for word in words if word not in PARTICLES and len(word) > 1] or words


def family(name: str) -> list[str]:
    """The name with the full forms it is short for and the spellings it is a variant of, sorted.

    >>> set(family("liz")) & set(family("elizabeth")) != set()
    True
    >>> set(family("mohammed")) & set(family("muhamed")) != set()
    True
    >>> family("xyzzy")
    ['xyzzy']
    """
    found = {name, *_full_forms().get(name, ())}
    found |= {VARIANTS[one] for one in tuple(found) if one in VARIANTS}
    return sorted(found)
