"""The data dictionary: every extract and column as a page for whoever prepares the files, made from the declarations."""

from extracts.catalogue import EXTRACTS
from extracts.contract import Ends, Extract, Field, Use
from extracts.kinds.date_forms import FORMS
from matching_rules.words.residence import LAND_REGISTERS, STRONG_SOURCES

USES = {
    Use.FACT: "kept in clear for the rules",
    Use.REFERENCE: "replaced by a pseudonym",
    Use.IDENTIFIER: "replaced by disguises; in clear only in the vault",
    Use.SHOWN: "vault only",
}

ENDINGS = {
    Ends.RECORD: "ends the record. Blank, it runs on; an end that cannot be read sets its row aside.",
    Ends.PART: "ends a part of what the record says. An end that cannot be read sets its row aside.",
    Ends.CONSENT: "ends a consent. One that cannot be read is blanked, so that the consent counts.",
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

Columns that are not listed here are dropped as the file is read. Blank means unknown, and for money blank is never 0; money is
in pounds.

## Dates

A day is read in any of these forms, here 5 October 2026:

{forms}

- The day stands before the month. A column of which two values, and one in a hundred, can only be read with day and month
  the other way round (`10/25/2026`, `2026-25-10`) refuses the file. A year of two digits is the last one before the snapshot;
  that of an end may lie ten years ahead.
- Eight digits are day, month and year where they end in a year, else year, month and day. Excel's serial numbers, and days
  that lost their first zero, are put right where the whole column is so.
- A time is left out. Where nearly all times of a column that are not midnight are midnight in London, the column was exported
  in UTC: its days are put back to London's, with a notice.
- Years before 1900, and more than 10 years after the snapshot (150 in a column of ends), are not possible.
- A day that systems store for "none" (`1900-01-01`, `1753-01-01`, `9999-12-31`, `2999-12-31`, `00/00/0000`) is blank in a
  column that may be blank, with a notice; in one that must be there it sets the row aside as a default date; a birth date on it
  is unknown. `1970-01-01` counts as such only where the column has it often.

**An end that was given and cannot be read is not an open end.** Columns of ends are listed beneath each extract. A row with an
end such as `ENDED`, `31/06/2019` or `#N/A`, or a formula without a stored value, is set aside; where more than half of a column's
ends, and three at least, cannot be read, the file is refused. `current`, `ongoing`, `open`, `present`, `live`, `active`, `none`,
`n/a`, `null` and `-` say that there is no end. A file without a column of ends, or with a blank one, is refused where another
header looks like one ("Date vacated"); where none does, each of its rows counts as current, and `check`, `match` and the report
say so.

**A column of protection is never left out.** A header that speaks of protection (restricted, sensitive, do not disclose, DV,
safeguarding ...) and is not known refuses the file: unread, a protected tenant would stand in the ordinary list. Say in
`aliases.toml` that it is `restricted`, or that it is not used:

```toml
[tenancy]
restricted = ["Address withheld"]
not_used   = ["Sensitive let"]
```

Where the median of a column of money is over £1,000 a week, or £5,000 a payment, `check` says so and `match` stops until the
column is right or `--yes` insists. What is understood as a sum, a flag, a name ... stands under "What the kinds accept".

Numbers that many people share on purpose go into an `allow.toml` in the same folder: nobody is referred for sharing them. Each
entry's `why` stands in the run report, so name no person in it. `payers` holds names of payers as the bank gives them (more words
and numbers may follow); it stands at the top of the file.

```toml
payers = ["Kent Credit Union", "Weald Payroll Services"]

[[account]]
sort_code      = "08-92-99"
account_number = "65837291"
why            = "the credit union's pooled account"

[[telephone]]
number = "01634 960123"
why    = "our contact centre"

[[nino]]
number = "JK 34 56 12 C"
why    = "typed in where none is known"
```

What is plainly a filler is unknown without being listed: accounts such as 12345678 or 11111111, telephones such as 07123456789,
e-mails such as noemail@..., specimen National Insurance numbers, payers that are a way of paying (CASH, ALLPAY NET, POST OFFICE,
a reference), and whatever more people share than `matching_rules/policy/fillers.toml` allows. Each is counted in a notice.

Where a code may be the reason why all is well (a consent, a decant, a lawful second award), a value that cannot be read is never
taken for none: the column's "if not readable" says what it counts as.
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
    presumed = f"; if not readable, {one.presumed.words}" if one.presumed else ""
    meaning = one.meaning.replace("|", "\\|") + codes + presumed
    return f"| {_names(one)} | {one.kind.name} | {meaning} | {USES[one.use]} | {aliases} |"


def _reference(extract: Extract) -> str:
    if not extract.key:
        return f"Officers see a row as `{extract.name}/17`: its 17th data row."
    within = f", unique within {' and '.join(f'`{column}`' for column in extract.scope)}" if extract.scope else ""
    return f"Officers see a row as `{'/'.join(extract.key)}`{within}."


def _forms() -> str:
    return "\n".join(f"- {what}: {', '.join(f'`{example}`' for example in examples)}" for what, examples in FORMS.items())


def _endings(extract: Extract) -> str:
    """What each column of ends does, as a list beneath the table; nothing where the extract has none."""
    ending = extract.ending(*ENDINGS)
    return "\n" + "\n".join(f"- `{one.name}` {ENDINGS[one.ends]}" for one in ending) if ending else ""


def section(extract: Extract) -> str:
    """One extract as Markdown: its title, how its rows are referred to, a table of its columns, and what its ends end."""
    must = " Must be there." if extract.mandatory else ""
    head = f"## `{extract.name}`\n\n{extract.title}.{must} {_reference(extract)}\n"
    strength = [SOURCES] if extract.name == "residency" else []
    table = "| column | kind | meaning | what becomes of it | also known as |\n|---|---|---|---|---|"
    rows = (_row(one) for one in extract.fields)
    return "\n".join([head, table, *rows, *strength, _endings(extract)]).rstrip()


def kinds() -> str:
    """What a column of each kind accepts, as a Markdown table; codes stand with their columns."""
    kinds = {
        (field.kind.name, field.kind.meaning)
        for extract in EXTRACTS.values()
        for field in extract.fields
        if not field.kind.accepted
    }
    rows = [f"| {name} | {meaning} |" for name, meaning in sorted(kinds)]
    return "\n".join(["## What the kinds accept", "", "| kind | accepts |", "|---|---|", *rows])


def dictionary() -> str:
    """The whole page as Markdown, one section an extract in the order in which they are read, then the kinds."""
    opening = OPENING.replace("{forms}", _forms()).rstrip()
    sections = (section(extract) for extract in EXTRACTS.values())
    return "\n\n".join([opening, READ_THROUGH.rstrip(), *sections, kinds()]) + "\n"
