"""Made-up lettings for the tests, by our names of the fields, and the small world they are judged in."""

from dataclasses import replace
from datetime import date

import polars as pl

from pipeline.core.judge import judge
from pipeline.core.lettings_2026.fields import LAYOUT
from pipeline.core.lettings_2026.year import YEAR
from pipeline.core.upload_file import Upload
from pipeline.core.world import Location, World
from pipeline.core.year import Checked

RENTS = pl.DataFrame(
    [(kind, "E06000035", str(beds), "70", "160", "30", "900") for kind in ("1", "2", "5") for beds in range(5)],
    schema=["lettype", "la", "beds", "soft_min", "soft_max", "hard_min", "hard_max"],
    orient="row",
)
HOME = "100099887766"
WORLD = World(
    today=date(2026, 11, 21),
    owners={"ORG1": "PRP", "ORG2": "LA"},
    organisations=frozenset({"ORG1", "ORG2", "ORG3"}),
    schemes={("S1", "1"): Location("ME4 4AA", "E06000035", False, "ORG1", date(2026, 5, 1))},
    homes={HOME: "ME4 4AA"},
    users={"maya@one.example": "ORG1", "sam@two.example": "ORG2"},
    tables={"rent_ranges": RENTS},
    rent_periods={"ORG2": frozenset({1})},
)


def row(text: str, base: dict[str, str | None] | None = None) -> dict[str, str | None]:
    """A row told as "name value; name value", over a base; a name without a value is blanked."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    return (base or {}) | {name: value or None for name, _, value in (part.partition(" ") for part in parts)}


GENERAL = row("""
owner ORG1; manager ORG1; needs_type 1; renewal 2; start_day 14; start_month 9; start_year 26; rent_type 1; declaration 1;
tenant_code AB-0001; vacancy_reason 12; last_let_basis 1; void_day 17; void_month 8; void_year 26;
address_line_1 7 Mill Lane; town Chatham; postcode_outward ME4; postcode_inward 4AB; local_authority E06000035;
unit_type 1; wheelchair_standard 2; bedrooms 2; joint_tenancy 2; starter_tenancy 2; tenancy_type 2;
age_1 34; sex_1 F; gender_same_1 1; ethnicity 4; nationality 826; work_1 2;
armed_forces 2; pregnancy 2; needs_no_access 1; long_term_illness 2; time_in_area 11; time_waiting 7;
reason_for_leaving 12; previous_tenure 3; homelessness 1; previous_postcode_known 1; previous_outward ME5; previous_inward 8XY;
previous_authority E06000035; reasonable_preference 2; choice_based_lettings 1; common_allocations_policy 2;
common_housing_register 2; accessible_register 2; referral_association 8; income_known 1; income_frequency 1; income 320;
housing_benefit 9; income_from_benefits 3; rent_period 1; basic_rent 104.50; service_charge 6.20; personal_service_charge 0;
support_charge 0
""")
"""A general needs letting of an association that the service takes as it stands."""

SUPPORTED = row(
    """unit_type; wheelchair_standard; bedrooms; needs_type 2; scheme S1; location 1; older_people_housing 3; pays_charges 0;
    postcode_inward 4AA; support_charge 12""",
    GENERAL,
)
RENEWAL = row(
    """renewal 1; reason_for_leaving 50; vacancy_reason; last_let_basis; void_day; void_month; void_year; time_waiting;
    referral_association; previous_postcode_known; previous_outward; previous_inward; previous_authority; previous_tenure""",
    GENERAL,
)
LOOKED_UP = row(f"address_line_1; town; postcode_outward; postcode_inward; uprn {HOME}", GENERAL)
COUNCIL = row("owner ORG2; manager ORG2; referral_association; referral_council 3", GENERAL)
COUPLE = row("age_2 36; partner_2 1; sex_2 M; gender_same_2 1; work_2 4; joint_tenancy 1; income 420", GENERAL)
BASES = {
    "general": GENERAL,
    "supported": SUPPORTED,
    "renewal": RENEWAL,
    "looked up": LOOKED_UP,
    "council": COUNCIL,
    "couple": COUPLE,
}


def world_for(base: str) -> World:
    """The world seen by whoever uploads such a row."""
    return replace(WORLD, provider="LA") if base == "council" else WORLD


def uploaded(*rows: dict[str, str | None]) -> Upload:
    """The rows as if they had been read from a file."""
    text = pl.DataFrame({name: pl.Series([row.get(name) for row in rows], dtype=pl.String) for name in LAYOUT.numbers})
    return Upload(LAYOUT, text.with_row_index("row", offset=1).with_columns(line=pl.col("row") + 1), {"rows": len(rows)})


def checked(*rows: dict[str, str | None], world: World = WORLD, alone: bool = True) -> Checked:
    """What the service would say of the rows."""
    return judge(YEAR, uploaded(*rows), world, each_row_alone=alone)


def found(outcome: Checked, row: int) -> dict[str, set[str]]:
    """A row's findings: the fields blamed, by rule."""
    faults = outcome.findings.filter(row=row)
    return {rule: set(fields["name"]) for (rule,), fields in faults.group_by("rule")}
