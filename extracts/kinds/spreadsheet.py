"""What spreadsheets do to cells: errors for values, scientific notation, digits cut off, days made of house numbers."""

SCIENTIFIC = r"^\d(?:\.\d+)?[eE]\+\d{2}$"
LONG_NUMBER = r"^\d{16,}$"
MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
DAY_AND_MONTH = rf"^(?:\d{{1,2}}-{MONTH}|{MONTH}-\d{{2}})$"

NOT_WORKED_OUT = "#NOT WORKED OUT"
"""What reading writes for a formula whose value the workbook does not hold."""
ERRORS = frozenset(
    {
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
        "#CONNECT!", "#BUSY!", "#GETTING_DATA", "#ERROR!", "#ERROR",
    }
)  # fmt: skip
TOO_NARROW = "##"
"""How a spreadsheet fills a cell whose column is too narrow for its value."""


def why_no_value(text: str) -> str | None:
    """Why a cell that holds something holds no value, or None where it may be one.

    >>> why_no_value("#N/A"), why_no_value("########"), why_no_value("Flat #2")
    ('spreadsheet error', 'spreadsheet column too narrow', None)
    """
    if text == NOT_WORKED_OUT:
        return "formula without a stored value"
    if text.upper() in ERRORS:
        return "spreadsheet error"
    return "spreadsheet column too narrow" if text.startswith(TOO_NARROW) and not text.strip("#") else None


def is_cut(number: str) -> bool:
    """Whether a spreadsheet, which keeps fifteen digits, would write the number like this.

    >>> is_cut("1234567890123450"), is_cut("1234567890123456")
    (True, False)
    """
    return float(f"{float(number):.15g}") == float(number)
