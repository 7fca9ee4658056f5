"""Deliberate faults, each put into one ordinary row, so that every sort of finding has a row that shows it."""

from dataclasses import dataclass

import polars as pl

from pipeline.sample.core_return.answers import AFFECTED

PLANTED = {"extract": pl.String, "row": pl.UInt32, "ref": pl.String, "what": pl.String}
REFERENCE = {"core_lettings": "tenancy_ref", "core_sales": "sale_ref"}
CHARGES = ("basic_rent", "service_charge", "personal_service_charge", "support_charge")


@dataclass(frozen=True)
class Fault:
    """One fault: what is wrong, the values put into the row (None: blank), and what the row has to be like beforehand."""

    what: str
    values: dict[str, str | None]
    where: dict[str, str]


def _new(what: str, **values: str | None) -> Fault:
    return Fault(what, values, {"previous_postcode_known": "1"})


def _sale(what: str, route: dict[str, str], **values: str | None) -> Fault:
    return Fault(what, values, route)


_PURCHASE = {"staircasing": "2", "joint_purchase": "2"}
_STAIRCASING = {"staircasing": "1"}
_CHEAPER = {"ownership": "2", "discounted_product": "9"}
FAULTS = {
    "core_lettings": (
        _new("no declaration was recorded", declaration=None),
        _new("nobody asked for the ethnic background", ethnicity=None),
        _new("an unknown code", reason_for_leaving="99"),
        _new("a day that no calendar has", start_date="31/04/2026"),
        _new("letters in a number", income_known="1", income_frequency="1", income="four hundred"),
        _new("a thousands comma", income_known="1", income_frequency="3", income="21,500"),
        _new("a household of nine", household_size="9"),
        _new("a ninth person", age_9="4"),
        _new("a postcode that is none", previous_postcode="ME99 99ZZ"),
        _new("another year", start_date="01/03/2025"),
        _new("no such tenancy", tenancy_ref="00000000"),
        _new("nobody of that reference", person_ref_1="P00000000"),
        _new("all income from benefits, and in full-time work", work_1="1", income_from_benefits="1", housing_benefit="6"),
        _new("two access needs that exclude each other", needs_no_access="1", needs_level_access="1"),
        _new("illness without what it affects", long_term_illness="1", **dict.fromkeys(AFFECTED)),
        _new("another reason, and no words for it", reason_for_leaving="20", other_reason=None),
        _new("words that are not allowed into the return", reason_for_leaving="20", other_reason="by agreement with the warden"),
        _new("a source of referral that does not follow", referral_association="8", referral_source="1"),
        _new("an income far above any", income_known="1", income_frequency="1", income="9000"),
        _new("retired at a working age", work_1="5"),
        _new("a term on a tenancy for life", tenancy_type="2", tenancy_length="5"),
        _new("a renewal for another reason", renewal="1"),
        _new("a preference without its reason", reasonable_preference="1", **dict.fromkeys(
            ("preference_homeless", "preference_unsatisfactory", "preference_medical", "preference_hardship",
             "preference_not_known"))),
    ),
    "core_sales": (
        _sale("no declaration was recorded", _PURCHASE, declaration=None),
        _sale("sums that do not add up", _PURCHASE, deposit="1"),
        _sale("more income than shared ownership allows", _PURCHASE, income_1="95000"),
        _sale("savings to the pound", _PURCHASE, savings="12345"),
        _sale("a handover after completion", {**_PURCHASE, "resale": "2"}, handover_date="30/03/2027"),
        _sale("ethnic background of a staircasing", _STAIRCASING, ethnicity="1"),
        _sale("more bought than owned", _STAIRCASING, share_owned="5"),
        _sale("a discount beyond the limit", _CHEAPER, discount="70"),
        _sale("a private tenant who buys a council home", _CHEAPER, previous_tenure="3"),
        _sale("a charge of nought", _CHEAPER, charge="0"),
        _sale("an outright sale", _PURCHASE, ownership="3"),
        _sale("not completed yet", _PURCHASE, completion_date=None),
        _sale("an unknown code", _PURCHASE, shared_product="99"),
        _sale("a comma in a price", _PURCHASE, price="225,000"),
    ),
}  # fmt: skip


def planted(files: dict[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """The files with each fault in a row of its own, and the list of them: `extract`, `row`, `ref`, `what`."""
    made, listed = dict(files), [pl.DataFrame(schema=PLANTED)]
    for name in FAULTS:
        made[name], found = _planted(name, files[name])
        listed.append(found)
    made["rent_account"], found = _rentless(made["rent_account"], made["core_lettings"])
    return made, pl.concat([*listed, found])


def _rentless(accounts: pl.DataFrame, lettings: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The accounts with a period and no rent on the one of the last letting that pays, where there is one."""
    paying = lettings.with_row_index("row", offset=1).filter(pl.col("previous_postcode_known") == "1").tail(1)
    its = pl.col("tenancy_ref").is_in(paying["tenancy_ref"].implode())
    blanked = accounts.with_columns(pl.when(~its).then(name).alias(name) for name in CHARGES)
    told = paying.select(
        extract=pl.lit("core_lettings"),
        row=pl.col("row").cast(pl.UInt32),
        ref="tenancy_ref",
        what=pl.lit("a period without a rent"),
    )
    return blanked, told


def _planted(name: str, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows, taken, told = rows.with_row_index("at"), set[int](), []
    for fault in FAULTS[name] if rows.height else ():
        fits = rows.filter(pl.all_horizontal(pl.col(column).eq_missing(value) for column, value in fault.where.items()))
        free = fits.filter(~pl.col("at").is_in(list(taken)))
        if free.is_empty():
            continue
        at = int(free["at"][0])
        taken.add(at)
        told.append((name, at + 1, free[REFERENCE[name]][0], fault.what))
        rows = rows.with_columns(_changed(rows, at, column, value) for column, value in fault.values.items())
    return rows.drop("at"), pl.DataFrame(told, schema=PLANTED, orient="row")


def _changed(rows: pl.DataFrame, at: int, column: str, value: str | None) -> pl.Expr:
    there = pl.col(column) if column in rows.columns else pl.lit(None, dtype=pl.String)
    return pl.when(pl.col("at") == at).then(pl.lit(value, dtype=pl.String)).otherwise(there).alias(column)
