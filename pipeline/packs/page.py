"""The page of what each recipient is given and why, for the data protection officer, made of recipients.toml."""

from pipeline.packs.recipients import REFERRAL, Given, Recipient
from pipeline.wording import EXTRACTS

OPENING = """# What each recipient is given, and why

*Made from `pipeline/packs/recipients.toml` by `make docs`; change that file, not this page.*

A pack (`tenancy-match pack`) holds these fields of a referral and no others: never its priority or score, nor how the records
were linked. What a restricted referral says of a place is withheld from everybody."""


def _row(one: Given) -> str:
    of = "The referral" if one.of == REFERRAL else EXTRACTS[one.of]
    return f"| {of} | {one.called} | `{one.shows}` | {one.why} |"


def _section(name: str, recipient: Recipient) -> str:
    needs = f" Only referrals that hold a record of `{recipient.needs}` are given." if recipient.needs else ""
    head = f"## {recipient.title} (`--for {name}`)\n\n{recipient.opening}{needs}\n"
    parts = [head, "| of | field | column | why |\n|---|---|---|---|", *map(_row, recipient.field)]
    if offence := recipient.offence:
        rules, types = ", ".join(offence.rules), ", ".join(f"`{one}`" for one in offence.not_for)
        parts += [f"\nReferrals of {rules} also say: “{offence.text}”", f"\nWhere the tenancy is {types}: “{offence.instead}”"]
    return "\n".join(parts)


def given_to(recipients: dict[str, Recipient]) -> str:
    """The page as Markdown: a section and a table a recipient."""
    return "\n\n".join([OPENING, *(_section(name, one) for name, one in recipients.items())]) + "\n"
