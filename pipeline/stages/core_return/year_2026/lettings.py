"""The lettings of 2026/27 drafted: each answer from the record that knows it, the due ones apart from those that are not."""

import polars as pl

from extracts.core.year_2026.lettings import CORE_LETTINGS, MOST_PEOPLE
from pipeline.core.lettings_2026.fields import LAYOUT
from pipeline.return_settings import GENERAL_NEEDS, SUPPORTED
from pipeline.stages.core_return.candidates import candidates, people_born
from pipeline.stages.core_return.drafts import (
    Draft,
    Records,
    all_doubts,
    undeclared,
    unusable,
)
from pipeline.stages.core_return.homes import homes, placed, told_twice, uprns
from pipeline.stages.core_return.organisations import owned
from pipeline.stages.core_return.sources import as_text, combined, on_the_form
from pipeline.stages.core_return.tenancies import KEY
from pipeline.stages.core_return.words import without_words
from pipeline.stages.core_return.year_2026.ages import ages, corrected_ages, household_doubts, leads
from pipeline.stages.core_return.year_2026.due import left_out
from pipeline.stages.core_return.year_2026.letting_doubts import (
    CAUSES,
    FIRST_LET,
    GENERAL_ONLY,
    OF_FIRST_LET,
    PAID,
    SUPPORTED_ONLY,
    VACANCY,
    letting_doubts,
)
from pipeline.stages.core_return.year_2026.rents import charges

NEEDS = {GENERAL_NEEDS: "1", SUPPORTED: "2"}
NEW_LETTING = ("new_let", "transfer", "decant")
BEDSIT = "2"


def draft_lettings(records: Records) -> Draft:
    """Every letting of the year that the records know of, as text on the form, with what is doubtful about it."""
    lettings = candidates(records)
    wide, withheld, doubts = _answered(records, lettings)
    reasons = left_out(lettings, wide, records)
    logs = lettings.select(
        "log",
        source=pl.when("answered").then(pl.lit("core_lettings")).otherwise(pl.lit("tenancy")),
        line=pl.coalesce("core_lettings_line", "tenancy_line"),
        ref="tenancy_ref",
        landlord_code="landlord_code",
        due="due",
    )
    told = logs.with_columns(reasons.alias("left_out")).hstack(on_the_form(wide, LAYOUT))
    kept_back = [*doubts, told_twice(records, lettings), unusable(records, lettings, "core_lettings")]
    return Draft("lettings", told, all_doubts(kept_back), withheld, _known(records, lettings, wide), CAUSES)


def _answered(records: Records, lettings: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, list[pl.DataFrame]]:
    people = people_born(records)
    answers, corrected = corrected_ages(lettings, as_text(lettings.select(CORE_LETTINGS.names), CORE_LETTINGS), people)
    born, unknown_people = ages(lettings, people)
    accounts, torn = charges(records, lettings, answers)
    needs = lettings["let_as"].replace_strict(
        {kind: NEEDS.get(meaning) for kind, meaning in records.settings.needs.items()}, default=None, return_dtype=pl.String
    )
    home = _of_the_home(records, lettings, pl.coalesce(pl.lit(needs), pl.lit(answers["needs_type"])))
    told = pl.DataFrame({"said": answers["uprn"], "home": home["uprn"], "held": lettings["tenancy_uprn"]})
    uprn = uprns(records, told)
    held = _of_the_tenancy(lettings).with_columns(needs.alias("needs_type"), uprn=uprn["held"]).hstack(born)
    sources = {
        "core_lettings": answers.drop(*KEY).with_columns(uprn=uprn["said"]),
        "the property extract": home.with_columns(uprn=uprn["home"]),
        "the rent account": accounts,
        "the tenancy extract": held,
    }
    wide, differing = combined(lettings, sources)
    ours, nobodys = owned(records, lettings, wide)
    named, unplaced = placed(records, ours)
    mute, withheld = without_words(records, named)
    settled = _settled(mute)
    with_void = lettings.with_columns(home_void=homes(records, lettings)["void_date"])
    doubts = [corrected, differing, unknown_people, torn, nobodys, unplaced, household_doubts(settled, lettings)]
    doubts += [undeclared(settled), *letting_doubts(records, with_void, wide, leads(lettings, people))]
    return settled, withheld, doubts


