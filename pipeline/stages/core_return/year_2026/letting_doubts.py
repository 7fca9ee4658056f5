"""What keeps a letting back before the service is asked: records that contradict each other, are missing, or cannot be used."""

import polars as pl

from extracts.core.year_2026.lettings import CHARGES
from pipeline.stages.core_return.drafts import DISAGREES, HELD, MISSING, Cause, Records, Source, doubts_where, spoilt, unread
from pipeline.stages.core_return.tenancies import JOINT, KEY, LEAD, TOLD_ALIKE

HOME_KEY = ("landlord_code", "property_ref")
SUPPORTED_ONLY = ("scheme", "location", "older_people_housing")
GENERAL_ONLY = ("local_authority", "unit_type", "wheelchair_standard", "bedrooms")
VACANCY = ("vacancy_reason", "last_let_basis", "void_date", "repairs_date")
PAID = ("basic_rent", "service_charge", "personal_service_charge", "support_charge")
OF_FIRST_LET = ("last_let_basis", "repairs_date")
"""Of a vacancy, what a first letting has not."""
OF_TENANCY = ("tenancy_type", "acquisition_route", "prior_tenancy_ref", "uprn")
CURRENT = pl.col("account_kind").fill_null("current") == "current"
NO_ANSWERS = "There is no row of sign-up answers for this letting in core_lettings."
NO_DAY = "There is no tenancy extract that tells the first day, and the row gives no start_date; add either."
NO_TENANCY = (
    "The tenancy extract has no such tenancy: correct the reference, or see under Unusable whether its row could not be used."
)
ANOTHER_DAY = "The tenancy began on another day: correct start_date, or say under renewal that it is a renewal."
TORN = "The rows of this tenancy in the tenancy extract say different things; correct the one that is wrong."
RIVALS = "Two rows tell of this letting; keep the one that is right."
SAME_HOME = "Home and tenants are those of the tenancy before: say under renewal, or under not_due, what it is."
DECANTED = "Whether the tenancy before still runs is not known: correct it there, or say under renewal that this is none."
UNREAD = "The row of this tenancy in the tenancy extract could not be used. Correct line {} of tenancy ({})."
HALF_READ = "A row of this tenancy in the tenancy extract could not be used. Correct line {} of tenancy ({})."
HOME_HALF_READ = (
    "A row of another tenancy of this home could not be used: correct it, see under Unusable, or say whether this is a renewal."
)
PAYS = "Sign-up says that the household pays nothing, and charges are told; correct the one that is wrong."
VOID_AFTER = "The void date is {} and the first day {}: a home is empty before it is let. Correct the one that is wrong."
LATER_VOID = (
    "The vacancy in the property extract began on {}, after the first day {}: it is not that of this letting. Give the vacancy "
    "before this letting in core_lettings, or correct the day that is wrong."
)
TWO_LEADS = (
    "Two people are first-named on this tenancy on its first day: correct tenant_status in the tenancy extract, or say "
    "under person_ref_1 who is the lead tenant."
)
NO_LEAD = (
    "Nobody is first-named on this tenancy on its first day: correct tenant_status in the tenancy extract, or say "
    "under person_ref_1 who is the lead tenant."
)
TRANSFERRED = (
    "The tenancy is a transfer, and the postcode of the home before it is not held. Say under previous_postcode_known whether it "
    "is known, and give it; or add prior_tenancy_ref to the tenancy extract."
)
NO_BIRTH = "No birth date is held for the first-named tenant: add it to the tenancy extract, or give the age (R where refused)."
ENDS_AT_ONCE = "The tenancy ends on its first day: say under not_due why no log is due, or correct tenancy_end."
_BLANK, _START = ("answer_missing",), ("start_day", "start_month", "start_year")
_VOID = ("void_date", "void_day", "void_month", "void_year", "vacancy_reason", "last_let_basis")
_OF_NO_TENANCY = tuple(f"{name}_missing" for name in ("needs_type", "renewal", "rent_type", *_START))
_UNDRAWN = ("needs_type", "renewal", "uprn", "age_1", *_START)
CAUSES = (
    Cause(VOID_AFTER.partition("{")[0], (*_START, *_VOID), ("void_after_start", *_BLANK)),
    Cause(LATER_VOID.partition("{")[0], _VOID, _BLANK),
    Cause(NO_BIRTH, ("age_1",), ("age_unreadable", *_BLANK)),
    Cause(TWO_LEADS, ("age_1",), ("age_unreadable", *_BLANK)),
    Cause(NO_LEAD, ("age_1", "joint_tenancy"), ("age_unreadable", "joint_tenancy_of_one", *_BLANK)),
    Cause(TRANSFERRED, ("previous_postcode_known",), _BLANK),
    Cause(NO_TENANCY, _UNDRAWN, (*_OF_NO_TENANCY, "age_unreadable", *_BLANK), doubts=True),
    Cause(UNREAD.partition("{")[0], _UNDRAWN, (*_OF_NO_TENANCY, "age_unreadable", *_BLANK), doubts=True),
)
"""The doubts of which other findings are only what follows."""
FIRST_LET = pl.col("vacancy_reason").is_in(["15", "16", "17"]).fill_null(False)
"""The home is let for the first time; there was no letting before."""
SOURCES = (
    Source("tenancy", KEY, OF_TENANCY),
    Source("tenancy", KEY, ("person_start", "person_end"), of=pl.col("tenant_status").is_in([LEAD, JOINT])),
    Source("property", HOME_KEY, ("uprn",)),
    Source("property", HOME_KEY, SUPPORTED_ONLY, pl.col("needs_type").ne_missing("1")),
    Source("property", HOME_KEY, GENERAL_ONLY, pl.col("needs_type").ne_missing("2")),
    Source("property", HOME_KEY, tuple(name for name in VACANCY if name not in OF_FIRST_LET), pl.col("renewal").ne_missing("1")),
    Source("property", HOME_KEY, OF_FIRST_LET, pl.col("renewal").ne_missing("1") & ~FIRST_LET),
    Source("rent_account", KEY, ("account_kind",)),
    Source("rent_account", KEY, tuple(field.name for field in CHARGES), of=CURRENT),
)
"""What of each extract a letting is drafted from, and of which lettings."""


