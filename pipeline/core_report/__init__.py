"""What people read of a return: the report for those who make it, and statistics that may be published."""

from pipeline.core_report.book import report_book
from pipeline.core_report.made import Made
from pipeline.core_report.page import report_page, statistics_page
from pipeline.core_report.statistics_book import statistics_book

__all__ = ["Made", "report_book", "report_page", "statistics_book", "statistics_page"]
