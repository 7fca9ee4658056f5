"""Every check of a letting, with a row that sets it off and one that doesn't: the fields it blames, told by hand."""

from functools import cache

import pytest

from pipeline.core.lettings_2026.year import YEAR
from tests.core.lettings import BASES, checked, found, row, world_for

NEEDS = "needs_wheelchair_throughout needs_wheelchair_essential needs_level_access needs_other_access"
EFFECTS = """affects_dexterity affects_learning affects_hearing affects_memory affects_mental_health affects_mobility affects_social
affects_stamina affects_vision affects_otherwise"""
REASONS = "preference_homeless preference_unsatisfactory preference_medical preference_hardship preference_not_known"
REFERRAL = "referral_council referral_association referral_source referral_agency"
CHARGES = "basic_rent service_charge personal_service_charge support_charge"
START, VOID, REPAIRS = (" ".join(f"{what}_{part}" for part in ("day", "month", "year")) for what in ("start", "void", "repairs"))
HOME = "local_authority postcode_outward postcode_inward"
LAST = "previous_outward previous_inward"
ADDRESS = "address_line_1 town postcode_outward postcode_inward"
ROUGH = "previous_tenure 19"
PARTNER = "age_2 30; partner_2 1; sex_2 M; gender_same_2 1; work_2 1"
CHILD = "age_2 7; partner_2 2; sex_2 F; gender_same_2 1"
NO_ADDRESS = "address_line_1; town; postcode_outward; postcode_inward"

