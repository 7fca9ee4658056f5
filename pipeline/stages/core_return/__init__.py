"""The return drafted: which lettings and sales are due, and what the landlord's records answer of each log.

Tables in, tables out. Nothing here sees what matching makes of the same extracts, nor the other way round.
"""

from pipeline.stages.core_return.drafts import Draft
from pipeline.stages.core_return.pseudonyms import with_codes
from pipeline.stages.core_return.year_2026.lettings import draft_lettings
from pipeline.stages.core_return.year_2026.sales import draft_sales

__all__ = ["Draft", "draft_lettings", "draft_sales", "with_codes"]
