"""Letters that a wrong encoding turned into other signs: recognised by what no name has, put right where one reading fits.

A file of code page 850 or Mac Roman reads as Windows-1252 without an error: "René" becomes "Ren‚" or "RenŽ". The same happens
inside a file that is UTF-8 by now, where a program before it read wrongly.
"""

import re
import unicodedata
from collections.abc import Iterable

import polars as pl

CODECS = {"cp850": "code page 850", "mac_roman": "Mac Roman", "cp1250": "Windows-1250"}
"""What is tried instead of Windows-1252: what MS-DOS, old Macs and central European systems wrote."""
UNDEFINED = "\x81\x8d\x8f\x90\x9d"
"""The five bytes that Windows-1252 leaves undefined, as the signs of the same number."""
CONTINUED = "\x80-\xbf" + "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0))
TWICE = re.compile(f"[\xc2-\xc5][{CONTINUED}]|\xe2[{CONTINUED}]{{2}}")
"""UTF-8 that was read as Windows-1252 and written as UTF-8 again: "Ã©" for "é", "â€™" for an apostrophe."""
WORD = re.compile(r"[^ \t\r\n,;|~\x00]*[^\x00-\x7f][^ \t\r\n,;|~\x00]*")
NOT_ASCII = r"[^\x00-\x7f]"
LOST = "\ufffd"
QUESTIONED = r"\p{L}\?\p{L}"
IN_A_WORD = frozenset("’‘ʼ´`·‐‑–-\u00a0")
BESIDE_A_WORD = frozenset("’‘“”–—…°®©™²\u00a0´`·«»")
ALONE = frozenset("£€½¼¾§±×²³º•¢¥¿¡")
FEWEST = 2
"""How many different words must be wrong before they tell of an encoding; one may be a slip, unless it is a usual name."""
USUAL = frozenset(
    "rené renée zoë zoé josé jose chloë chloé noël noëlle andré andrée siân seán ciarán róisín siobhán sinéad máire máiréad "
    "pádraig caitríona gráinne aoife éamonn séamus mícheál mónica jesús maría garcía lópez pérez gómez sánchez martínez "
    "rodríguez hernández fernández gonzález núñez muñoz peña jürgen müller jörg günther björn søren françois françoise "
    "hélène thérèse geneviève agnès anaïs éloïse joël gaëlle loïc mañana ramón raúl sofía lucía andrés inés ángel müge "
    "gülşen özgür bülent beyoncé esmé elodie élodie amélie aimée desirée benoît jérôme cécile léa théo łukasz paweł małgorzata "
    "michał rafał stanisław bożena grażyna mária józef".split()
)
"""Accented names that are common in Britain: what settles between two readings that both give letters."""


