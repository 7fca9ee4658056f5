"""The management report: what was raised, what came of it, how often each rule is right, and what waits; it names nobody."""

from pipeline.management.figures import Figures, figures
from pipeline.management.page import management_page
from pipeline.management.sheets import management_workbook

__all__ = ["Figures", "figures", "management_page", "management_workbook"]
