"""What spreadsheets do to identifiers: scientific notation, digits cut off, days made of house numbers, counts made of days."""

SCIENTIFIC = r"^\d(?:\.\d+)?[eE]\+\d{2}$"
LONG_NUMBER = r"^\d{16,}$"
MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
DAY_AND_MONTH = rf"^(?:\d{{1,2}}-{MONTH}|{MONTH}-\d{{2}})$"


def is_cut(number: str) -> bool:
    """Whether a spreadsheet, which keeps fifteen digits, would write the number like this.

    >>> is_cut("1234567890123450"), is_cut("1234567890123456")
    (True, False)
    """
    return float(f"{float(number):.15g}") == float(number)
