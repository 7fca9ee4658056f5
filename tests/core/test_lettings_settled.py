"""What the service derives of a letting: household, weekly money, letting type, days empty; and what it changes unasked."""

import pytest

from pipeline.core.judge import FORGOTTEN, MISSING
from tests.core.lettings import BASES, checked, row, world_for


def settled(text, base="general"):
    return checked(row(text, BASES[base]), world=world_for(base)).answers.row(0, named=True)


HOUSEHOLDS = [
    ("age_1 59", 1, 0, 0, 3),
    ("age_1 60", 0, 0, 1, 1),
    ("age_1 60; age_2 59; partner_2 1; sex_2 M", 1, 0, 1, 2),
    ("age_1 30; age_2 18; partner_2 3; sex_2 M", 2, 0, 0, 4),
    ("age_1 30; age_2 17; partner_2 3; sex_2 M", 1, 0, 0, 3),
    ("age_1 30; age_2 15; sex_2 M", 1, 1, 0, 5),
    ("age_1 30; age_2 16; partner_2 2; sex_2 M; age_3 4; sex_3 F", 2, 1, 0, 6),
    ("age_1 70; age_2 30; partner_2 2; sex_2 M; age_3 4; sex_3 F", 1, 1, 1, 2),
    ("age_1 70; age_2 71; partner_2 1; sex_2 M; age_3 30; sex_3 F", 1, 0, 2, 9),
    ("age_1 R", 0, 0, 0, 9),
]


def test_households_are_counted_and_typed_by_age():
    outcome = checked(*(row(people, BASES["general"]) for people, *_ in HOUSEHOLDS))
    told = outcome.answers.select("adults", "children", "elders", "household_type").rows()
    assert told == [tuple(counts) for _, *counts in HOUSEHOLDS]


RENTS = [("1", "104.50", 10450), ("2", "209", 10450), ("2", "130.01", 6500), ("4", "433.33", 10000), ("10", "100", 10192)]
INCOMES = [("1", "320", 320), ("2", "1300", 300), ("3", "15626", 301), ("3", "15625", 300)]


def test_rent_is_reckoned_by_the_week_to_the_penny_and_income_in_whole_pounds():
    rents = checked(*(row(f"rent_period {period}; basic_rent {rent}", BASES["general"]) for period, rent, _ in RENTS))
    assert rents.answers["weekly_rent"].to_list() == [weekly for *_, weekly in RENTS]
    incomes = checked(*(row(f"income_frequency {often}; income {income}", BASES["general"]) for often, income, _ in INCOMES))
    assert incomes.answers["weekly_income"].to_list() == [weekly for *_, weekly in INCOMES]


def test_a_second_partner_and_a_working_child_are_changed_without_a_word():
    text = "age_2 30; partner_2 1; sex_2 M; gender_same_2 1; work_2 1; age_3 30; partner_3 1; sex_3 M; gender_same_3 1; work_3 2"
    child = "age_4 9; partner_4 1; sex_4 F; gender_same_4 1; work_4 1; income 700"
    outcome = checked(row(f"{text}; {child}", BASES["general"]))
    log = outcome.answers.row(0, named=True)
    assert (log["partner_2"], log["partner_3"], log["partner_4"], log["work_4"]) == (1, 2, 2, 9)
    assert set(outcome.losses.filter(rule="answer_replaced")["name"]) == {"partner_3", "partner_4", "work_4"}


@pytest.mark.parametrize(
    ("base", "product", "kind"),
    [
        ("general", 1, 1),
        ("supported", 1, 2),
        ("council", 1, 3),
        ("general", 3, 5),
        ("supported", 2, 6),
        ("general", 5, 9),
        ("council", 7, 15),
    ],
)
def test_the_letting_type_follows_from_landlord_need_and_product(base, product, kind):
    assert settled(f"rent_type {product}", base)["letting_type"] == kind


def test_a_home_stands_empty_from_the_end_of_its_repairs_else_from_the_void():
    assert settled("")["days_empty"] == 28
    assert settled("repairs_day 7; repairs_month 9; repairs_year 26")["days_empty"] == 7
    assert settled("", "renewal")["days_empty"] == 0


def test_a_tenant_is_existing_after_a_social_home():
    assert settled("previous_tenure 3")["new_or_existing"] == 1
    assert settled("previous_tenure 31")["new_or_existing"] == 2


