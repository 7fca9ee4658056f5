"""Faults of a household that is let to: its people, their situation, where they come from, what they live on."""

from functools import partial

from pipeline.sample.core_return.answers import AFFECTED, PREFERENCES
from pipeline.sample.core_return.faulty import sound
from pipeline.sample.core_return.faulty.fault import DRAFT, DROPPED, READING, faulty

general, renewed, couple = partial(faulty, sound.GENERAL), partial(faulty, sound.RENEWAL), partial(faulty, sound.COUPLE)
helped = partial(faulty, sound.HELPED)
CHILD = {"household_size": "2", "age_2": "7", "partner_2": "2", "sex_2": "F", "gender_same_2": "1"}
NOTHING_AFFECTED, NO_REASON = dict.fromkeys(AFFECTED), dict.fromkeys(PREFERENCES)

PEOPLE = (
    general("household", "a household of nine", {"household_size": "9"}, caught=DRAFT),
    general("household", "a ninth person", {"age_9": "4"}, caught=DRAFT),
    general("person", "nobody of that reference", {"person_ref_1": "P00000000", "age_1": None}, caught=DRAFT),
    general("age_unreadable", "an age in words", {"age_1": "forty"}, caught=READING),
    general("answer_missing", "nobody asked for the ethnic background", {"ethnicity": None}),
    general("nationality_refused", "the number of no country", {"nationality": "1"}, caught=READING),
    couple("stops", "a working situation that would stop the whole upload", {"work_2": "11"}, caught=READING),
    couple("answer_missing", "a child of 36", {"work_2": "9"}),
    general("retired_young", "retired at a working age", {"work_1": "5"}),
    general("not_retired_late", "at work at 67", {"age_1": "67"}),
    general("pregnancy_unlikely", "pregnant at 56", {"pregnancy": "1", "age_1": "56"}),
    general("sick_without_illness", "unable to work for illness, and not ill", {"work_1": "8"}),
    general("foster_care_over_25", "out of foster care at 34", {"previous_tenure": "13"}),
    general("armed_forces", "still serving, and never a regular", {"still_serving": "6"}, caught=DROPPED),
)  # fmt: skip
NEEDS = (
    general("access_needs_missing", "nothing told of access needs", {"needs_no_access": None}),
    general("no_needs_and_unknown", "no access needs, and none known", {"needs_not_known": "1"}),
    general("needs_unknown_and_some", "access needs not known, and some",
        {"needs_no_access": None, "needs_not_known": "1", "needs_level_access": "1"}),
    general("no_needs_and_some", "two access needs that exclude each other", {"needs_level_access": "1"}),
    general("several_access_needs", "two kinds of access at once",
        {"needs_no_access": None, "needs_level_access": "1", "needs_wheelchair_essential": "1"}),
    general("effects_without_illness", "an illness that affects, and none told", {"affects_vision": "1"}),
    general("effects_missing", "illness without what it affects", NOTHING_AFFECTED, {"long_term_illness": "1"}),
    general("preference_reason_missing", "a preference without its reason", NO_REASON, {"reasonable_preference": "1"}),
    general("preference_reason_undecided", "a reason for the preference, and none known", NO_REASON,
        {"reasonable_preference": "1", "preference_not_known": "1", "preference_medical": "1"}),
    general("preference_reason_refused", "a tick that is none", {"preference_hardship": "2"}, caught=READING),
)  # fmt: skip
BEFORE = (
    general("code_refused", "an unknown code", {"reason_for_leaving": "99"}, caught=READING),
    general("other_reason_unnamed", "another reason, and no words for it", {"reason_for_leaving": "20"}),
    general("other_reason_is_homelessness", "homelessness as the reason for leaving",
        {"reason_for_leaving": "20", "other_reason": "Sleeping rough"}),
    general("other_reason_has_a_code", "a reason in words that has a code",
        {"reason_for_leaving": "20", "other_reason": "There was damp"}),
    general("last_postcode_unusable", "a known postcode that nobody tells", {"previous_postcode": None}),
    general("last_postcode_unusable", "a postcode that is none", {"previous_postcode": "ME99 99ZZ"}, caught=READING),
    general("just_moved_within_area", "new to the area, and from the same one", {"time_in_area": "1"}),
    general("transfer_from_no_social_home", "a transfer out of a private home",
        {"referral_association": "7", "referral_source": "5"}),
    general("referral_unfitting", "a source of referral that does not follow", {"referral_source": "1"}),
    general("register_missing", "nobody says whether it was let by choice", {"choice_based_lettings": None}),
    general("register_refused", "a register that is perhaps common", {"common_housing_register": "3"}, caught=READING),
    renewed("renewal_reason", "a renewal for another reason", {"reason_for_leaving": "12"}),
    renewed("renewal_tenure", "a renewal out of a private home", {"previous_tenure": "3"}),
    renewed("renewal_just_moved", "a renewal of newcomers to the area", {"time_in_area": "1"}),
)  # fmt: skip
INCOME = (
    general("not_a_number", "letters in a number", {"income": "four hundred"}, caught=READING),
    general("number_format", "a thousands comma", {"income_frequency": "3", "income": "21,500"}, caught=READING),
    general("income_too_high", "an income far above any", CHILD, {"income": "9000"}),
    couple("income_too_low", "an income far below any", {"income": "12"}),
    couple("income_unusual", "an income that is unusual", {"income": "990"}),
    general("income_without_frequency", "an income of nobody knows how long", {"income_frequency": None}),
    general("frequency_without_income", "an income every week, of nobody knows what", {"income": None}),
    general("all_from_benefits_at_work", "all income from benefits, and in full-time work",
        {"work_1": "1", "income_from_benefits": "1"}),
    helped("housing_benefit_without_benefits", "help with the rent, and nothing from benefits",
        {"income_from_benefits": "3", "shortfall": "2", "shortfall_amount": None}),
)  # fmt: skip
FAULTS = (*PEOPLE, *NEEDS, *BEFORE, *INCOME)
