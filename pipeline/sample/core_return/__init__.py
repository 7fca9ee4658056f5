"""A made-up landlord's lettings and sales of 2026/27, with sign-up answers over every route, and faults on request.

Everybody in it is invented, and so is every answer.
"""

from pipeline.sample.core_return.write import CHOICES, write_core_return

__all__ = ["CHOICES", "write_core_return"]
