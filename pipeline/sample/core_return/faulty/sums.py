"""Faults in the sums of a sale: incomes and savings, shares and discounts, prices, rents and charges."""

from functools import partial

from pipeline.sample.core_return.faulty import sound
from pipeline.sample.core_return.faulty.fault import READING, faulty

purchase, joint, staircasing = (partial(faulty, row) for row in (sound.PURCHASE, sound.JOINT, sound.STAIRCASING))
to_buy, to_acquire, older = (partial(faulty, row) for row in (sound.RIGHT_TO_BUY, sound.RIGHT_TO_ACQUIRE, sound.OLDER))
BOTH_RICH = {"income_1": "60000", "income_2": "30000"}
OLDER_STAIRCASING = {"shared_product": "24", "age_1": "70"}
TWO_TENANTS = {name: sound.JOINT[name] for name in sound.JOINT if name.endswith("_2")} | {
    "joint_purchase": "1", "more_than_two": "2", "household_size": "2", "buyer_2_lived_there": "1",
}  # fmt: skip

INCOMES = (
    purchase("income_1_most", "more income than shared ownership allows", {"income_1": "95000"}),
    joint("income_2_most", "a second income above what shared ownership allows", {"income_1": "R", "income_2": "95000"}),
    joint("income_together_most", "two incomes that shared ownership does not allow", BOTH_RICH),
    purchase("income_and_work", "a full-time income of a thousand pounds", {"income_1": "1000"}),
    to_buy("income_1_discounted", "a high income for a discounted sale", {"income_1": "95000"}),
    to_buy("income_2_discounted", "a high second income for a discounted sale", TWO_TENANTS, {"income_2": "95000"}),
    to_buy("income_together", "two incomes that are high for a discounted sale", TWO_TENANTS, BOTH_RICH),
    purchase("mortgage_income", "a mortgage of over five times the income", {"income_1": "13500"}),
    purchase("deposit_savings", "a deposit far above the savings", {"savings": "5000"}),
    purchase("savings_high", "savings above a hundred thousand pounds", {"savings": "100010"}),
    purchase("number_out_of_bounds", "savings to the pound", {"savings": "12345"}),
)  # fmt: skip
SHARES = (
    purchase("equity_least", "a first share of nine per cent", {"first_share": "9", "mortgage": "8000"}),
    purchase("equity_most", "a first share of eighty per cent", {"first_share": "80", "mortgage": "150000"}),
    staircasing("bought_over_owned", "more bought than owned", {"share_owned": "5"}),
    staircasing("bought_is_owned", "bought now all that is owned", {"share_bought": "60"}),
    staircasing("bought_least", "half a per cent bought", {"share_bought": "0.5"}),
    faulty(sound.TO_THE_WHOLE, "bought_most", "ninety-one per cent bought at once", {"share_bought": "91", "first_share": "10"}),
    faulty(sound.TO_THE_WHOLE, "bought_much", "sixty per cent bought at once", {"share_bought": "60", "first_share": "40"}),
    staircasing("shares_add_up", "shares that are more than what is owned", {"share_bought": "31"}),
    staircasing("shares_of_earlier", "shares that leave no room for earlier ones", {"share_bought": "29"}),
    staircasing("owned_nearly_all", "four fifths of a home for older people", OLDER_STAIRCASING, {"share_owned": "80"}),
    staircasing("staircasings_range", "eleven staircasings", {"staircasings": "11"}),
    staircasing("staircasings_first", "no staircasing before, and not the first", {"staircasings": "0"}),
)  # fmt: skip
PRICES = (
    purchase("number_format", "a comma in a price", {"price": "225,000"}, caught=READING),
    purchase("price_band", "a price that is unusual", {"price": "600000", "mortgage": "230000"}),
    purchase("sum_shared", "sums that do not add up", {"deposit": "1"}),
    faulty(sound.HOMEBUY, "sum_homebuy", "sums of Social HomeBuy that do not add up", {"cash_discount": "11000"}),
    to_buy("sum_discount", "a discount after which the sums do not add up", {"deposit": "18000"}),
    to_acquire("sum_grant", "a grant with which the sums do not add up", {"deposit": "20001"}),
    to_acquire("grant_range", "a grant of under nine thousand pounds", {"grant": "8999", "deposit": "21001"}),
    to_acquire("grant_unusual", "a loan that is unusual", {"discounted_product": "22", "grant": "8999", "deposit": "21001"}),
    to_buy("discount_value", "a discount beyond the limit", {"price": "350000", "mortgage": "200000", "deposit": "27500"}),
    to_buy("discount_pct", "a discount of 71 per cent", {"discount": "71", "mortgage": "26000"}),
    to_buy("discount_high", "a discount of 36 per cent on a house", {"discount": "36", "mortgage": "78500"}),
    purchase("rent_most", "a rent of ten thousand pounds", {"rent": "10000"}),
    to_acquire("charge_zero", "a charge of nought", {"charge": "0"}),
    purchase("charge_high", "a charge of over three hundred pounds", {"charge": "300.01"}),
    purchase("charge_format", "a comma in a charge", {"charge": "1,200"}, caught=READING),
    staircasing("new_charge_same", "a new charge that is the old one", {"new_charge": "95.50"}),
    purchase("mortgage_years_format", "years of a mortgage in words", {"mortgage_years": "thirty"}, caught=READING),
    purchase("mortgage_years_interviewed", "years that an interviewed buyer would not tell", {"mortgage_years": "R"}),
    faulty(sound.FORMER_TENANT, "left_bedsit", "a bedsit of two bedrooms", {"left_home": "2", "left_bedrooms": "2"}),
)  # fmt: skip
FAULTS = (*INCOMES, *SHARES, *PRICES)
