"""The inputs of the return of 2026/27, in the order in which they are read."""

from extracts.core.profile import STOCK_PROFILE
from extracts.core.views import TENANCY, account_with, property_with
from extracts.core.year_2026 import lettings, sales

ACCOUNT = account_with(lettings.CHARGES)
PROPERTY = property_with((*(field for field in lettings.HOME if field.name != "needs_type"), *sales.HOME_TOO))
EXTRACTS = (TENANCY, PROPERTY, ACCOUNT, lettings.CORE_LETTINGS, sales.CORE_SALES, STOCK_PROFILE)
