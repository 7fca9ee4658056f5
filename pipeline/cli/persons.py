"""Commands about who is one person: decisions, conflicts, master records, and the answers of a clerical review."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import app, out
from pipeline.cli.options import DecisionsFile, Key, Officer, Out, Reason, named
from pipeline.cli.speaking_of_persons import of_conflicts, of_decided, of_decisions, of_master, of_review
from pipeline.decisions import DIFFERENT, SAME, WITHDRAWN
from pipeline.doors import opening_decisions, opening_persons, opening_review
from pipeline.doors.opening import Opening
from pipeline.errors import WrongUse

Restricted = Annotated[bool, typer.Option("--restricted", help="Only restricted persons, for a senior role.")]


def _says(same: bool, different: bool, withdraw: bool) -> str:
    chosen = [says for says, on in ((SAME, same), (DIFFERENT, different), (WITHDRAWN, withdraw)) if on]
    if len(chosen) != 1:
        raise WrongUse("say one of --same, --different and --withdraw")
    return chosen[0]


@app.command()
def decide(
    exercise: Out,
    officer: Officer,
    reason: Annotated[str, typer.Option(help="What the decision rests on; name nobody in it.")],
    left: Annotated[str | None, typer.Option(help="A record's reference, e.g. T1001/P1 or tenancy:MHS:T1001/P1.")] = None,
    right: Annotated[str | None, typer.Option(help="The other record's reference.")] = None,
    same: Annotated[bool, typer.Option("--same", help="They are one person.")] = False,
    different: Annotated[bool, typer.Option("--different", help="They are two people.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back what was decided of them.")] = False,
    answers: Annotated[Path | None, typer.Option("--from", help="Instead: the filled-in FILE.csv of a clerical review.")] = None,
    decisions: DecisionsFile = None,
    key: Key = None,
) -> None:
    """Decide whether two records are one person; kept, sealed, and honoured by every later match."""
    asked = Opening(exercise, named(officer) or "", reason)
    place = opening_decisions.Place(decisions, key)
    if answers is not None:
        if left or right or same or different or withdraw:
            raise WrongUse("--from takes the place of --left, --right, --same, --different and --withdraw")
        out.print(of_decided(opening_decisions.decide_from(asked, answers, place)))
        return
    if not left or not right:
        raise WrongUse("name both records, with --left and --right, or give --from FILE.csv")
    says = _says(same, different, withdraw)
    out.print(of_decided(opening_decisions.decide(asked, (left, right), says, place)))


@app.command()
def decisions(exercise: Out, decisions: DecisionsFile = None, key: Key = None) -> None:
    """Show the decisions in force, by record key; nobody is named."""
    out.print(of_decisions(opening_decisions.decisions(exercise, opening_decisions.Place(decisions, key))))


@app.command()
def conflicts(
    exercise: Out,
    officer: Officer,
    to: Annotated[Path, typer.Option(help="FILE.xlsx or FILE.csv to write to.")],
    reason: Reason = "putting records right",
    restricted: Restricted = False,
    key: Key = None,
) -> None:
    """Write what the records of one person disagree on, for a named officer; the opening is logged."""
    asked = Opening(exercise, named(officer) or "", reason, restricted)
    out.print(of_conflicts(opening_persons.conflicts(asked, to, key)))


@app.command()
def master(
    exercise: Out,
    officer: Officer,
    to: Annotated[Path, typer.Option(help="FILE.xlsx or FILE.csv to write to.")],
    reason: Annotated[str, typer.Option(help="Why you are opening it, for the audit trail.")],
    person: Annotated[str | None, typer.Option(help="Only the person of this number.")] = None,
    restricted: Restricted = False,
    key: Key = None,
) -> None:
    """Write one record per person, each value with its source, for a named officer; the opening is logged."""
    asked = Opening(exercise, named(officer) or "", reason, restricted, person)
    out.print(of_master(opening_persons.master(asked, to, person, key)))


@app.command("clerical-read")
def clerical_read(
    exercise: Out,
    answers: Annotated[Path, typer.Argument(help="The filled-in FILE.csv that clerical wrote.")],
    officer: Officer,
    reason: Reason = "clerical review of the linkage",
    precision: Annotated[float, typer.Option(min=0.5, max=0.9999, help="Suggest a threshold that keeps it.")] = 0.99,
    key: Key = None,
) -> None:
    """Read the answers of a clerical review: precision, recall, calibration, a threshold to consider, and m learnt anew."""
    asked = Opening(exercise, named(officer) or "", reason)
    out.print(of_review(opening_review.read_review(asked, answers, precision, key)))