def letting_doubts(records: Records, lettings: pl.DataFrame, wide: pl.DataFrame, leads: pl.Series) -> list[pl.DataFrame]:
    """The doubts about lettings, whose answers as combined from all records are in `wide`, in the same order.

    `lettings` has, as `home_void`, the day of the vacancy that the property extract tells of the home; `leads` counts who is
    first-named on the first day.
    """
    also = wide.select("renewal", "needs_type", "vacancy_reason")
    apart = {"said_renewal": lettings["renewal"], "said_pays": wide["pays_charges"], "charged": _charged(wide)}
    told = lettings.drop(also.columns, strict=False).hstack(also).with_columns(**apart)
    unsaid = pl.col("renewal").is_null() & pl.col("not_due").is_null() & (pl.col("due") == pl.col("began"))
    other_day = (pl.col("start_date") != pl.col("began")) & pl.col("renewal").ne_missing("1")
    stray = pl.col("tenancy_row").is_null() & pl.lit(records.accepted("tenancy") is not None)
    said = pl.col("said_renewal").is_not_null() | pl.col("not_due").is_not_null()
    decanted = (pl.col("route") == "decant") & pl.col("prior_tenancy_ref").is_not_null() & pl.col("said_renewal").is_null()
    unclear = pl.col("prior_property_ref").is_null() | pl.col("prior_end_unknown").fill_null(False)
    at_once = (pl.col("ended") == pl.col("began")) & pl.col("not_due").is_null() & pl.col("renewal").ne_missing("1")
    nothing_paid = (pl.col("needs_type") == "2") & (pl.col("said_pays") == "1")
    return [
        doubts_where(told, ~pl.col("answered"), "core_lettings", MISSING, NO_ANSWERS),
        *_of_unread_rows(records, told, stray),
        doubts_where(told, ~stray & pl.col("due").is_null(), "start_date", HELD, NO_DAY),
        doubts_where(told, other_day, "start_date", DISAGREES, ANOTHER_DAY),
        *_of_the_lead(told, wide, leads),
        doubts_where(told, at_once, "tenancy_end", HELD, ENDS_AT_ONCE),
        *_void_after_start(told, wide),
        doubts_where(told, _from_nowhere(wide), "previous_postcode_known", MISSING, TRANSFERRED),
        doubts_where(told, pl.col("rivals") > 1, "tenancy_ref", HELD, RIVALS),
        doubts_where(told, pl.col("again") & unsaid, "renewal", HELD, SAME_HOME),
        doubts_where(told, decanted & unclear, "prior_tenancy_ref", HELD, DECANTED),
        doubts_where(told, _in(told, _unread_beside(records, told)) & ~said, "renewal", HELD, HOME_HALF_READ),
        doubts_where(told, nothing_paid & pl.col("charged"), "pays_charges", DISAGREES, PAYS),
        *(doubts_where(told, pl.col("torn").list.contains(name), name, DISAGREES, TORN) for name in TOLD_ALIKE),
        *(spoilt(records, told, wide, source) for source in SOURCES),
    ]


