"""Faults of a sale itself: its set-up, its days, its home and its people."""

from functools import partial

from pipeline.sample.core_return.faulty import sound
from pipeline.sample.core_return.faulty.fault import BLANKED, DRAFT, LEFT_OUT, READING, Fault, faulty

purchase, joint, staircasing = (partial(faulty, row) for row in (sound.PURCHASE, sound.JOINT, sound.STAIRCASING))
to_buy, older = partial(faulty, sound.RIGHT_TO_BUY), partial(faulty, sound.OLDER)

SETUP = (
    purchase("declaration", "no declaration was recorded", {"declaration": None}, caught=DRAFT),
    purchase("owner_missing", "a company that core.toml does not name", {"landlord_code": "NOBODY"}, caught=DRAFT),
    purchase("owner_refused", "a seller that owns no homes", {"landlord_code": "SHELL"}),
    purchase("manager_unknown", "a reporter that the service does not know", {"landlord_code": "AGENT"}),
    purchase("manager_unrelated", "a reporter that is no agent of the seller", {"landlord_code": "STRANGER"}),
    purchase("ownership_missing", "neither shared ownership nor a discounted sale", {"ownership": None}),
    purchase("ownership_code", "a sort of ownership that there is not", {"ownership": "4"}, caught=READING),
    purchase("due", "an outright sale", {"ownership": "3"}, caught=LEFT_OUT),
    purchase("due", "not completed yet", {"completion_date": None}, caught=LEFT_OUT),
    purchase("completion_outside_window", "another year", {"completion_date": "01/03/2025"}, caught=LEFT_OUT),
    purchase("completion_window", "the year to come", {"completion_date": "01/04/2027"}, caught=LEFT_OUT),
    staircasing("completion_future", "a completion of the end of the year, told long before", {"completion_date": "31/03/2027"}),
    purchase("completion_day_missing completion_month_missing completion_year_missing", "a day that no calendar has",
        {"completion_date": "31/09/2026"}, caught=READING),
    purchase("year_digits", "a year of three digits", {"completion_date": "14/09/126"}, caught=READING),
    purchase("shared_product_missing", "shared ownership of no kind", {"shared_product": None}),
    purchase("shared_product_code", "an unknown code", {"shared_product": "99"}, caught=READING),
    purchase("staircasing_missing", "nobody says whether it is a staircasing", {"staircasing": None}),
    purchase("staircasing_code", "perhaps a staircasing", {"staircasing": "3"}, caught=READING),
    to_buy("discounted_product_missing", "a discounted sale of no kind", {"discounted_product": None}),
    to_buy("discounted_product_code", "a discounted sale of a kind that there is not",
        {"discounted_product": "27"}, caught=READING),
    purchase("joint_purchase_missing", "nobody says whether two buy together", {"joint_purchase": None}),
    joint("more_than_two_missing", "nobody says whether there are more than two", {"more_than_two": None}),
    Fault("dup_in_file", "the same sale told twice", sound.PURCHASE, DRAFT, {"interviewed": "1"}),
)  # fmt: skip
HOME = (
    purchase("address_or_uprn address_line_1_missing town_missing postcode_outward_missing postcode_inward_missing",
        "a home without its UPRN", {"uprn": None}, caught=DRAFT),
    purchase("uprn_format", "a UPRN of thirteen digits", {"uprn": "2000000000017"}, caught=READING),
    purchase("uprn_lookup",
        "a UPRN that the look-up does not find", {"uprn": sound.UNFOUND}),
    purchase("authority_england", "an authority outside England", {"local_authority": "S12000036"}),
    purchase("answer_missing", "an authority that is no more", {"local_authority": "E08000016"}),
    purchase("answer_missing", "a known postcode that nobody tells", {"previous_postcode": None}),
    purchase("previous_postcode_format", "a postcode that is none", {"previous_postcode": "ME99 99ZZ"}, caught=READING),
    purchase("number_out_of_bounds", "ten bedrooms", {"bedrooms": "10"}),
)  # fmt: skip
DAYS = (
    purchase("handover", "a handover after completion", {"handover_date": "15/09/2026"}),
    staircasing("first_purchase", "a first purchase before there was any", {"first_purchase_date": "31/12/1979"}),
    staircasing("last_staircasing", "a last staircasing after this one", {"last_staircasing_date": "14/09/2026"}),
    staircasing("staircasing_after_purchase", "a staircasing on the day of the first purchase",
        {"last_staircasing_date": "03/05/2012"}),
)  # fmt: skip
PEOPLE = (
    purchase("buyer_1_child", "a buyer who is a child", {"work_1": "9"}, caught=READING),
    joint("buyer_2_child", "a second buyer who is a child", {"work_2": "9", "income_2": None}),
    joint("child_income", "an income of a child", {"work_2": "9"}),
    joint("buyer_2_young", "a second buyer of 15", {"age_2": "15"}),
    purchase("nationality", "the number of no country", {"nationality": "1"}, caught=READING),
    to_buy("tenure_discounted", "a private tenant who buys a council home", {"previous_tenure": "3"}),
    purchase("retired_young", "retired at a working age", {"work_1": "5"}),
    purchase("old_not_retired", "at work at 67", {"age_1": "67"}),
    joint("partner_young", "a partner of 15", {"age_2": "15"}),
    joint("several_partners", "two partners",
        {"household_size": "3", "partner_3": "1", "age_3": "30", "sex_3": "M", "gender_same_3": "1", "work_3": "1"}),
    older("older_people", "a home for older people, bought at 60", {"age_1": "60", "work_1": "1"}),
    purchase("lives_elsewhere", "a buyer who will live elsewhere", {"lives_here_1": "2"}),
    purchase("wheelchair_not_disabled", "a wheelchair user who is not disabled", {"wheelchair_user": "1"}),
    staircasing("not_collected", "the ethnic background of a staircasing", {"ethnicity": "1"}, caught=BLANKED),
)  # fmt: skip
FAULTS = (*SETUP, *HOME, *DAYS, *PEOPLE)
