"""The whole form of a sale in 2026/27."""

from pipeline.core.sales_2026.form_household import BEFORE, INCOME, PEOPLE
from pipeline.core.sales_2026.form_sale import DISCOUNTED, PURCHASE, STAIRCASING
from pipeline.core.sales_2026.form_setup import HOME, SETUP

FORM = (*SETUP, *HOME, *PEOPLE, *BEFORE, *INCOME, *PURCHASE, *STAIRCASING, *DISCOUNTED)
