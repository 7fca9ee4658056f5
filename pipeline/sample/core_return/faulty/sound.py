"""Sound logs of every route, complete in one row and without a fault: what each deliberate fault is put into."""

from pipeline.sample.core_return.faulty.fault import Row

AUTHORITY = "E06000035"
LOCATION_POSTCODE = "ME4 4AA"
"""Where the look-up of the made-up service finds every home of these rows, and where its location of them lies."""
LOCATION, LATE_LOCATION, LOST_LOCATION, OTHER_LOCATION = "9001", "9002", "9003", "9004"
"""Locations of the scheme: a sound one, one not active before 2027, one in no authority of today, one at another postcode."""
TENANCY_START = "tenancy_start"
"""In the rows of lettings, what the tenancy extract has of it: its first day; None where there is no such tenancy."""
UNFOUND = "299999999999"
"""A UPRN that the look-up of the made-up service does not find."""

GENERAL: Row = {
    "landlord_code": "MHS", "declaration": "1", TENANCY_START: "14/09/2026", "renewal": "2", "needs_type": "1",
    "local_authority": AUTHORITY, "unit_type": "7", "wheelchair_standard": "2", "bedrooms": "2", "vacancy_reason": "12",
    "last_let_basis": "1", "void_date": "17/08/2026", "rent_type": "1", "rent_period": "1", "basic_rent": "110.50",
    "service_charge": "6.20", "personal_service_charge": "0", "support_charge": "0", "joint_tenancy": "2",
    "starter_tenancy": "2", "tenancy_type": "2", "household_size": "1", "age_1": "34", "sex_1": "F", "gender_same_1": "1",
    "work_1": "2", "ethnicity": "4", "nationality": "826", "armed_forces": "2", "pregnancy": "2", "needs_no_access": "1",
    "long_term_illness": "2", "time_in_area": "11", "time_waiting": "7", "reason_for_leaving": "12", "previous_tenure": "3",
    "homelessness": "1", "previous_postcode_known": "1", "previous_postcode": "ME5 8XY", "previous_authority": AUTHORITY,
    "reasonable_preference": "2", "choice_based_lettings": "1", "common_allocations_policy": "2", "common_housing_register": "2",
    "accessible_register": "2", "referral_association": "8", "income_known": "1", "income_frequency": "1", "income": "320",
    "housing_benefit": "9", "income_from_benefits": "3",
}  # fmt: skip
SUPPORTED: Row = {
    **GENERAL, "needs_type": "2", "scheme": "S1", "location": LOCATION, "older_people_housing": "3", "pays_charges": "0",
    "support_charge": "12", **dict.fromkeys(("local_authority", "unit_type", "wheelchair_standard", "bedrooms")),
}  # fmt: skip
RENEWAL: Row = {
    **GENERAL, TENANCY_START: "14/09/2021", "start_date": "14/09/2026", "renewal": "1", "reason_for_leaving": "50",
    "previous_authority": None,
    **dict.fromkeys(("vacancy_reason", "last_let_basis", "void_date", "time_waiting", "referral_association")),
    **dict.fromkeys(("previous_tenure", "previous_postcode_known", "previous_postcode")),
}  # fmt: skip
COUPLE: Row = {
    **GENERAL, "household_size": "2", "joint_tenancy": "1", "age_2": "36", "partner_2": "1", "sex_2": "M", "gender_same_2": "1",
    "work_2": "4", "income": "420",
}  # fmt: skip
COUNCIL: Row = {**GENERAL, "landlord_code": "CITY", "referral_association": None, "referral_council": "3"}
HELPED: Row = {**GENERAL, "housing_benefit": "1", "income_from_benefits": "2", "shortfall": "1", "shortfall_amount": "20.50"}
LETTINGS = (GENERAL, SUPPORTED, RENEWAL, COUPLE, COUNCIL, HELPED)

