"""The words of British addresses: streets and their short forms, units, and counties that say nothing."""

UNIT_WORDS = "flat|flt|apartment|apt|appt|unit|room|rm|maisonette|studio|bedsit|suite"

STREET_WORDS = {
    "st": "street", "str": "street", "rd": "road", "av": "avenue", "ave": "avenue", "avn": "avenue", "cl": "close", "clo": "close",
    "ct": "court", "crt": "court", "dr": "drive", "drv": "drive", "gdns": "gardens", "gdn": "gardens", "gr": "grove", "gro": "grove",
    "ln": "lane", "la": "lane", "pl": "place", "sq": "square", "terr": "terrace", "ter": "terrace", "tce": "terrace",
    "cres": "crescent", "cresc": "crescent", "cr": "crescent", "wy": "way", "pk": "park", "pde": "parade", "hl": "hill", "vw": "view",
    "wlk": "walk", "grn": "green", "ri": "rise", "mws": "mews", "yd": "yard", "esp": "esplanade", "prom": "promenade",
} | {
    whole: whole
    for whole in ("street road avenue close drive gardens grove lane place square terrace crescent way park parade hill view walk "
                  "green rise mews yard esplanade promenade row broadway vale bank path end quay wharf approach chase croft dene "
                  "field fields meadow meadows common drove causeway circus gate heath ridge spur copse glade brow mount").split()
}
del STREET_WORDS["ct"], STREET_WORDS["crt"]

WHOLE_WORDS = {"saint": "st", "ct": "court", "crt": "court", "hse": "house", "ho": "house", "bldg": "building", "bldgs": "buildings",
               "lge": "lodge", "upr": "upper", "lwr": "lower", "gt": "great", "lt": "little", "nth": "north", "sth": "south"}

COUNTIES = frozenset({"kent", "medway", "east sussex", "surrey", "greater london", "london", "essex", "england", "uk",
                      "united kingdom", "gb", "great britain"})

BUILDING_WORDS = frozenset("court house lodge tower towers point mansions heights apartments building buildings hall manor".split())
