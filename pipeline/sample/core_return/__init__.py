"""A made-up landlord's lettings and sales of a collection year, with sign-up answers over every route, and faults on request.

Everybody in it is invented, and so is every answer.
"""

from pipeline.sample.core_return.moved import MADE_FOR
from pipeline.sample.core_return.write import CHOICES, write_core_return

__all__ = ["CHOICES", "MADE_FOR", "write_core_return"]
