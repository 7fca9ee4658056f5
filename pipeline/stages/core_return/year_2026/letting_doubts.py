"""What keeps a letting back before the service is asked: records that contradict each other, are missing, or cannot be used."""

import polars as pl

from extracts.core.year_2026.lettings import CHARGES
from pipeline.stages.core_return.drafts import DISAGREES, HELD, MISSING, Records, Source, doubts_where, spoilt, unread
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
HALF_READ = "A row of this tenancy in the tenancy extract could not be used: correct it, see under Unusable."
HOME_HALF_READ = (
    "A row of another tenancy of this home could not be used: correct it, see under Unusable, or say whether this is a renewal."
)
PAYS = "Sign-up says that the household pays nothing, and charges are told; correct the one that is wrong."
VOID_AFTER = "The void date is {} and the first day {}: a home is empty before it is let. Correct the one that is wrong."
NO_BIRTH = "No birth date is held for the first-named tenant: add it to the tenancy extract, or give the age (R where refused)."
ENDS_AT_ONCE = "The tenancy ends on its first day: say under not_due why no log is due, or correct tenancy_end."
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


def letting_doubts(records: Records, lettings: pl.DataFrame, wide: pl.DataFrame) -> list[pl.DataFrame]:
    """The doubts about lettings, whose answers as combined from all records are in `wide`, in the same order."""
    also = wide.select("renewal", "needs_type", "vacancy_reason")
    apart = {"said_renewal": lettings["renewal"], "said_pays": wide["pays_charges"], "charged": _charged(wide)}
    told = lettings.drop(also.columns, strict=False).hstack(also).with_columns(**apart)
    unsaid = pl.col("renewal").is_null() & pl.col("not_due").is_null() & (pl.col("due") == pl.col("began"))
    other_day = (pl.col("start_date") != pl.col("began")) & pl.col("renewal").ne_missing("1")
    stray = pl.col("tenancy_row").is_null() & pl.lit(records.accepted("tenancy") is not None)
    said = pl.col("said_renewal").is_not_null() | pl.col("not_due").is_not_null()
    decanted = (pl.col("route") == "decant") & pl.col("prior_tenancy_ref").is_not_null() & pl.col("said_renewal").is_null()
    unclear = pl.col("prior_property_ref").is_null() | pl.col("prior_end_unknown").fill_null(False)
    no_age = pl.lit(wide["age_1"]).is_null() & (pl.col("tenants").list.len() > 0)
    at_once = (pl.col("ended") == pl.col("began")) & pl.col("not_due").is_null() & pl.col("renewal").ne_missing("1")
    nothing_paid = (pl.col("needs_type") == "2") & (pl.col("said_pays") == "1")
    return [
        doubts_where(told, ~pl.col("answered"), "core_lettings", MISSING, NO_ANSWERS),
        doubts_where(told, stray, "tenancy_ref", HELD, NO_TENANCY),
        doubts_where(told, ~stray & pl.col("due").is_null(), "start_date", HELD, NO_DAY),
        doubts_where(told, other_day, "start_date", DISAGREES, ANOTHER_DAY),
        doubts_where(told, no_age & pl.col("answered"), "age_1", MISSING, NO_BIRTH),
        doubts_where(told, at_once, "tenancy_end", HELD, ENDS_AT_ONCE),
        _void_after_start(told, wide),
        doubts_where(told, pl.col("rivals") > 1, "tenancy_ref", HELD, RIVALS),
        doubts_where(told, pl.col("again") & unsaid, "renewal", HELD, SAME_HOME),
        doubts_where(told, decanted & unclear, "prior_tenancy_ref", HELD, DECANTED),
        doubts_where(told, _in(told, unread(records, "tenancy", KEY)), "tenancy_ref", HELD, HALF_READ),
        doubts_where(told, _in(told, unread(records, "tenancy", HOME_KEY)) & ~said, "renewal", HELD, HOME_HALF_READ),
        doubts_where(told, nothing_paid & pl.col("charged"), "pays_charges", DISAGREES, PAYS),
        *(doubts_where(told, pl.col("torn").list.contains(name), name, DISAGREES, TORN) for name in TOLD_ALIKE),
        *(spoilt(records, told, wide, source) for source in SOURCES),
    ]


def _void_after_start(told: pl.DataFrame, wide: pl.DataFrame) -> pl.DataFrame:
    """A doubt with both days for every letting whose home fell empty only after its first day."""
    days = told.select("log", "due", void=wide["void_date"].str.to_date("%Y-%m-%d"), renewed=told["renewal"] == "1")
    late = days.filter((pl.col("void") > pl.col("due")) & ~pl.col("renewed").fill_null(False))
    says = pl.format(VOID_AFTER, pl.col("void").dt.to_string("%-d %B %Y"), pl.col("due").dt.to_string("%-d %B %Y"))
    return late.select("log", name=pl.lit("void_date"), kind=pl.lit(DISAGREES), says=says)


def _in(told: pl.DataFrame, keys: pl.DataFrame) -> pl.Expr:
    found = told.join(keys, on=keys.columns, how="semi")["log"]
    return pl.col("log").is_in(found.implode())


def _charged(wide: pl.DataFrame) -> pl.Series:
    return wide.select(pl.any_horizontal((pl.col(name).cast(pl.Float64) > 0).fill_null(False) for name in PAID)).to_series()
