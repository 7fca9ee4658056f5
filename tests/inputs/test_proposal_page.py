"""The four exports of the worked page: what the program proposes for them is what the page says, as far as a mapping goes."""

import re
from pathlib import Path

from pipeline.inputs.mapping import mapping_from
from pipeline.inputs.mapping_proposal.propose import propose
from pipeline.inputs.mapping_proposal.toml_text import as_toml
from pipeline.stages.read import ReadOptions
from pipeline.stages.read.exports import read_exports

PAGE = (Path(__file__).parents[2] / "docs" / "your-exports.md").read_text(encoding="utf-8")


def test_the_worked_page_is_proposed(tmp_path):
    files = re.findall(r"`([^`]+\.csv)`[^`]*?```csv\n(.*?)```", PAGE, re.DOTALL)
    for name, text in files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    mapping = mapping_from(as_toml(propose(read_exports(tmp_path, ReadOptions())), "exports"))
    written = mapping_from(re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1])
    assert len(files) == 4 and {s.extract for s in written.source} == {s.extract for s in mapping.source}
    for source in written.source:
        (proposed,) = [one for one in mapping.of(source.extract) if one.files[0].startswith(source.files[0].partition("*")[0])]
        assert not source.columns.items() - proposed.columns.items(), f"{source.files}: {source.extract}"
        assert (source.name and source.name.order) == (proposed.name and proposed.name.order)
        assert source.address == proposed.address and source.keep_only == proposed.keep_only
