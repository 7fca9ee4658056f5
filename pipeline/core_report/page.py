"""The report and the statistics as pages: self-contained, no script, no network, no value of any row."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.core_report.charts import bars
from pipeline.core_report.made import Made
from pipeline.core_report.sheet import Record, year_of
from pipeline.core_report.statistics_book import RULE
from pipeline.pages import fill
from pipeline.report.drawing import drawn
from pipeline.stages.core_return import CONFIRM, HELD_BACK, LEFT_OUT, WRITTEN

HERE = Path(__file__).parent
SAID = {
    WRITTEN: "in the files to upload", CONFIRM: "in the files; a person looks at them in the service",
    HELD_BACK: "something is missing or wrong", LEFT_OUT: "no log is due",
}  # fmt: skip


def report_page(record: Record, made: Sequence[Made]) -> str:
    """The report for those who make the return."""
    return fill(
        HERE / "report.html", record=record, year=year_of(record), made=made, said=SAID,
        day=date.fromisoformat(record["today"]),
    )  # fmt: skip


def statistics_page(record: Record, made: Sequence[Made]) -> str:
    """The statistics, with a picture for every table."""
    pictures = [
        (one, [(table, drawn(bars(table), f"{one.layout.log_type}-{table.breakdown.name}")) for table in one.tables])
        for one in made
        if one.written.height
    ]
    return fill(
        HERE / "statistics.html", year=year_of(record), day=date.fromisoformat(record["today"]), rule=RULE, pictures=pictures
    )  # fmt: skip