def _of_the_home(records: Records, lettings: pl.DataFrame, needs: pl.Expr) -> pl.DataFrame:
    """What the property extract answers of this letting: its home, and its vacancy where the home's vacancy was before it."""
    renewed = pl.lit(lettings["renewal"]) == "1"
    home = homes(records, lettings)
    void = pl.col("void_date").str.to_date("%Y-%m-%d")
    due, last = pl.lit(lettings["due"]), pl.lit(lettings["last_began"])
    only_one = pl.lit(lettings["lets_of_home"]).fill_null(0) <= 1
    its_own = pl.when(void.is_null()).then(only_one).otherwise((void <= due) & (last.is_null() | (last < void)))
    vacant = its_own.fill_null(False) & ~renewed.fill_null(False)
    told = home.with_columns(pl.when(vacant).then(name).alias(name) for name in VACANCY)
    return told.with_columns(
        *(pl.when(needs.eq_missing("2")).then(name).alias(name) for name in SUPPORTED_ONLY),
        *(pl.when(needs.eq_missing("1")).then(name).alias(name) for name in GENERAL_ONLY if name != "bedrooms"),
        *(pl.when(~FIRST_LET).then(name).alias(name) for name in OF_FIRST_LET),
        bedrooms=pl.when(needs.eq_missing("1") & (pl.col("unit_type") != BEDSIT)).then("bedrooms"),
    )


def _of_the_tenancy(lettings: pl.DataFrame) -> pl.DataFrame:
    """What the tenancy extract answers: the first day, whether it is joint and new, and where a transfer came from."""
    known = pl.col("tenancy_row").is_not_null()
    moved = pl.col("prior_postcode").is_not_null() & (pl.col("renewal") != "1").fill_null(True)
    fresh = pl.col("route").is_in(NEW_LETTING) & (pl.col("due") == pl.col("began")) & ~pl.col("again")
    return lettings.select(
        start_date=pl.when(pl.col("due") == pl.col("began")).then(pl.col("began").cast(pl.String)),
        joint_tenancy=pl.when(known).then(pl.when("joint").then(pl.lit("1")).otherwise(pl.lit("2"))),
        renewal=pl.when(fresh).then(pl.lit("2")),
        previous_postcode_known=pl.when(moved).then(pl.lit("1")),
        previous_postcode=pl.when(moved).then("prior_postcode"),
    )


def _settled(wide: pl.DataFrame) -> pl.DataFrame:
    """What follows from the answers: a known postcode is known, and who pays nothing has no period and four charges of nought.

    The service demands the noughts although it never asks for them (measured).
    """
    free = (pl.col("needs_type") == "2") & (pl.col("pays_charges") == "1")
    known = pl.col("previous_postcode").is_not_null() & pl.col("previous_postcode_known").is_null()
    return wide.with_columns(
        pl.when(known).then(pl.lit("1")).otherwise("previous_postcode_known").alias("previous_postcode_known"),
        pl.when(free.not_().fill_null(True)).then("rent_period").alias("rent_period"),
        *(pl.when(free).then(pl.lit("0")).otherwise(name).alias(name) for name in PAID),
    )


def _known(records: Records, lettings: pl.DataFrame, wide: pl.DataFrame) -> pl.DataFrame:
    """What is known by the columns of `core_lettings`; people by their references, so that ages need not be typed."""
    people = people_born(records).sort(*KEY, ~pl.col("lead"), maintain_order=True)
    numbered = people.with_columns(n=pl.int_range(1, pl.len() + 1).over(*KEY)).filter(pl.col("n") <= MOST_PEOPLE)
    torn = leads(lettings, people) > 1  # who is the lead is then asked, not chosen
    refs = numbered.pivot(on="n", index=list(KEY), values="person_ref", maintain_order=True)
    told = lettings.select("log", *KEY, "answered").join(refs, on=KEY, how="left", maintain_order="left")
    names = {f"person_ref_{n}": str(n) for n in range(1, MOST_PEOPLE + 1)}
    by_tenancy = {name: pl.col(n) if n in refs.columns else pl.lit(None, dtype=pl.String) for name, n in names.items()}
    named = told.select(**{name: pl.when(~pl.col("answered") & ~pl.lit(torn)).then(one) for name, one in by_tenancy.items()})
    answers = as_text(lettings.select(CORE_LETTINGS.names), CORE_LETTINGS)
    columns = [name for name in CORE_LETTINGS.names if name in wide.columns]
    ages = {f"age_{n}" for n in range(1, MOST_PEOPLE + 1)}  # as corrected, else a workbook written again would keep a wrong one
    filled = answers.select((wide[name] if name in ages else pl.coalesce(name, wide[name])).alias(name) for name in columns)
    people = filled.select(pl.coalesce(name, named[name]).alias(name) for name in names)
    return told.select("log", *KEY).hstack(filled.with_columns(people))
