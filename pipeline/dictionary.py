"""The data dictionary: every extract and column as a page for whoever prepares the files, made from the declarations."""

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract, Field, Use
from matching_rules.words.residence import LAND_REGISTERS, STRONG_SOURCES

USES = {
    Use.FACT: "kept in clear for the rules",
    Use.REFERENCE: "replaced by a pseudonym",
    Use.IDENTIFIER: "replaced by disguises; in clear only in the vault",
    Use.SHOWN: "vault only",
}

OPENING = """# The extracts

*Made from `extracts/` by `make docs`; change the declarations, not this page.*

One file per extract, named after it (`tenancy.csv`, `rent_account.xlsx`, `benefit_award.parquet` ...), in one folder: `.csv`,
`.txt` (delimited), `.xlsx` or `.parquet`, each optionally inside a password-protected `.zip`. A column marked * must be there,
and a row that leaves it blank is set aside. Headers are compared without regard to case, spaces and punctuation; the other names
a column is known by are listed beside it, and an `aliases.toml` in the folder adds your own:

```toml
[tenancy]
date_of_birth = ["Birth dt"]
```

A header may carry a remark: "Date of Birth (dd/mm/yyyy)", "NI Number (if known)" and "Post code *" are found. A header that
only looks like a column is never taken for it: `check` and `match` print it beside the column that is missing, with the line to
write in `aliases.toml`.

Lines above the header are skipped: the header is the first of the top 20 rows that holds every column marked *, in a `.csv` as
in a workbook. Of a workbook the one visible sheet that has such a header is read; where two have one, or none has, the file is
refused and the sheets are named.

Columns that are not listed here are dropped as the file is read. Blank means unknown, and for money blank is never 0. Dates are
ISO (`2026-10-05`) or day before month (`05/10/2026`); money is in pounds.

Numbers that many people share on purpose go into an `allow.toml` in the same folder: nobody is referred for sharing them. Each
entry's `why` stands in the run report, so name no person in it.

```toml
[[account]]
sort_code      = "12-34-56"
account_number = "12345678"
why            = "the credit union's pooled account"

[[telephone]]
number = "01634 960123"
why    = "our contact centre"

[[nino]]
number = "JK 34 56 12 C"
why    = "typed in where none is known"
```
"""


READ_THROUGH = """## What is taken off cells and put right

Each is done with a notice that says in which column and how often.

| in the file | read as |
|---|---|
| `'00123`: the apostrophe by which a spreadsheet marks text | `00123`; in names only before a digit or where all have one |
| `="00123"`, `=T("00123")` | `00123` |
| zero-width and direction marks, soft hyphens, a second byte-order mark | nothing |
| no-break and other odd spaces | a space |
| `"a", "b"`, `'a','b'`, cells quoted a second time, a first line `sep=,` | the cells |
| `RenÃ©e`, `Ren‚e`, `RenŽe`, `£ukasz`: UTF-8 written twice, code page 850, Mac Roman, Windows-1250 | the letters; see below |
| references that differ between files only in leading zeros, `.0`, spaces or case | the spelling with the zeros; see below |

Letters of an old encoding are restored where one encoding makes words of everything odd in the file; else a notice names the
column and the first line. References are put right where at least nine in ten of those that lead nowhere meet, and no two
different references of one file become equal; else a notice says how many would meet. References of 16 digits or more that a
workbook has cut at the fifteenth are set aside, for different ones have become equal. A code that is not known is shown with its
count where at least five rows have it, beside the codes that are accepted.

## How much may be lost

`check` and `match` say so where more than 5 % of a file's rows are set aside, of a column's values cannot be used, or of its
references lead nowhere. Above 50 % of rows set aside, of references that must be there, or of birth dates or National Insurance
numbers, `match` stops before it links anybody. A landlord sets its own shares in a `limits.toml` beside the extracts; the
reason stands in the report:

```toml
[loss]
say_above  = 0.05
stop_above = 0.60
why        = "one council's schedule covers homes that we no longer own"
```

`check DIR --rows FILE.csv` lists rows set aside and values blanked by file, line, column and reason, without what the cells
hold: `check` keeps nothing and knows no officers. After a `match` the content lies in the vault, and
`set-aside OUT --officer NAME --to FILE.csv` writes it for a named officer, logged first; what may be a protected person's is
written only with `--restricted`, for a senior role.
"""


SOURCES = (
    "\nWithout a `strength`, the `source` decides: "
    + ", ".join(f"`{source}`" for source in STRONG_SOURCES)
    + " count as strong, every other as weak. "
    + ", ".join(f"`{source}`" for source in LAND_REGISTERS)
    + " tell of owning a home, not of living in it."
)


def _names(one: Field) -> str:
    return f"`{one.name}`{'*' if one.required else ''}"


def _row(one: Field) -> str:
    aliases = ", ".join(one.aliases)
    codes = f": {', '.join(f'`{code}`' for code in one.kind.accepted)}" if one.kind.accepted else ""
    meaning = one.meaning.replace("|", "\\|") + codes
    return f"| {_names(one)} | {one.kind.name} | {meaning} | {USES[one.use]} | {aliases} |"


def _reference(extract: Extract) -> str:
    if not extract.key:
        return f"Officers see a row as `{extract.name}/17`: its 17th data row."
    within = f", unique within {' and '.join(f'`{column}`' for column in extract.scope)}" if extract.scope else ""
    return f"Officers see a row as `{'/'.join(extract.key)}`{within}."


def section(extract: Extract) -> str:
    """One extract as Markdown: its title, how its rows are referred to, and a table of its columns."""
    must = " Must be there." if extract.mandatory else ""
    head = f"## `{extract.name}`\n\n{extract.title}.{must} {_reference(extract)}\n"
    strength = [SOURCES] if extract.name == "residency" else []
    table = "| column | kind | meaning | what becomes of it | also known as |\n|---|---|---|---|---|"
    return "\n".join([head, table, *(_row(one) for one in extract.fields), *strength])


def dictionary() -> str:
    """The whole page as Markdown, one section an extract in the order in which they are read."""
    return "\n\n".join([OPENING.rstrip(), READ_THROUGH.rstrip(), *(section(extract) for extract in EXTRACTS.values())]) + "\n"
