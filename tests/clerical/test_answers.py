"""The answers read back: what fits is taken, what does not is named by row and column, and nothing is taken."""

import polars as pl
import pytest

from pipeline.clerical import COLUMNS, clerical_pairs, read_answers
from pipeline.errors import Refused, WrongUse

KEYS = [f"{n:x}" * 32 for n in range(6)]
CANDIDATES = pl.DataFrame({
    "left": KEYS[:3], "right": KEYS[3:], "match_weight": [20.0, 4.5, -12.0], "match_probability": [1.0, 0.957, 0.0002], "key_class": ["K1", "K4", "K6"],
})  # fmt: skip
PEOPLE = {
    "tenancy": pl.DataFrame({"record": KEYS[:3], "ref": ["007/P1", "T2/P1", "T3/Ö"], "landlord_code": ["MHS"] * 3}),
    "deceased": pl.DataFrame({"record": KEYS[3:], "ref": ["deceased/1", "deceased/2", "deceased/3"]}),
}
WRITTEN = clerical_pairs(CANDIDATES, PEOPLE)


@pytest.fixture
def file(tmp_path):
    """Writes the pairs with these answers, from the strongest, and changes to the text."""

    def made(*answers: str, change=lambda text: text, encoding="utf-8-sig"):
        path = tmp_path / "pairs.csv"
        filled = WRITTEN.with_columns(same_person=pl.Series(answers))
        path.write_bytes(change(filled.write_csv()).encode(encoding))
        return path

    return made


def read(path):
    return read_answers(path, WRITTEN, CANDIDATES).rows()


def test_yes_and_no_are_read_and_blanks_left_out(file):
    assert read(file(" Yes", "n", "")) == [(KEYS[0], KEYS[3], True), (KEYS[1], KEYS[4], False)]


def test_a_spreadsheets_encoding_line_ends_order_and_figures_do_not_matter(file):
    def resaved(text):
        head, *rows = text.replace("20.0,1.0", "20,1").splitlines()
        return "\r\n".join([head, *reversed(rows), ",," + "," * (len(COLUMNS) - 3)]) + "\r\n"

    path = file("YES", "NO", "y", change=resaved, encoding="cp1252")
    assert [same for *_, same in read(path)] == [True, False, True]


@pytest.mark.parametrize(
    ("answers", "change", "words"),
    [
        (("yes", "perhaps", ""), None, ["row 3", "same_person", "neither yes nor no"]),
        (("maybe", "perhaps", ""), None, ["row 2", "same_person", "1 rows more"]),
        (("yes", "no", ""), lambda t: t.replace("same_person", "is_same"), ["column 14", "same_person"]),
        (("yes", "no", ""), lambda t: t.replace("pair\n", "pair,more\n"), ["column 16"]),
        (("yes", "no", ""), lambda t: t.replace(",pair\n", "\n"), ["column 15", "pair"]),
        (("yes", "no", ""), lambda t: "", ["column 1 ", "left_extract"]),
        (("yes", "no", ""), lambda t: t.replace("1" * 16 + "-", "9" * 16 + "-"), ["row 3", "column pair"]),
        (("yes", "no", ""), lambda t: t.replace("007/P1", "7/P1"), ["row 2", "column left_ref"]),
        (("yes", "no", ""), lambda t: t + t.splitlines()[1].replace(",yes,", ",no,") + "\n", ["row 2", "both ways"]),
        (("yes", "no", ""), lambda t: t + "a,b\n", ["row 5", "2 columns instead of 15"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_by_row_and_column(file, answers, change, words):
    path = file(*answers, change=change or (lambda text: text))
    with pytest.raises(Refused) as refusal:
        read(path)
    for word in ("pairs.csv", *words):
        assert word in str(refusal.value)
    assert "P1" not in str(refusal.value)


def test_a_row_given_twice_alike_counts_once(file):
    assert len(read(file("yes", "no", "", change=lambda t: t + t.splitlines()[1] + "\n"))) == 2


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(WrongUse, match="cannot be read"):
        read(tmp_path / "none.csv")
