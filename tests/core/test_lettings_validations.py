"""Every validation that the facts list for lettings is answered by rules of ours, named here; none is left out."""

from pipeline.core.lettings_2026.year import YEAR
from tests.core.facts import described

OF_THE_FILE = "file_type file_size file_empty field_number_row field_count template_year".split()
"""Refused with the whole file: test_upload_file.py."""

OF_THE_FORM = {
    "integer_text": "not_a_number",
    "required": "answer_missing",
    "declaration": "answer_missing",
    "irproduct_other": "answer_missing",
    "child_over_16": "answer_missing",  # the service forgets such a working situation, and then misses it
    "radio_option": "code_refused",
    "num_range": "number_out_of_bounds",
    "num_step": "number_out_of_bounds",
    "negative_money": "number_out_of_bounds",
    "dup_in_file": "twin_in_file",
}
CLEARED_FIRST = "mrc_first_let tenancylength_blank armed_forces".split()
"""The service clears what they would judge: the answers are listed as losses."""

ONLY_THE_SERVICE_KNOWS = "dup_in_service org_dsa".split()
FROM_THE_VERDICTS = ["setup_block"]

RULES = {
    "org_owner": "owner_missing owner_unknown owner_not_allowed landlords_not_the_uploaders",
    "org_manager": "manager_missing manager_unknown manager_unrelated",
    "assigned_to": "assignee_unknown assignee_unrelated",
    "scheme_location": "scheme_missing scheme_unknown location_missing location_unknown location_not_yet_active",
    "rent_type": "rent_type_missing rent_type_refused rent_type_not_digits",
    "year_digits": "start_year_digits",
    "startdate_window": "start_outside_year start_not_open",
    "startdate_future": "start_too_far_ahead",
    "address_or_uprn": "address_or_uprn address_incomplete",
    "uprn_format": "uprn_unreadable",
    "uprn_lookup": "uprn_unknown",
    "postcode_format": "postcode_unusable last_postcode_unusable",
    "la_england": "authority_not_in_force authority_of_location",
    "la_active": "authority_not_in_force authority_of_location",
    "location_postcode": "postcode_not_the_locations",
    "rsnvac_renewal": "renewal_reason_without_renewal",
    "rsnvac_temp": "relet_to_temporary_occupant",
    "shared_beds_single": "shared_bedrooms_of_one",
    "shared_beds": "shared_bedrooms",
    "void_order": "void_after_start void_too_long_ago repairs_after_start repairs_too_long_ago repairs_before_void",
    "bad_date": "start_outside_year void_too_long_ago repairs_too_long_ago",
    "tenancylength_fixed": "term_of_supported term_of_social_or_affordable term_of_intermediate",
    "tenancylength_periodic": "term_of_periodic",
    "tenancy_other": "other_tenancy_unnamed other_tenancy_not_asked",
    "joint_single": "joint_tenancy_of_one",
    "age_format": "age_unreadable",
    "nationality": "nationality_refused",
    "access_needs": "access_needs_missing no_needs_and_unknown needs_unknown_and_some no_needs_and_some several_access_needs",
    "condition_effects": "effects_missing effects_without_illness",
    "foster_over_25": "foster_care_over_25",
    "reason_other": "other_reason_unnamed other_reason_is_homelessness",
    "renewal_reason": "renewal_reason",
    "renewal_prevten": "renewal_tenure",
    "renewal_layear": "renewal_just_moved",
    "layear_same_la": "just_moved_within_area",
    "reasonpref": "preference_reason_missing preference_reason_undecided preference_reason_refused",
    "referral_combo": "referral_unfitting",
    "internal_transfer_prevten": "transfer_from_no_social_home",
    "income_hard": "income_too_high income_too_low",
    "income_pair": "income_without_frequency frequency_without_income",
    "benefits_employed": "all_from_benefits_at_work",
    "hb_vs_benefits": "housing_benefit_without_benefits",
    "shortfall": "shortfall_above_charges shortfall_of_nothing",
    "tcharge_min": "total_charge_too_low",
    "charge_max": "charge_too_high",
    "rent_hard": "rent_below_limit rent_above_limit",
    "rent_period_org": "period_not_the_managers",
    "four_charges": "four_charges",
    "rent_soft": "rent_unusual",
    "income_soft": "income_unusual",
    "scharge_soft": "charge_unusual",
    "pscharge_soft": "charge_unusual",
    "supcharg_soft": "charge_unusual",
    "void_date_soft": "empty_for_long",
    "major_repairs_soft": "repaired_long_ago",
    "retirement_soft": "retired_young not_retired_late",
    "pregnancy_soft": "pregnancy_unlikely",
    "illness_work_soft": "sick_without_illness",
    "reasonother_soft": "other_reason_has_a_code",
    "tenancyother_soft": "other_tenancy_is_a_starter",
}
OF_THE_FORM_TOO = "needs_type_missing renewal_missing start_day_missing start_month_missing start_year_missing".split()
OF_THE_YEAR_BEFORE = "partner_under_16 several_partners".split()
"""Asked of a letting that is refused for its start, by the form of that year, of which the facts do not tell."""
REGISTERS = "register_missing register_refused".split()
"""The four ways of letting, which the upload asks for by itself."""


def test_every_validation_of_the_facts_is_answered():
    answered = {*OF_THE_FILE, *OF_THE_FORM, *CLEARED_FIRST, *ONLY_THE_SERVICE_KNOWS, *FROM_THE_VERDICTS, *RULES}
    assert {one["id"] for one in described("validations_lettings_2026.json")["validations"]} == answered


def test_every_rule_answers_a_validation():
    ours = {rule.id for rule in (*YEAR.row_rules, *YEAR.log_rules, *YEAR.soft_rules, *YEAR.twin_rules)}
    named = {rule for rules in RULES.values() for rule in rules.split()}
    assert ours == named | {"twin_in_file", *OF_THE_FORM_TOO, *OF_THE_YEAR_BEFORE, *REGISTERS}