# rule, base, what sets it off, the fields it then blames, what comes near and doesn't
CASES = [
    ("needs_type_missing", "general", "needs_type", "needs_type", "needs_type 1"),
    ("renewal_missing", "general", "renewal", "renewal", "renewal 2"),
    ("rent_type_missing", "general", "rent_type", "rent_type", "rent_type 2"),
    ("start_day_missing", "general", "start_day", "start_day", "start_day 1"),
    ("start_month_missing", "general", "start_month", "start_month", "start_month 8"),
    ("start_year_missing", "general", "start_year", "start_year", "start_year 2026"),
    ("rent_type_refused", "general", "rent_type 8", "rent_type", "rent_type 7"),
    ("rent_type_not_digits", "general", "rent_type  1", "rent_type", "rent_type 1"),
    ("start_year_digits", "general", "start_year 126", "start_year", "start_year 2026"),
    ("start_outside_year", "general", "start_month 3", START, "start_month 8"),
    ("start_not_open", "general", "start_day 5; start_month 4; start_year 27", START, "start_day 5; start_month 12"),
    ("start_too_far_ahead", "general", "start_day 6; start_month 12", START, "start_day 5; start_month 12"),
    ("owner_missing", "general", "owner", "owner", "owner ORG1"),
    ("owner_unknown", "general", "owner ORG99", "owner", "owner ORG01"),
    ("owner_not_allowed", "general", "owner ORG3; manager ORG3", "owner", "owner ORG1"),
    ("manager_missing", "general", "manager", "manager", "manager ORG1"),
    ("manager_unknown", "general", "manager 1", "manager", "manager ORG1"),
    ("manager_unrelated", "general", "manager ORG2", "manager", "manager ORG1"),
    ("landlords_not_the_uploaders", "general", "owner ORG2; manager ORG2", "assigned_to manager", "manager ORG2"),
    ("assignee_unknown", "general", "assigned_to a@b.example", "assigned_to", "assigned_to"),
    ("assignee_unrelated", "general", "assigned_to sam@two.example", "assigned_to", "assigned_to Maya@one.example"),
    ("scheme_unknown", "supported", "scheme S2", "scheme", "scheme S01"),
    ("location_unknown", "supported", "location 2", "location", "location 01"),
    ("scheme_missing", "supported", "scheme", "scheme", "needs_type 1; scheme; location; unit_type 1; bedrooms 1"),
    ("location_missing", "supported", "location", "location", "location 1"),
    ("location_not_yet_active", "supported", "start_day 30; start_month 4; void_month 4", START + " location scheme", "start_month 5; void_month 4"),
    ("age_unreadable", "general", "age_1 forty", "age_1", "age_1 r"),
    ("no_needs_and_unknown", "general", "needs_not_known 1", "needs_no_access needs_not_known", "needs_not_known 0"),
    ("needs_unknown_and_some", "general", "needs_no_access; needs_not_known 1; needs_level_access 1", "needs_not_known needs_level_access", "needs_no_access; needs_not_known 1"),
    ("no_needs_and_some", "general", "needs_other_access 1", "needs_no_access needs_other_access", "needs_other_access 0"),
    ("several_access_needs", "general", "needs_no_access; needs_level_access 1; needs_wheelchair_essential 1", "needs_level_access needs_wheelchair_essential", "needs_no_access; needs_level_access 1; needs_other_access 1"),
    ("access_needs_missing", "general", "needs_no_access", "needs_no_access " + NEEDS, "needs_no_access 0"),
    ("effects_without_illness", "general", "affects_vision 1", "affects_vision", "affects_vision 0"),
    ("effects_missing", "general", "long_term_illness 1", EFFECTS, "long_term_illness 1; affects_memory 0"),
    ("preference_reason_undecided", "general", "reasonable_preference 1; preference_not_known 1; preference_medical 1", "preference_not_known preference_medical", "reasonable_preference 1; preference_not_known 1; preference_medical 0"),
    ("preference_reason_missing", "general", "reasonable_preference 1", REASONS, "reasonable_preference 1; preference_hardship 1"),
    ("preference_reason_refused", "general", "preference_hardship 2", "preference_hardship", "preference_hardship 0"),
    ("renewal_reason", "renewal", "reason_for_leaving 20; other_reason Rent too dear", "reason_for_leaving", "reason_for_leaving 53"),
    ("renewal_tenure", "renewal", "previous_tenure 3", "previous_tenure", "previous_tenure 34"),
    ("nationality_refused", "general", "nationality 1", "nationality", "nationality 0"),
    ("referral_unfitting", "general", "referral_source 1", REFERRAL, "referral_association 6; referral_source 1; referral_agency 10"),
    ("register_missing", "general", "accessible_register", "accessible_register", "accessible_register 1"),
    ("register_refused", "general", "common_housing_register 3", "common_housing_register", "common_housing_register 1"),
    ("address_or_uprn", "general", "town", "uprn", f"{NO_ADDRESS}; uprn 100099887766"),
    ("address_incomplete", "general", NO_ADDRESS, ADDRESS, f"{NO_ADDRESS}; uprn 100099887766"),
    ("four_charges", "general", "support_charge", CHARGES, "support_charge 0"),
    ("repairs_after_start", "general", "repairs_day 15; repairs_month 9; repairs_year 26", REPAIRS + " " + START, "repairs_day 14; repairs_month 9; repairs_year 26"),
    ("repairs_too_long_ago", "general", "void_year 6; repairs_day 13; repairs_month 9; repairs_year 6", REPAIRS + " " + START, "void_year 6; repairs_day 14; repairs_month 9; repairs_year 6"),
    ("repairs_before_void", "general", "repairs_day 16; repairs_month 8; repairs_year 26", VOID + " " + REPAIRS, "repairs_day 17; repairs_month 8; repairs_year 26"),
    ("void_after_start", "general", "void_day 15; void_month 9", VOID + " " + START, "void_day 14; void_month 9"),
    ("void_too_long_ago", "general", "void_day 13; void_month 9; void_year 6", VOID + " " + START, "void_day 14; void_month 9; void_year 6"),
    ("term_of_supported", "supported", "tenancy_type 4; tenancy_length 100", "needs_type tenancy_length tenancy_type", "tenancy_type 4; tenancy_length 1"),
    ("term_of_social_or_affordable", "general", "tenancy_type 6; tenancy_length 1", "needs_type rent_type tenancy_length tenancy_type", "tenancy_type 6; tenancy_length 2"),
    ("term_of_intermediate", "general", "rent_type 4; tenancy_type 4; tenancy_length 0", "needs_type rent_type tenancy_length tenancy_type", "rent_type 4; tenancy_type 4; tenancy_length 1"),
    ("term_of_periodic", "general", "tenancy_type 8; tenancy_length 0", "tenancy_length tenancy_type", "tenancy_type 8; tenancy_length 99"),
    ("other_tenancy_unnamed", "general", "tenancy_type 3", "tenancy_type", "tenancy_type 3; other_tenancy_type Licence"),
    ("other_tenancy_not_asked", "general", "other_tenancy_type Licence", "other_tenancy_type", "tenancy_type 3; other_tenancy_type Licence"),
    ("joint_tenancy_of_one", "general", "joint_tenancy 1", "joint_tenancy", f"joint_tenancy 1; {PARTNER}"),
    ("relet_to_temporary_occupant", "general", "vacancy_reason 9; previous_tenure 4", "vacancy_reason previous_tenure", "vacancy_reason 9; previous_tenure 14"),
    ("renewal_reason_without_renewal", "general", "vacancy_reason 14", "vacancy_reason", "vacancy_reason 13"),
    ("shared_bedrooms_of_one", "general", "unit_type 9; bedrooms 4", "unit_type bedrooms", "unit_type 9; bedrooms 3"),
    ("shared_bedrooms", "couple", "unit_type 4; bedrooms 8", "unit_type bedrooms", "unit_type 4; bedrooms 7"),
    ("uprn_unreadable", "looked up", "uprn 1000998877661", "uprn", "uprn 100099887766"),
    ("uprn_unknown", "general", "uprn 100099887767", "uprn address_line_1", "uprn 100099887766"),
    ("postcode_unusable", "general", "postcode_outward HOME", HOME, "postcode_outward me4"),
    ("postcode_not_the_locations", "supported", "postcode_inward 4AB", HOME + " location uprn", "postcode_inward 4aa"),
    ("authority_not_in_force", "general", "local_authority W06000015", HOME + " uprn address_line_1 " + START, "local_authority E09000033"),
    ("authority_of_location", "supported", "local_authority E08000016", "location scheme", "local_authority E08000038"),
    ("other_reason_unnamed", "general", "reason_for_leaving 20", "reason_for_leaving", "reason_for_leaving 20; other_reason Wanted a garden"),
    ("other_reason_is_homelessness", "general", "reason_for_leaving 20; other_reason (Sleeping rough)", "reason_for_leaving", "reason_for_leaving 20; other_reason Sleeping rough for years"),
    ("foster_care_over_25", "general", "age_1 26; previous_tenure 13", "previous_tenure age_1", "age_1 25; previous_tenure 13"),
    ("transfer_from_no_social_home", "general", "referral_association 7; referral_source 5", "previous_tenure referral_council referral_association referral_source", "referral_association 7; referral_source 5; previous_tenure 38"),
    ("last_postcode_unusable", "general", "previous_inward", LAST, "previous_postcode_known 2; previous_outward; previous_inward"),
    ("renewal_just_moved", "renewal", "time_in_area 1", "time_in_area renewal", "time_in_area 2"),
    ("just_moved_within_area", "general", "time_in_area 1", f"time_in_area {HOME} uprn address_line_1 {LAST} previous_authority", "time_in_area 1; previous_authority E09000033"),
    ("all_from_benefits_at_work", "couple", "work_1 6; work_2 1; income_from_benefits 1", "income_from_benefits work_2 partner_2", "work_1 6; work_2 1; income_from_benefits 1; partner_2 2"),
    ("housing_benefit_without_benefits", "general", "housing_benefit 6; shortfall 2", "housing_benefit income_from_benefits", "housing_benefit 6; shortfall 2; income_from_benefits 2"),
    ("income_too_high", "general", f"{CHILD}; income 1701", "income work_1 work_2 age_2", f"{CHILD}; income 1700"),
    ("income_too_low", "couple", "income 59", "income work_1 work_2", "income 60"),
    ("income_without_frequency", "general", "income_frequency", "income", "income_frequency 1"),
    ("frequency_without_income", "general", "income", "income_frequency", "income 300"),
    ("shortfall_above_charges", "general", "housing_benefit 1; income_from_benefits 2; shortfall 1; shortfall_amount 110.71", "shortfall_amount " + CHARGES, "housing_benefit 1; income_from_benefits 2; shortfall 1; shortfall_amount 110.70"),
    ("shortfall_of_nothing", "general", "housing_benefit 1; income_from_benefits 2; shortfall 1; shortfall_amount 0", "shortfall_amount", "housing_benefit 1; income_from_benefits 2; shortfall 1; shortfall_amount 0.01"),
    ("total_charge_too_low", "general", "basic_rent 3.79", CHARGES, "basic_rent 3.80"),
    ("charge_too_high", "council", "personal_service_charge 200.01", "personal_service_charge rent_period", "personal_service_charge 200"),
    ("rent_below_limit", "general", "basic_rent 29.99", f"basic_rent bedrooms uprn {HOME} rent_period", "basic_rent 30"),
    ("rent_above_limit", "general", "basic_rent 900.01", f"basic_rent bedrooms uprn {HOME} rent_period", "basic_rent 900"),
    ("period_not_the_managers", "council", "rent_period 4", "rent_period", "rent_period 1"),
    ("rent_unusual", "general", "basic_rent 160", "basic_rent rent_period start_day local_authority bedrooms rent_type needs_type", "basic_rent 159.99"),
    ("income_unusual", "couple", "income 990", "income_frequency income work_1 age_2 work_2", "income 989"),
    ("charge_unusual", "general", "service_charge 35.01", "service_charge rent_period needs_type", "service_charge 35"),
    ("empty_for_long", "general", "void_day 14; void_month 9; void_year 24", "void_day start_day", "void_day 15; void_month 9; void_year 24"),
    ("repaired_long_ago", "general", "void_year 20; repairs_day 14; repairs_month 9; repairs_year 24", "repairs_day", "void_year 20; repairs_day 15; repairs_month 9; repairs_year 24"),
    ("retired_young", "general", "age_1 65; work_1 5", "age_1 work_1", "age_1 66; work_1 5"),
    ("not_retired_late", "general", "age_1 67; work_1 6", "age_1 work_1", "age_1 66; work_1 6"),
    ("pregnancy_unlikely", "general", "pregnancy 1; age_1 56", "pregnancy age_1 sex_1 gender_same_1", "pregnancy 1; age_1 55"),
    ("sick_without_illness", "general", "work_1 8", "long_term_illness work_1", "work_1 8; long_term_illness 1; affects_memory 1"),
    ("other_reason_has_a_code", "general", "reason_for_leaving 20; other_reason There was damp", "reason_for_leaving other_reason", "reason_for_leaving 20; other_reason The stairs"),
    ("other_tenancy_is_a_starter", "general", "tenancy_type 3; other_tenancy_type A starter one", "starter_tenancy tenancy_type other_tenancy_type", "tenancy_type 3; other_tenancy_type Assured"),
    # of a letting that starts in the year before
    ("partner_under_16", "couple", "start_month 3; age_2 15", "age_2 partner_2", "start_month 4; age_2 15"),
    ("several_partners", "couple", "start_month 3; age_3 30; partner_3 1", "partner_2 partner_3", "start_month 4; age_3 30; partner_3 1"),
    # what follows from the form itself
    ("code_refused", "general", "time_in_area 3", "time_in_area", "time_in_area 6"),
    ("answer_missing", "general", "starter_tenancy", "starter_tenancy", "starter_tenancy 1"),
    ("number_out_of_bounds", "general", "bedrooms 13", "bedrooms", "bedrooms 12"),
    ("not_a_number", "general", "bedrooms two", "bedrooms", "bedrooms  2 "),
]  # fmt: skip


