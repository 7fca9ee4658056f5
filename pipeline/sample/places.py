"""Names of places: invented towns on real Kentish outward codes, and the streets, courts and cottages in them."""

from pipeline.sample.lists import read_list, words_of

_TOWNS = read_list("places")["towns"]

TOWNS: dict[str, str] = {code: town for town, one in _TOWNS.items() for code in one["outward"].split()}
"""The town of each outward code."""

OUTWARD = tuple(TOWNS)
COUNCILS: dict[str, str] = {town: one["council"] for town, one in _TOWNS.items()}
"""The council of each town."""

STREET_NAMES = words_of("places", "streets")
STREET_TYPES = words_of("places", "street_types")
COURTS = [f"{name} {kind}" for name in words_of("places", "courts") for kind in ("Court", "House", "Court", "Point", "Lodge")]
COTTAGES = [f"{name} Cottage" for name in words_of("places", "cottages")]