def test_a_general_needs_renewal_counts_as_a_new_tenant_as_the_service_derives_it():
    assert settled("", "renewal")["previous_tenure"] == 32
    assert settled("", "renewal")["new_or_existing"] == 1
    assert settled("previous_tenure 31", "renewal")["new_or_existing"] == 1


def test_what_is_not_asked_is_dropped_and_we_say_so():
    repaired = "repairs_day 20; repairs_month 8; repairs_year 26"
    outcome = checked(row(f"tenancy_length 5; vacancy_reason 15; last_let_basis 2; work_3 4; {repaired}", BASES["general"]))
    assert outcome.verdicts["verdict"].to_list() == ["accepted"]
    repairs = {"repairs_day", "repairs_month", "repairs_year"}
    assert set(outcome.losses["name"]) == {"tenancy_length", "last_let_basis", "work_3"} | repairs


def test_an_answer_that_is_forgotten_and_then_missed_is_told_apart_from_none():
    told = checked(row("age_2 36; partner_2 2; sex_2 F; gender_same_2 1; work_2 9", BASES["general"])).findings
    blank = checked(row("age_2 36; partner_2 2; sex_2 F; gender_same_2 1", BASES["general"])).findings
    assert told["rule"].to_list() == blank["rule"].to_list() == ["answer_missing"]
    assert (told["says"].to_list(), blank["says"].to_list()) == ([FORGOTTEN], [MISSING])


def test_an_illness_with_nothing_but_noughts_is_taken_and_left_incomplete():
    noughts = "; ".join(f"affects_{what} 0" for what in ("dexterity", "learning", "hearing", "memory", "mental_health", "vision"))
    outcome = checked(row(f"long_term_illness 1; {noughts}", BASES["general"]))
    assert outcome.verdicts["verdict"].to_list() == ["accepted_but_incomplete"]


def test_twins_agree_on_the_services_key_and_nothing_else_counts():
    twin, other = row("sex_1 f; bedrooms 3", BASES["general"]), row("tenant_code AB-0002", BASES["general"])
    outcome = checked(BASES["general"], twin, other, alone=False)
    assert outcome.verdicts["verdict"].to_list() == ["setup_error", "setup_error", "accepted"]
    blamed = set(outcome.findings.filter(rule="twin_in_file", row=1)["name"])
    assert {"owner", "start_day", "tenant_code", "uprn", "age_1", "work_1", "basic_rent", "support_charge"} <= blamed
    assert len(blamed) == 16


def test_a_letting_of_the_year_before_is_refused_and_asked_that_years_form():
    outcome = checked(row("start_month 3; void_month 2; void_day 20; sex_1 X; referral_association", BASES["general"]))
    assert set(outcome.findings["rule"]) == {"start_outside_year", "referral_unfitting"}


def test_a_home_in_wales_is_refused_and_one_of_an_unknown_authority_forgotten_where_the_uprn_is_found():
    outcome = checked(*(row(f"local_authority {code}", BASES["looked up"]) for code in ("W06000015", "X00000001")))
    assert outcome.answers["local_authority"].to_list() == ["W06000015", None]
    assert "uprn" in set(outcome.findings.filter(row=1, rule="authority_not_in_force")["name"])
    assert set(outcome.findings.filter(row=2)["rule"]) == {"answer_missing"}


def test_a_cell_of_spaces_is_an_authority_that_england_does_not_have():
    blamed = checked(BASES["general"] | {"local_authority": " "}).findings
    assert set(blamed["name"]) == {
        *("local_authority", "postcode_outward", "postcode_inward", "uprn", "address_line_1"),
        *("start_day", "start_month", "start_year"),
    }
    assert set(blamed["rule"]) == {"authority_not_in_force"}


def test_what_is_typed_of_an_address_beside_a_uprn_is_told_to_be_lost():
    lines = "address_line_2 Over the shop; county Kent"
    beside_a_uprn, typed = (checked(row(lines, BASES[base])).losses for base in ("looked up", "general"))
    assert set(beside_a_uprn.filter(rule="address_looked_up")["name"]) == {"address_line_2", "county"}
    assert typed.is_empty()


@pytest.mark.parametrize(
    ("base", "inward", "blocks"), [("general", "44A", True), ("general", "4AB", False), ("looked up", "44A", False)]
)
def test_a_misspelt_postcode_of_a_typed_address_is_told_to_block_the_file(base, inward, blocks):
    losses = checked(row(f"postcode_outward ME4; postcode_inward {inward}", BASES[base])).losses
    assert ("blocks_file_postcode" in set(losses["rule"])) == blocks
