"""Faults of a letting itself: its set-up, its home and tenancy, its rent and charges."""

from functools import partial

from pipeline.sample.core_return.faulty import sound
from pipeline.sample.core_return.faulty.fault import DRAFT, DROPPED, LEFT_OUT, READING, Fault, faulty

general, supported = partial(faulty, sound.GENERAL), partial(faulty, sound.SUPPORTED)
renewed, council = partial(faulty, sound.RENEWAL), partial(faulty, sound.COUNCIL)
helped = partial(faulty, sound.HELPED)

SETUP = (
    general("declaration", "no declaration was recorded", {"declaration": None}, caught=DRAFT),
    general("owner_missing manager_missing", "a company that core.toml does not name", {"landlord_code": "NOBODY"}, caught=DRAFT),
    general("owner_unknown", "an owner that the service does not know", {"landlord_code": "LOST"}),
    general("owner_not_allowed", "an owner that owns no homes", {"landlord_code": "SHELL"}),
    general("manager_unknown", "a manager that the service does not know", {"landlord_code": "AGENT"}),
    general("manager_unrelated", "a manager that is no agent of the owner", {"landlord_code": "STRANGER"}),
    general("renewal_missing", "nobody says whether it is a renewal", {"renewal": None}),
    general("needs_type_missing start_day_missing start_month_missing start_year_missing", "no such tenancy",
        {"tenancy_start": None, "needs_type": None}, caught=DRAFT),
    general("start_date", "another day than the tenancy's", {"start_date": "15/09/2026"}, caught=DRAFT),
    general("bad_date", "a day that no calendar has", {"start_date": "31/04/2026"}, caught=READING),
    general("start_year_digits", "a year of three digits", {"start_date": "14/09/126"}, caught=READING),
    general("start_outside_year", "another year", {"tenancy_start": "01/03/2025"}, caught=LEFT_OUT),
    general("start_too_far_ahead", "a letting of the end of the year, told long before", {"tenancy_start": "31/03/2027"}),
    general("rent_type_missing", "no rent product", {"rent_type": None}),
    general("rent_type_not_digits", "a rent product in words", {"rent_type": "council rent"}, caught=READING),
    general("rent_type_refused", "a rent product that there is not", {"rent_type": "8"}, caught=READING),
    general("answer_missing", "another rent product, unnamed", {"rent_type": "6"}),
    general("free_text", "words that are not allowed into the return",
        {"rent_type": "6", "other_rent_product": "by agreement with the warden"}, caught=DRAFT),
    supported("scheme_missing", "supported housing without its scheme", {"scheme": None}),
    supported("scheme_unknown", "a scheme that the service does not know", {"scheme": "S9"}),
    supported("location_missing", "supported housing without its location", {"location": None}),
    supported("location_unknown", "a location that the scheme does not have", {"location": "L9"}),
    supported("location_not_yet_active", "a location that opens later", {"location": sound.LATE_LOCATION}),
    supported("authority_of_location", "a location in an authority that is no more", {"location": sound.LOST_LOCATION}),
    supported("postcode_not_the_locations", "a home away from its location", {"location": sound.OTHER_LOCATION}),
    Fault("twin_in_file", "the same letting told twice", sound.GENERAL, DRAFT, {"homelessness": "11"}),
)  # fmt: skip
HOME = (
    general("address_or_uprn address_incomplete", "a home without its UPRN", {"uprn": None}, caught=DRAFT),
    general("uprn_unreadable", "a UPRN of thirteen digits", {"uprn": "2000000000017"}, caught=READING),
    general("uprn_unknown", "a UPRN that the look-up does not find", {"uprn": sound.UNFOUND}),
    general("authority_not_in_force", "an authority outside England",
        {"local_authority": "W06000015", "previous_authority": None}),
    general("number_out_of_bounds", "thirteen bedrooms", {"bedrooms": "13"}),
    general("not_a_number", "bedrooms in words", {"bedrooms": "two"}, caught=READING),
    general("shared_bedrooms_of_one", "one person in four shared bedrooms", {"unit_type": "9", "bedrooms": "4"}),
    faulty(sound.COUPLE, "shared_bedrooms", "a shared flat of eight bedrooms", {"unit_type": "4", "bedrooms": "8"}),
    general("relet_to_temporary_occupant", "let to who was there already, from a tied home",
        {"vacancy_reason": "9", "previous_tenure": "4"}),
    general("renewal_reason_without_renewal", "empty for a renewal, and let anew", {"vacancy_reason": "14"}),
    general("void_after_start", "the home fell empty after the letting began", {"void_date": "15/09/2026"}),
    general("void_too_long_ago", "empty for over twenty years", {"void_date": "13/09/2006"}),
    general("empty_for_long", "empty for over two years", {"void_date": "14/09/2023"}),
    general("repairs_after_start", "repairs that ended after the letting began", {"repairs_date": "15/09/2026"}),
    general("repairs_before_void", "repairs that ended before the home fell empty", {"repairs_date": "16/08/2026"}),
    general("repairs_too_long_ago", "repairs of over twenty years ago",
        {"void_date": "13/09/2006", "repairs_date": "13/09/2006"}),
    general("repaired_long_ago", "repairs that ended over two years before",
        {"void_date": "01/09/2020", "repairs_date": "14/09/2023"}),
    general("mrc_first_let", "repairs before a first letting",
        {"vacancy_reason": "15", "last_let_basis": None, "repairs_date": "20/08/2026"}, caught=DROPPED),
)  # fmt: skip
TENANCY = (
    general("term_of_social_or_affordable", "a term of a hundred years", {"tenancy_type": "4", "tenancy_length": "100"}),
    general("due", "a term of one year at a social rent", {"tenancy_type": "4", "tenancy_length": "1"}, caught=LEFT_OUT),
    general("term_of_intermediate", "a term of no year at an intermediate rent",
        {"rent_type": "4", "tenancy_type": "4", "tenancy_length": "0"}),
    general("term_of_periodic", "a period of no year", {"tenancy_type": "8", "tenancy_length": "0"}),
    supported("term_of_supported", "supported housing for a hundred years", {"tenancy_type": "4", "tenancy_length": "100"}),
    general("tenancylength_blank", "a term on a tenancy for life", {"tenancy_length": "5"}, caught=DROPPED),
    general("other_tenancy_unnamed", "another type of tenancy, unnamed", {"tenancy_type": "3"}),
    general("other_tenancy_not_asked", "another type of tenancy named, and not chosen",
        {"other_tenancy_type": "By word of mouth"}),
    general("other_tenancy_is_a_starter", "a starter tenancy in other words",
        {"tenancy_type": "3", "other_tenancy_type": "A starter one"}),
    general("joint_tenancy_of_one", "a joint tenancy of one", {"joint_tenancy": "1"}),
)  # fmt: skip
CHARGES = (
    general("four_charges", "a charge that nobody tells", {"support_charge": None}),
    general("four_charges", "a period without a rent", {"basic_rent": None}),
    general("number_format", "a thousands comma in a rent", {"basic_rent": "1,110.50"}, caught=READING),
    general("negative_money", "a charge below nought", {"service_charge": "-5"}, caught=READING),
    general("total_charge_too_low", "charges of under ten pounds a week", {"basic_rent": "3.79"}),
    general("rent_below_limit", "a rent below the ministry's limit", {"basic_rent": "19.99"}),
    general("rent_above_limit", "a rent above the ministry's limit", {"basic_rent": "900.01"}),
    general("rent_unusual", "a rent that is unusual", {"basic_rent": "400"}),
    general("charge_unusual", "a service charge that is high", {"service_charge": "35.01"}),
    council("charge_too_high", "a charge beyond what a council may take", {"personal_service_charge": "200.01"}),
    council("period_not_the_managers", "a rent period that the manager does not use", {"rent_period": "4"}),
    helped("shortfall_above_charges", "more left to pay than is charged", {"shortfall_amount": "116.71"}),
    helped("shortfall_of_nothing", "nothing left to pay, told as a shortfall", {"shortfall_amount": "0"}),
)  # fmt: skip
FAULTS = (*SETUP, *HOME, *TENANCY, *CHARGES)