_SALE: Row = {
    "landlord_code": "MHS", "completion_date": "14/09/2026", "joint_purchase": "2", "interviewed": "2", "declaration": "1",
    "local_authority": AUTHORITY, "bedrooms": "2", "home_kind": "3", "age_1": "41", "sex_1": "F", "gender_same_1": "1",
}  # fmt: skip
_BUYER: Row = {
    "building_origin": "1", "wheelchair_home": "2", "ethnicity": "8", "nationality": "826", "work_1": "1", "lives_here_1": "1",
    "household_size": "1", "served_regular": "7", "bereaved_partner": "5", "disability": "2", "wheelchair_user": "2",
    "income_1": "42000", "income_1_counted": "1", "housing_benefit": "1", "savings": "20000", "owned_before": "2",
}  # fmt: skip
PURCHASE: Row = {
    **_SALE, **_BUYER, "ownership": "1", "shared_product": "30", "staircasing": "2", "previous_tenure": "3",
    "previous_postcode_known": "1", "previous_postcode": "ME5 7AA", "previous_authority": AUTHORITY, "resale": "2",
    "years_lived_here": "0", "handover_date": "01/09/2026", "price": "200000", "first_share": "40", "mortgage_used": "1",
    "mortgage": "70000", "mortgage_years": "30", "deposit": "10000", "rent": "310.25", "charge": "95.50",
}  # fmt: skip
HOMEBUY: Row = {**PURCHASE, "shared_product": "18", "mortgage": "60000", "cash_discount": "10000"}
OLDER: Row = {**PURCHASE, "shared_product": "24", "age_1": "70", "work_1": "5"}
FORMER_TENANT: Row = {
    **PURCHASE, "years_lived_here": "3", "previous_tenure": "2", "left_bedrooms": "1", "left_home": "1", "left_rent": "1",
}  # fmt: skip
JOINT: Row = {
    **PURCHASE, "joint_purchase": "1", "more_than_two": "2", "household_size": "2", "partner_2": "1", "age_2": "43",
    "sex_2": "M", "gender_same_2": "1", "ethnicity_2": "13", "nationality_2": "566", "work_2": "2", "lives_here_2": "1",
    "buyer_2_lived_there": "1", "income_2": "18000", "income_2_counted": "1",
}  # fmt: skip
STAIRCASING: Row = {
    **_SALE, "ownership": "1", "shared_product": "30", "staircasing": "1", "share_bought": "10", "share_owned": "60",
    "first_staircasing": "2", "first_purchase_date": "03/05/2012", "staircasings": "3", "last_staircasing_date": "04/06/2019",
    "price": "210000", "first_share": "30", "mortgage_used": "2", "rent_before": "280", "rent": "250.40", "charge": "95.50",
    "new_charge": "R",
}  # fmt: skip
TO_THE_WHOLE: Row = {
    **STAIRCASING, "first_staircasing": "1", "staircasings": None, "last_staircasing_date": None, "share_bought": "50",
    "share_owned": "100", "first_share": "50", "back_to_back": "2", "rent": None,
}  # fmt: skip
_WHOLE_HOME: Row = {
    **_SALE, **_BUYER, "ownership": "2", "previous_tenure": "1", "years_lived_here": "6", "price": "150000", "mortgage_used": "1",
    "mortgage_years": "25", "extra_borrowing": "2",
}  # fmt: skip
RIGHT_TO_BUY: Row = {
    **_WHOLE_HOME, "discounted_product": "9", "discount": "35", "mortgage": "80000", "deposit": "17500", "charge": "R",
}  # fmt: skip
RIGHT_TO_ACQUIRE: Row = {
    **_WHOLE_HOME, "discounted_product": "8", "grant": "10000", "mortgage": "120000", "deposit": "20000", "charge": "80",
}  # fmt: skip
SALES = (PURCHASE, HOMEBUY, OLDER, FORMER_TENANT, JOINT, STAIRCASING, TO_THE_WHOLE, RIGHT_TO_BUY, RIGHT_TO_ACQUIRE)
