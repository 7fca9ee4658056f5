"""The bulk-upload file, as the service reads it: a row of field numbers, then a row a log from column B on."""

import io

import polars as pl

from pipeline.core.field import Layout
from pipeline.core.upload_file import LARGEST_FILE

CAPTION = "Field number"


def bulk_files(logs: pl.DataFrame, layout: Layout, limit: int = LARGEST_FILE) -> list[bytes]:
    """The logs as one file, or as several where one would be over the service's limit; every field, none skipped."""
    content = _content(logs, layout)
    if len(content) <= limit or logs.height < 2:
        return [content]
    middle = logs.height // 2
    return bulk_files(logs[:middle], layout, limit) + bulk_files(logs[middle:], layout, limit)


def _content(logs: pl.DataFrame, layout: Layout) -> bytes:
    numbered = logs.select(
        pl.lit(None, dtype=pl.String).alias(CAPTION), *(pl.col(field.name).alias(str(field.number)) for field in layout.fields)
    )
    stream = io.BytesIO()
    numbered.write_csv(stream, line_terminator="\r\n")
    return stream.getvalue()