def _of_unread_rows(records: Records, told: pl.DataFrame, stray: pl.Expr) -> list[pl.DataFrame]:
    """A doubt for every letting of a tenancy that is unknown or half known, with the line that could not be used and why."""
    rows = told.join(unread(records, "tenancy", KEY), on=KEY, how="left", maintain_order="left")
    bad = rows.filter(pl.col("why").is_not_null())
    says = [pl.format(sentence, "unread_line", "why") for sentence in (UNREAD, HALF_READ)]
    why = pl.when(stray).then(says[0]).otherwise(says[1])
    half = bad.select("log", name=pl.lit("tenancy_ref"), kind=pl.lit(HELD), says=why)
    return [doubts_where(rows, stray & pl.col("why").is_null(), "tenancy_ref", HELD, NO_TENANCY), half]


def _of_the_lead(told: pl.DataFrame, wide: pl.DataFrame, leads: pl.Series) -> list[pl.DataFrame]:
    """Doubts about lettings of which two people, or nobody, or somebody without a birth date is the first-named tenant."""
    rows = told.with_columns(age=wide["age_1"], leads=leads)
    unnamed, tenanted = pl.col("person_ref_1").is_null(), pl.col("tenancy_row").is_not_null()
    ageless = pl.col("age").is_null() & tenanted & pl.col("answered")
    nobody = unnamed & (pl.col("leads") == 0)
    return [
        doubts_where(rows, unnamed & (pl.col("leads") > 1), "person_ref_1", HELD, TWO_LEADS),
        doubts_where(rows, ageless & nobody, "person_ref_1", HELD, NO_LEAD),
        doubts_where(rows, ageless & ~nobody & ~(unnamed & (pl.col("leads") > 1)), "age_1", MISSING, NO_BIRTH),
    ]


def _from_nowhere(wide: pl.DataFrame) -> pl.Expr:
    """True of transfers of which nobody tells the postcode of the home before, nor that it is not known."""
    untold = wide.select(pl.col("previous_postcode").is_null() & pl.col("previous_postcode_known").is_null()).to_series()
    return (pl.col("route") == "transfer") & pl.col("renewal").ne_missing("1") & pl.col("answered") & pl.lit(untold)


def _void_after_start(told: pl.DataFrame, wide: pl.DataFrame) -> list[pl.DataFrame]:
    """A doubt with both days for every letting whose home fell empty only after its first day, as sign-up or the home tells."""
    voids = {"void": wide["void_date"], "later": told["home_void"]}
    days = told.filter(pl.col("renewal").ne_missing("1")).select("log", "due").join(
        told.select("log", **{name: day.str.to_date("%Y-%m-%d") for name, day in voids.items()}), on="log"
    )  # fmt: skip
    late = {VOID_AFTER: pl.col("void") > pl.col("due"), LATER_VOID: pl.col("void").is_null() & (pl.col("later") > pl.col("due"))}
    shown = pl.coalesce("void", "later").dt.to_string("%-d %B %Y"), pl.col("due").dt.to_string("%-d %B %Y")
    return [
        days.filter(where).select(
            "log", name=pl.lit("void_date"), kind=pl.lit(DISAGREES), says=pl.format(sentence, *shown)
        )
        for sentence, where in late.items()
    ]  # fmt: skip


def _unread_beside(records: Records, told: pl.DataFrame) -> pl.DataFrame:
    """The logs in whose home another tenancy has a row that could not be used."""
    rows = unread(records, "tenancy", (*HOME_KEY, "tenancy_ref")).rename({"tenancy_ref": "other"})
    beside = told.select("log", *HOME_KEY, "tenancy_ref").join(rows, on=HOME_KEY)
    return beside.filter(pl.col("other") != pl.col("tenancy_ref")).select("log").unique()


def _in(told: pl.DataFrame, keys: pl.DataFrame) -> pl.Expr:
    found = told.join(keys, on=keys.columns, how="semi")["log"]
    return pl.col("log").is_in(found.implode())


def _charged(wide: pl.DataFrame) -> pl.Series:
    return wide.select(pl.any_horizontal((pl.col(name).cast(pl.Float64) > 0).fill_null(False) for name in PAID)).to_series()
