"""The extracts of the return, in the order in which they are read; matching has a catalogue of its own."""

from extracts.core.profile import STOCK_PROFILE
from extracts.core.views import ACCOUNT, PROPERTY, TENANCY
from extracts.core.year_2026.lettings import CORE_LETTINGS
from extracts.core.year_2026.sales import CORE_SALES

CORE_EXTRACTS = {extract.name: extract for extract in (TENANCY, PROPERTY, ACCOUNT, CORE_LETTINGS, CORE_SALES, STOCK_PROFILE)}