def put_right(cells: pl.DataFrame, columns: list[str]) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The cells with their letters restored where that is plain, and notices: how many, in which column, first on which line."""
    odd = [column for column in columns if beyond_ascii(cells[column])]
    once = {column: _mapped(cells[column], written_once) for column in odd}
    codec = better_codec(word for column in once.values() for word in _words(column))
    mended = {column: _mapped(texts, lambda text: reread(text, codec)) if codec else texts for column, texts in once.items()}
    notices = [*_about(cells, once, "UTF-8 written twice, put right")]
    if codec:
        notices += _about(cells.with_columns(**once), mended, f"letters of {CODECS[codec]} read as Windows-1252, put right")
    done = cells.with_columns(**mended)
    return done, (*notices, *(line for column in odd for line in _still_odd(done, column)), *_questioned(done, columns))


def beyond_ascii(column: pl.Series) -> bool:
    """Whether any text of the column has a sign outside ASCII; bytes are counted, which is faster than looking for one."""
    return bool(column.str.len_bytes().sum() != column.str.len_chars().sum())


def better_codec(words: Iterable[str]) -> str | None:
    """The one codec under which every word read as Windows-1252 looks like a word, where some do not as they are; else None.

    >>> better_codec(["Ren‚", "Jos‚"]), better_codec(["RenŽe"]), better_codec(["René"]), better_codec(["Zo‰"])
    ('cp850', 'mac_roman', None, 'cp850')
    """
    distinct = sorted(set(words))
    wrong = [word for word in distinct if not looks_right(word)]
    if not wrong or not all(re.search("[A-Za-z]", word) for word in wrong):
        return None
    readings = {codec: [reread(word, codec) for word in distinct] for codec in CODECS}
    fitting = {codec: texts for codec, texts in readings.items() if all(map(looks_right, texts))}
    usual = {codec: sum(_bare(text) in USUAL for text in texts) for codec, texts in fitting.items()}
    best = [codec for codec in fitting if usual[codec] == max(usual.values())]
    enough = len(wrong) >= FEWEST or any(usual.values())
    return best[0] if len(best) == 1 and enough else None


def looks_right(word: str) -> bool:
    """Whether every sign of a word outside ASCII stands where such a sign may stand.

    >>> [looks_right(word) for word in ("Ren‚", "RenŽe", "£ukasz", "Micha³", "O’Brien", "Žaneta", "£112.50", "JOSÉ")]
    [False, False, False, False, True, True, True, True]
    """
    return all(_fits(word, at) for at, sign in enumerate(word) if sign > "\x7f")


def reread(text: str, codec: str) -> str:
    """A text read as Windows-1252 as it would have been under another codec; itself where it cannot come from one byte each."""
    try:
        return b"".join(_byte(sign) for sign in text).decode(codec)
    except UnicodeError:
        return text


def written_once(text: str) -> str:
    """A text in which letters stand as UTF-8 written twice, or three times, with the letters themselves.

    >>> written_once("RenÃ©e"), written_once("RENÃ‰E"), written_once("Oâ€™Brien"), written_once("JOÃO")
    ('Renée', 'RENÉE', 'O’Brien', 'JOÃO')
    """
    for _ in range(2):
        text = TWICE.sub(lambda signs: _decoded(signs[0]), text)
    return text


def _decoded(signs: str) -> str:
    try:
        return b"".join(_byte(sign) for sign in signs).decode("utf-8")
    except UnicodeError:
        return signs


def _byte(sign: str) -> bytes:
    return sign.encode("latin-1") if sign in UNDEFINED else sign.encode("cp1252")


def _fits(word: str, at: int) -> bool:
    """Whether one sign may stand at that place of a word: a letter by its case, another sign by its neighbours."""
    sign = word[at]
    before, after = word[at - 1 : at] if at else "", word[at + 1 : at + 2]
    if unicodedata.category(sign) in ("Lu", "Ll"):
        return not (before.isdigit() or after.isdigit()) and _case_fits(word, at)
    if sign in "‘–" and before.islower() and not after.isupper():
        return sign == "–" and not after.isalpha()  # "D‘Arcy", "Anne–Marie" and "north–": never "No‘l" or "Nu–ez"
    if before.isalpha() and after.isalpha():
        return sign in IN_A_WORD
    if before.isalpha() or after.isalpha():
        return sign in BESIDE_A_WORD
    return sign in BESIDE_A_WORD or sign in ALONE or (not sign.isprintable() and sign not in UNDEFINED)


def _case_fits(word: str, at: int) -> bool:
    """A capital follows no small letter nor stands inside a word of them; a small letter does not stand among capitals."""
    before, after = word[at - 1 : at] if at else "", word[at + 1 : at + 2]
    if word[at].isupper():
        return not before.islower() and not (before.isalpha() and after.islower())
    return not (before.isupper() and (after.isupper() or (at > 1 and word[at - 2].isupper())))


def _bare(word: str) -> str:
    return re.sub(r"[^\w]+", "", word).casefold()


def _words(column: pl.Series) -> list[str]:
    texts = column.filter(column.str.contains(NOT_ASCII)).unique().drop_nulls()
    return [word for text in texts for word in WORD.findall(text)]


def _mapped(column: pl.Series, change: object) -> pl.Series:
    """The column with its distinct texts beyond ASCII changed."""
    texts = column.filter(column.str.contains(NOT_ASCII)).unique().drop_nulls()
    changed = pl.Series([change(text) for text in texts], dtype=pl.String)  # type: ignore[operator]
    return column.replace(texts, changed)


def _about(cells: pl.DataFrame, mended: dict[str, pl.Series], what: str) -> list[str]:
    lines = {column: cells.filter(cells[column].ne_missing(texts))["line"] for column, texts in mended.items()}
    return [f"{column}: {what}: {len(at):,} cells, first on line {at[0]}" for column, at in lines.items() if len(at)]


def _still_odd(cells: pl.DataFrame, column: str) -> list[str]:
    """A notice for what cannot be put right: letters lost for good, and signs that no name has."""
    lost = cells.filter(pl.col(column).str.contains(LOST, literal=True))["line"]
    notices = [_lost(column, lost, "the sign � that stands for a letter lost")] if len(lost) else []
    wrong = [word for word in set(_words(cells[column])) if LOST not in word and not looks_right(word)]
    lines = cells.filter(pl.col(column).str.contains_any(wrong))["line"] if wrong else lost.clear()
    if len(lines):
        notices.append(_lost(column, lines, "signs that stand in no name, such as ‚ Ž or ‰ among letters"))
    return notices


def _questioned(cells: pl.DataFrame, columns: list[str]) -> list[str]:
    """A notice for question marks among the letters of a name: what an old program writes for what it cannot."""
    asked = [name for name in columns if name in NAMES and cells[name].str.contains("?", literal=True).any()]
    lines = {name: cells.filter(pl.col(name).str.contains(QUESTIONED))["line"] for name in asked}
    return [_lost(name, at, "a question mark between letters") for name, at in lines.items() if len(at)]


NAMES = ("forename", "middle_names", "surname", "former_surname")


def _lost(column: str, lines: pl.Series, what: str) -> str:
    return (
        f"{column}: {what}, not put right: {len(lines):,} cells, first on line {lines[0]}; a program before this one read the "
        "file in another encoding: export it again as UTF-8"
    )
