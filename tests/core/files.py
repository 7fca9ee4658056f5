"""Bulk-upload files written for the tests, as the service reads them."""

from pathlib import Path

from pipeline.core.field import Layout


def write_upload(path: Path, layout: Layout, *rows: dict[str, str | None], headings: list[str] | None = None) -> Path:
    """A file with the row of field numbers, then the rows; commas in a cell are quoted."""
    names = [field.name for field in layout.fields]
    lines = [["Field number", *(headings or [str(field.number) for field in layout.fields])]]
    lines += [["", *(row.get(name) or "" for name in names)] for row in rows]
    path.write_text(
        "\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in line) for line in lines), encoding="utf-8"
    )
    return path
