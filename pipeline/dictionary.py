"""The data dictionary: every extract and column as a page for whoever prepares the files, made from the declarations."""

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract, Field, Use

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

A column whose header speaks of protection (restricted, sensitive, do not disclose, DV, safeguarding ...) and
is not known refuses the file: unread, a protected tenant would stand in the ordinary list. Say in `aliases.toml` that it is
`restricted`, or that it is not used:

```toml
[tenancy]
restricted = ["Address withheld"]
not_used   = ["Sensitive let"]
```

Other columns that are not listed here are dropped as the file is read. Blank means unknown, and for money blank is never 0. Dates
are ISO (`2026-10-05`) or day before month (`05/10/2026`); money is in pounds: where the median of a column is over £1,000 a
week, or £5,000 a payment, `check` says so and `match` stops until the column is right or `--yes` insists. What is understood as
a sum, a flag, a name ... stands under "What the kinds accept".

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


def _names(one: Field) -> str:
    return f"`{one.name}`{'*' if one.required else ''}"


def _row(one: Field) -> str:
    aliases = ", ".join(one.aliases)
    meaning = one.meaning.replace("|", "\\|") + (f"; if not readable, {one.presumed.words}" if one.presumed else "")
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
    table = "| column | kind | meaning | what becomes of it | also known as |\n|---|---|---|---|---|"
    return "\n".join([head, table, *(_row(one) for one in extract.fields)])


def kinds() -> str:
    """What a column of each kind accepts, as a Markdown table; codes are listed with theirs."""
    kinds = {(field.kind.name, field.kind.meaning) for extract in EXTRACTS.values() for field in extract.fields}
    rows = [f"| {name} | {meaning} |" for name, meaning in sorted(kinds)]
    return "\n".join(["## What the kinds accept", "", "| kind | accepts |", "|---|---|", *rows])


def dictionary() -> str:
    """The whole page as Markdown, one section an extract in the order in which they are read, then the kinds."""
    return "\n\n".join([OPENING.rstrip(), *(section(extract) for extract in EXTRACTS.values()), kinds()]) + "\n"
