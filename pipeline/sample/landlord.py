"""The landlord: its extracts and the truth about them, block by block, so that a large one needs no more memory."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from pipeline.errors import WrongUse
from pipeline.sample import files as core_files
from pipeline.sample import further_files
from pipeline.sample.claims import payments
from pipeline.sample.dice import Dice
from pipeline.sample.dirt import FAULTS, with_faults
from pipeline.sample.making import make_world
from pipeline.sample.postings import balances, numbered, postings
from pipeline.sample.rates import BY_EXTRACT, LEVELS
from pipeline.sample.slips import Scribe
from pipeline.sample.stories.book import STORIES, book, wishes
from pipeline.sample.truth import answers, people_of, with_rows
from pipeline.sample.world import World, none_of

BLOCK = 5_000
"""Homes made at a time."""


_BESIDE = ("key", "person", "home", "row")


@dataclass(frozen=True)
class Plan:
    """What landlord to make: how many homes, from which seed, how common the cases, which extracts, how many errors."""

    homes: int = 10_000
    seed: int = 2026
    natural: bool = True
    extracts: str = "core"
    errors: str = "usual"

    def __post_init__(self) -> None:
        if self.homes < 1 or self.extracts not in STORIES or self.errors not in LEVELS:
            raise WrongUse(
                f"a sample has at least one home, extracts of {' or '.join(STORIES)}, and errors of {', '.join(LEVELS)}"
            )


@dataclass(frozen=True)
class Landlord:
    """A made-up landlord: `extracts` as text tables under their names, and the truth.

    `people`: `extract`, `row`, `ref`, `landlord_code`, `scheme`, `source_body`, `true_person`, `true_home`, `culture`.
    `cases`: `case`, `rule`, `kind` (planted, look_alike), `strength` (strong, noisy), `what`, `left_extract`, `left_ref`,
    `right_extract`, `right_ref`, `refers`. `faults`: see `dirt.FAULTS`.
    """

    extracts: dict[str, pl.DataFrame]
    people: pl.DataFrame
    cases: pl.DataFrame
    faults: pl.DataFrame


def blocks(plan: Plan) -> Iterator[Landlord]:
    """The landlord in parts of at most `BLOCK` homes; rows are numbered through all parts."""
    so_far: dict[str, int] = {}
    for first in range(0, plan.homes, BLOCK):
        yield _block(plan, range(first, min(first + BLOCK, plan.homes)), so_far)


def _block(plan: Plan, homes: range, so_far: dict[str, int]) -> Landlord:
    dice, stories = Dice(plan.seed), book(plan.extracts, plan.natural)
    cast = stories.casting(dice, homes.start, len(homes))
    ordinary = make_world(dice, homes, wishes(cast), further=plan.extracts == "all")
    world, sides = stories.played(dice, cast, ordinary)
    files = _written(dice, plan, world)
    faults = none_of(FAULTS)
    if homes.start == 0:
        files, faults = _with_faults(files)
    written = {name: with_rows(rows, name, so_far) for name, rows in files.items()}
    return Landlord(
        extracts={name: rows.drop(_BESIDE, strict=False) for name, rows in written.items()},
        people=people_of(written, world.people), cases=answers(written, sides), faults=faults,
    )  # fmt: skip


def _with_faults(files: dict[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    both = {name: with_faults(rows, name) for name, rows in files.items()}
    return {name: rows for name, (rows, _) in both.items()}, pl.concat([listed for _, listed in both.values()])


def _written(dice: Dice, plan: Plan, world: World) -> dict[str, pl.DataFrame]:
    def scribe(extract: str) -> Scribe:
        return Scribe(dice, extract, BY_EXTRACT[extract].times(LEVELS[plan.errors]))

    paid = pl.concat([payments(dice, world.claims), world.payments])
    ordinary = postings(dice, world.accounts, world.claims, paid)
    posted = numbered(pl.concat([ordinary, world.postings], how="diagonal"))
    core = {
        "tenancy": core_files.tenancy_rows(scribe("tenancy"), world),
        "rent_account": core_files.account_rows(world, balances(world.accounts, posted)),
        "rent_transaction": core_files.posting_rows(dice, world, posted),
        "benefit_award": core_files.award_rows(scribe("benefit_award"), world),
        "benefit_payment": core_files.payment_rows(world, paid),
        "deceased": core_files.death_rows(scribe("deceased"), world),
    }
    if plan.extracts == "core":
        return core
    return core | {
        "residency": further_files.residency_rows(scribe("residency"), world),
        "waiting_list": further_files.waiting_rows(scribe("waiting_list"), world),
        "right_to_buy": further_files.buying_rows(scribe("right_to_buy"), world),
        "partner_tenancy": further_files.partner_rows(scribe("partner_tenancy"), world),
        "household_event": further_files.event_rows(world),
        "ownership": further_files.owner_rows(scribe("ownership"), world),
        "short_let": further_files.listing_rows(scribe("short_let"), world),
    }


def make_landlord(homes: int, seed: int, natural: bool = True, extracts: str = "core", errors: str = "usual") -> Landlord:
    """The whole landlord in memory; `extracts` is "core" or "all", `errors` "low", "usual" or "high"."""
    parts = list(blocks(Plan(homes, seed, natural, extracts, errors)))
    return Landlord(
        extracts={name: pl.concat([part.extracts[name] for part in parts]) for name in parts[0].extracts},
        people=pl.concat([part.people for part in parts]),
        cases=pl.concat([part.cases for part in parts]),
        faults=pl.concat([part.faults for part in parts]),
    )
