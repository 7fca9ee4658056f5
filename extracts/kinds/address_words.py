"""The words of British addresses: streets and their short forms, units, and counties that say nothing."""

UNIT_WORDS = "flat|flt|apartment|apt|appt|unit|room|rm|maisonette|studio|bedsit|suite"
FLOORS = "basement|ground floor|first floor|second floor|third floor|top floor|garden|upper|lower|attic"

_SHORT = """
street st str        road rd             avenue av ave avn   close cl clo        drive dr drv        gardens gdns gdn
grove gr gro         lane ln la          place pl            square sq           terrace terr ter tce
crescent cres cresc cr                   way wy              park pk             parade pde          hill hl
view vw              walk wlk            green grn           rise ri             mews mws            yard yd
esplanade esp        promenade prom
"""
_WHOLE = """
street road avenue close drive gardens grove lane place square terrace crescent way park parade hill view walk green rise mews
yard esplanade promenade row broadway vale bank path end quay wharf approach chase croft dene field fields meadow meadows common
drove causeway circus gate heath ridge spur copse glade brow mount
"""


def _short_forms() -> dict[str, str]:
    """Each short form with the whole word before it, and each whole word with itself."""
    table = {word: word for word in _WHOLE.split()}
    whole = ""
    for word in _SHORT.split():
        whole = word if word in table else whole
        table[word] = whole
    return table


STREET_WORDS = _short_forms()
"""The last word of a street, as written and in full."""

WHOLE_WORDS = {
    "saint": "st",
    "ct": "court",
    "crt": "court",
    "hse": "house",
    "ho": "house",
    "bldg": "building",
    "bldgs": "buildings",
    "lge": "lodge",
    "upr": "upper",
    "lwr": "lower",
    "gt": "great",
    "lt": "little",
    "nth": "north",
    "sth": "south",
}
"""Words anywhere in an address, as written and in full."""

COUNTIES = frozenset(
    {
        "kent", "medway", "east sussex", "surrey", "greater london", "london", "essex", "england", "uk", "united kingdom", "gb",
        "great britain",
    }
)  # fmt: skip

BUILDING_WORDS = frozenset(
    "court house lodge tower towers point mansions heights apartments building buildings hall manor".split()
)
"""The last word of a building that holds flats: the number before it is a flat's, not a house's."""
