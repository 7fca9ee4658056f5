"""Records that contradict each other, or that cannot be used, keep their log back; none of them is silently believed."""

import pytest

from tests.core_return.small import ACCOUNT, LETTING, PROPERTY, TENANCY, WHOLE, drafted, folder_with, rows


def letting(tmp_path, tenancies=None, answers=None, **tables):
    """Fate of the first letting, and what was found of it: name and kind of each finding."""
    made = WHOLE | {"core_sales": [], "core_lettings": [LETTING | (answers or {})], "tenancy": tenancies or [TENANCY]} | tables
    lettings = drafted(folder_with(tmp_path / "in", **made))["lettings"]
    first = lettings.findings.filter(lettings.findings["Reference"] == lettings.outcome.logs["ref"][0])
    return lettings.outcome.logs["fate"][0], first.select("Name", "What it is").rows(), lettings


def test_a_tenancy_that_the_extract_does_not_know_is_never_written(tmp_path):
    typed = {"tenancy_ref": "T-1", "start_date": "2026-10-09", "renewal": "2", "age_1": "40", "joint_tenancy": "2"}
    home = {"uprn": "100012345678", "needs_type": "1"} | {name: PROPERTY[name] for name in ("local_authority", "unit_type",
            "wheelchair_standard", "bedrooms", "vacancy_reason", "last_let_basis", "void_date")}  # fmt: skip
    rent = {name: value for name, value in ACCOUNT.items() if name not in ("landlord_code", "account_ref", "tenancy_ref")}
    fate, found, lettings = letting(tmp_path / "a", answers=typed | home | rent)
    assert (fate, found) == ("held back", [("tenancy_ref", "to be decided")])
    assert "Unusable" in lettings.findings["What is wrong, and what to do"][0]
    assert letting(tmp_path / "b", tenancies=[], answers=typed | home | rent)[0] == "held back"


def test_without_a_tenancy_extract_a_whole_row_stands_for_itself(tmp_path):
    alone = {"start_date": "2026-10-09", "renewal": "2", "age_1": "40", "joint_tenancy": "2", "needs_type": "1",
             "uprn": "100012345678"} | {name: PROPERTY[name] for name in ("local_authority", "unit_type", "wheelchair_standard",
             "bedrooms", "vacancy_reason", "last_let_basis", "void_date")}  # fmt: skip
    folder = folder_with(tmp_path / "in", core_lettings=[LETTING | alone], rent_account=[ACCOUNT])
    made = drafted(folder)["lettings"]
    assert made.outcome.counts["written"] == 1, made.findings.to_dicts()


@pytest.mark.parametrize(("day", "fate"), [("2026-10-09", "written"), ("2026-10-10", "held back")])
def test_a_first_day_is_the_tenancys_and_its_tenancy_is_told_of_once(tmp_path, day, fate):
    told, found, lettings = letting(tmp_path, answers={"start_date": day, "renewal": "2"})
    assert told == fate
    assert lettings.outcome.logs.height == 1
    if fate == "held back":
        assert ("start_date", "disagrees") in found


def test_the_same_home_and_person_again_under_another_reference_waits_for_somebody_to_say(tmp_path):
    before = TENANCY | {"tenancy_ref": "T0", "tenancy_start": "2019-01-07", "tenancy_end": "2026-10-08"}
    fate, found, _ = letting(tmp_path / "a", tenancies=[TENANCY, before])
    assert fate == "held back"
    assert ("renewal", "to be decided") in found
    assert letting(tmp_path / "b", tenancies=[TENANCY, before], answers={"renewal": "2"})[0] == "written"
    another = before | {"person_ref": "P0"}
    assert letting(tmp_path / "c", tenancies=[TENANCY, another])[0] == "written"


@pytest.mark.parametrize(
    ("column", "value"), [("tenancy_start", "2026-10-08"), ("property_ref", "H2"), ("acquisition_route", "succession")]
)
def test_rows_of_one_tenancy_that_differ_are_told_of(tmp_path, column, value):
    wife = {"person_ref": "P2", "tenant_status": "O", column: value}
    fate, found, _ = letting(tmp_path, tenancies=rows(TENANCY, {}, wife), answers={"joint_tenancy": "1"})
    assert fate == "held back"
    assert (column, "disagrees") in found


def test_two_uprns_of_one_home_are_told_of_and_a_buildings_gives_way(tmp_path):
    assert ("uprn", "disagrees") in letting(tmp_path / "a", tenancies=[TENANCY | {"uprn": "100012345679"}])[1]
    neighbour = TENANCY | {"tenancy_ref": "T2", "person_ref": "P2", "property_ref": "H2", "tenancy_start": "2015-01-05"}
    building = rows(TENANCY, {"uprn": "100099999999"})
    told = letting(tmp_path / "b", tenancies=[*building, neighbour | {"uprn": "100099999999"}])
    assert told[0] == "written", told[1]