@cache
def outcomes(council):
    """All the cases that one landlord's uploads make, judged at once: two rows each."""
    cases = [case for case in CASES if (case[1] == "council") == council]
    rows = [row(text, BASES[base]) for _, base, fires, _, spares in cases for text in (fires, spares)]
    outcome = checked(*rows, world=world_for("council" if council else "general"))
    return {case[0]: (found(outcome, 2 * at + 1), found(outcome, 2 * at + 2)) for at, case in enumerate(cases)}


@pytest.mark.parametrize(
    ("rule", "base", "blames"), [(case[0], case[1], case[3]) for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_rule_blames_what_it_should_and_spares_its_neighbour(rule, base, blames):
    fired, spared = outcomes(base == "council")[rule]
    assert fired.get(rule) == set(blames.split())
    assert rule not in spared


def test_no_rule_is_without_such_a_pair():
    declared = {rule.id for rule in (*YEAR.row_rules, *YEAR.log_rules, *YEAR.soft_rules)}
    assert declared | {"code_refused", "answer_missing", "number_out_of_bounds", "not_a_number"} == {case[0] for case in CASES}


@pytest.mark.parametrize("base", BASES)
def test_a_sound_letting_raises_no_alarm(base):
    outcome = checked(BASES[base], world=world_for(base))
    assert outcome.verdicts["verdict"].to_list() == ["accepted"]
    assert outcome.findings.is_empty()
    assert outcome.losses.is_empty()
    assert outcome.stops == ()