def test_who_is_said_to_pay_nothing_and_is_charged_is_told_of(tmp_path):
    homes = rows(PROPERTY, {"scheme": "S1", "location": "1", "older_people_housing": "3"})
    pays_nothing = {"tenancy_type": "5", "pays_charges": "1"}
    told = letting(tmp_path, tenancies=[TENANCY | {"tenancy_type": "supported"}], answers=pays_nothing, property=homes)
    assert told[:2] == ("held back", [("pays_charges", "disagrees")])


@pytest.mark.parametrize(
    ("since", "until", "joint"),
    [
        ("2026-10-09", None, "1"),
        ("2026-10-10", None, "2"),
        (None, "2026-10-09", "2"),
        (None, "2026-10-10", "1"),
        (None, None, "1"),
    ],
)
def test_a_tenancy_is_joint_as_it_is_on_the_first_day(tmp_path, since, until, joint):
    other = {"person_ref": "P2", "tenant_status": "O", "person_start": since, "person_end": until}
    two = {
        "household_size": "2",
        "age_2": "40",
        "partner_2": "1",
        "sex_2": "M",
        "gender_same_2": "1",
        "work_2": "1",
        "income": "700",
    }
    *_, made = letting(tmp_path, tenancies=rows(TENANCY, {}, other), answers=two)
    assert made.outcome.draft.logs["joint_tenancy"][0] == joint


def test_nobody_is_counted_before_they_were_born(tmp_path):
    child = {"person_ref": "P2", "tenant_status": "H", "date_of_birth": "2026-10-10"}
    answers = {"household_size": "2", "person_ref_2": "P2", "sex_2": "F", "gender_same_2": "1"}
    fate, found, made = letting(tmp_path, tenancies=rows(TENANCY, {}, child), answers=answers)
    assert fate == "held back"
    assert ("person_ref_2", "to be decided") in found
    assert made.outcome.draft.logs["age_2"][0] is None


@pytest.mark.parametrize(
    ("extract", "column", "value"),
    [
        ("property", "repairs_date", "not yet"),
        ("property", "bedrooms", "two"),
        ("property", "uprn", "ABC"),
        ("tenancy", "acquisition_route", "MUTEX"),
        ("rent_account", "basic_rent", "110.005"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_where_it_stands_and_keeps_its_letting_back(tmp_path, extract, column, value):
    changed = {"property": PROPERTY, "tenancy": TENANCY | {"uprn": None}, "rent_account": ACCOUNT}[extract] | {column: value}
    tables = {"tenancy": [TENANCY | {"uprn": None}]} | {extract: [changed]}
    tenancies = tables.pop("tenancy")
    fate, found, made = letting(tmp_path, tenancies=tenancies, answers={"renewal": "2"}, **tables)
    assert fate == "held back"
    assert (column, "unusable") in found, found
    says = made.findings.filter(made.findings["What it is"] == "unusable")["What is wrong, and what to do"][0]
    assert says.startswith(f"{extract} line 2: ")
    assert value not in says


def test_a_tenancy_whose_row_cannot_be_used_at_all_is_as_good_as_unknown(tmp_path):
    fate, found, made = letting(tmp_path, tenancies=[TENANCY | {"tenancy_type": "generl"}], answers={"start_date": "2026-10-09"})
    assert fate == "held back"
    assert ("tenancy_ref", "to be decided") in found
    says = made.findings.filter(made.findings["Name"] == "tenancy_ref")["What is wrong, and what to do"][0]
    assert "line 2 of tenancy (tenancy_type: not a known code)" in says


def test_an_unusable_value_that_another_record_tells_keeps_nothing_back(tmp_path):
    assert letting(tmp_path, answers={"bedrooms": "2"}, property=[PROPERTY | {"bedrooms": "two"}])[0] == "written"


def test_a_homes_value_that_cannot_be_used_keeps_its_sale_back_too(tmp_path):
    homes = [PROPERTY | {"home_kind": "castle"}]
    made = drafted(folder_with(tmp_path / "in", property=homes, core_sales=WHOLE["core_sales"]))["sales"]
    assert made.outcome.logs["fate"].to_list() == ["held back"]
    assert ("home_kind", "unusable") in made.findings.select("Name", "What it is").rows()


def decanted(tmp_path, before=None, **answers):
    moved = TENANCY | {"acquisition_route": "decant", "prior_tenancy_ref": "T0"}
    old = (
        [TENANCY | {"tenancy_ref": "T0", "property_ref": "H0", "uprn": "100012340000", "tenancy_start": "2015-01-05"} | before]
        if before
        else []
    )
    return letting(tmp_path, tenancies=[moved, *old], answers=answers)


def test_a_decant_is_left_out_only_if_the_tenancy_before_is_known_to_run(tmp_path):
    assert decanted(tmp_path / "a", {"tenancy_end": None})[0] == "left out"
    assert decanted(tmp_path / "b", {"tenancy_end": "2026-10-08"})[0] == "written"
    for name, before in (("c", None), ("d", {"tenancy_end": "8 Octobr"}), ("e", {"tenancy_type": "generl"})):
        fate, found, _ = decanted(tmp_path / name, before)
        assert (fate, ("prior_tenancy_ref", "to be decided") in found) == ("held back", True), name
    assert decanted(tmp_path / "f", None, renewal="2")[0] == "written"


def test_a_first_day_of_another_year_leaves_nothing_out_that_began_in_this_one(tmp_path):
    fate, found, _ = letting(tmp_path, answers={"start_date": "2025-10-09"})
    assert (fate, ("start_date", "disagrees") in found) == ("held back", True)


def test_a_tenancy_with_a_row_that_could_not_be_read_waits(tmp_path):
    other = {"person_ref": "P2", "tenant_status": "joint!"}
    fate, found, _ = letting(tmp_path / "a", tenancies=rows(TENANCY, {}, other))
    assert (fate, ("tenancy_ref", "to be decided") in found) == ("held back", True)
    earlier = TENANCY | {"tenancy_ref": "T0", "tenancy_start": "2019-01-07", "tenancy_type": "generl"}
    fate, found, _ = letting(tmp_path / "b", tenancies=[TENANCY, earlier])
    assert (fate, ("renewal", "to be decided") in found) == ("held back", True)
    assert letting(tmp_path / "c", tenancies=[TENANCY, earlier], answers={"renewal": "2"})[0] == "written"


def test_since_when_somebody_is_on_the_agreement_has_to_be_readable(tmp_path):
    other = {"person_ref": "P2", "tenant_status": "O", "person_start": "soon after"}
    assert ("person_start", "unusable") in letting(tmp_path / "a", tenancies=rows(TENANCY, {}, other))[1]
    child = other | {"tenant_status": "H"}
    assert ("person_start", "unusable") not in letting(tmp_path / "b", tenancies=rows(TENANCY, {}, child))[1]


def test_two_birth_dates_of_one_person_are_told_of(tmp_path):
    fate, found, _ = letting(
        tmp_path, tenancies=rows(TENANCY, {}, {"date_of_birth": "1966-09-09"}), answers={"person_ref_1": "P1"}
    )
    assert (fate, ("person_ref_1", "disagrees") in found) == ("held back", True)


def test_the_lead_tenant_is_who_is_first_named_on_the_day(tmp_path):
    gone = {"person_end": "2026-01-01"}
    now = {"person_ref": "P2", "date_of_birth": "1976-09-09"}
    *_, made = letting(tmp_path / "a", tenancies=rows(TENANCY, gone, now))
    assert made.outcome.draft.logs["age_1"][0] == "50"
    fate, *_, made = letting(tmp_path / "b", tenancies=rows(TENANCY, {}, now))
    assert (fate, made.outcome.draft.logs["age_1"][0]) == ("held back", None)


def test_an_account_of_no_known_kind_is_not_taken_for_the_current_one(tmp_path):
    fate, found, _ = letting(tmp_path, rent_account=[ACCOUNT | {"account_kind": "formr"}])
    assert (fate, ("account_kind", "unusable") in found) == ("held back", True)


def test_the_homes_own_uprn_may_be_given_where_the_records_have_the_buildings(tmp_path):
    homes = rows(PROPERTY, {}, {"property_ref": "H2"})
    fate, found, made = letting(tmp_path, property=homes, answers={"uprn": "100012349999"})
    assert fate == "written", found
    assert made.written["uprn"][0] == "100012349999"


def test_an_ended_tenancy_under_another_reference_makes_no_building_of_a_home(tmp_path):
    old = TENANCY | {
        "tenancy_ref": "T0",
        "person_ref": "P0",
        "property_ref": "OLD1",
        "tenancy_start": "2001-01-08",
        "tenancy_end": "2011-01-03",
    }
    assert letting(tmp_path, tenancies=[TENANCY, old])[0] == "written"


@pytest.mark.parametrize(
    ("extract", "change"),
    [("tenancy", {"tenancy_end": "ongoing"}), ("property", {"vacancy_reason": "15", "last_let_basis": "??"})],
)
def test_what_a_log_does_not_ask_may_be_unusable(tmp_path, extract, change):
    tables = {"tenancy": [TENANCY], "property": [PROPERTY]} | {
        extract: [{"tenancy": TENANCY, "property": PROPERTY}[extract] | change]
    }
    tenancies = tables.pop("tenancy")
    fate, found, _ = letting(tmp_path, tenancies=tenancies, **tables)
    assert fate == "written", found
