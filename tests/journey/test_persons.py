"""Persons through the whole journey: decided by officers, opened by name, and the same from one exercise to the next."""

import json
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from tests.journey.conftest import Said, program

BULK = ("truth", "rent_transaction.csv", "benefit_payment.csv")


@dataclass(frozen=True)
class Run:
    out: Path
    said: Said

    @property
    def linkage(self) -> dict:
        return json.loads((self.out / "run.json").read_text(encoding="utf-8"))["linkage"]

    @property
    def person(self) -> dict[str, str]:
        return dict(pl.read_parquet(self.out / "persons.parquet").select("record", "person").iter_rows())


@dataclass(frozen=True)
class Office:
    """An officer at work: a key, extracts without the bulk of postings, a file of decisions."""

    key: Path
    extracts: Path
    decisions: Path

    def match(self, name: str, *words: object, extracts: Path | None = None) -> Run:
        out = self.decisions.parent / name
        said = program("match", extracts or self.extracts, "--out", out, "--decisions", self.decisions, *words, key=self.key)
        assert said.status == 0, said.both
        return Run(out, said)

    def does(self, command: str, out: Path, *words: object) -> Said:
        return program(command, out, "--officer", "Jo Decider", *words, key=self.key)

    def decides(self, out: Path, *words: object) -> Said:
        return self.does("decide", out, "--decisions", self.decisions, "--reason", "saw the papers", *words)

    def listed(self, out: Path) -> pl.DataFrame:
        to = out.with_name(f"{out.name}.csv")
        assert self.does("referrals", out, "--to", to).status == 0
        return pl.read_csv(to, infer_schema=False)


@pytest.fixture(scope="module")
def small(extracts, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "extracts"
    shutil.copytree(extracts, folder, ignore=shutil.ignore_patterns(*BULK))
    return folder


@pytest.fixture(scope="module")
def first(exercise, small, tmp_path_factory) -> tuple[Office, Run]:
    folder = tmp_path_factory.mktemp("first")
    key = folder / "keys" / "root.key"
    key.parent.mkdir(mode=0o700)
    shutil.copy2(exercise.key, key)
    key.with_name("roles.toml").write_text('restricted = ["Jo Decider"]\n')
    key.with_name("roles.toml").chmod(0o600)
    office = Office(key, small, folder / "decisions.jsonl")
    return office, office.match("first")


@pytest.fixture
def office(first, tmp_path) -> Office:
    return Office(first[0].key, first[0].extracts, tmp_path / "decisions.jsonl")


def trail(out: Path) -> str:
    return out.with_name(f"{out.name}-audit.jsonl").read_text(encoding="utf-8")


def sides(referral: dict) -> tuple[str, str]:
    return tuple(f"{referral[f'{side}_extract']}:{referral[f'{side}_ref']}" for side in ("left", "right"))


def test_a_pair_decided_to_be_two_people_is_so_in_every_later_exercise(first, office):
    before = first[1]
    case = office.listed(before.out).filter(pl.col("rule") == "T1").row(0, named=True)
    left, right = sides(case)
    said = office.decides(before.out, "--left", left, "--right", right, "--different")
    assert said.status == 0, said.both
    assert before.person[case["left_record"]] == before.person[case["right_record"]]
    for name in ("second", "third"):
        after = office.match(name)
        assert after.person[case["left_record"]] != after.person[case["right_record"]]
        assert after.linkage["pairs_decided"] == {"same": 0, "different": 1}
        again = office.listed(after.out).filter(pl.col("rule") == "T1")
        assert (case["left_record"], case["right_record"]) not in again.select("left_record", "right_record").rows()
    assert office.decides(before.out, "--left", right, "--right", left, "--withdraw").status == 0
    assert office.match("fourth").person == before.person


def strangers(extracts: Path) -> tuple[str, str]:
    """Two tenants of two homes who share nothing, both of whose tenancies have long run."""
    rows = pl.read_csv(extracts / "tenancy.csv", infer_schema=False).filter(
        (pl.col("Tenant status flag") == "F") & (pl.col("tenancy_type") == "general_needs") & pl.col("Tenancy end date").is_null()
        & pl.col("permission").is_null() & pl.col("notice_given").is_null() & (pl.col("restricted") == "N")
    )  # fmt: skip
    refs = rows.select(
        pl.concat_str(
            pl.lit("tenancy"), "landlord_code", pl.concat_str("tenancy_ref", "person_ref", separator="/"), separator=":"
        )
    )
    return refs.to_series()[3], refs.to_series()[40]


def test_a_pair_decided_to_be_one_person_is_one_and_is_referred_as_one(first, office):
    left, right = strangers(office.extracts)
    assert office.decides(first[1].out, "--left", left, "--right", right, "--same").status == 0
    after = office.match("second")
    decided = pl.read_parquet(after.out / "links.parquet").filter(pl.col("decided") == "same")
    assert decided.height == 1
    pair = decided.row(0, named=True)
    assert (pair["match_probability"], pair["key_class"]) == (1.0, "K0")
    assert after.person[pair["left"]] == after.person[pair["right"]]
    referred = office.listed(after.out).filter((pl.col("rule") == "T1") & (pl.col("key_class") == "K0"))
    assert {f"tenancy:{side.partition('/')[0]}" for side in (referred["left_ref"][0], referred["right_ref"][0])} == {
        f"tenancy:{one.split(':')[2].partition('/')[0]}" for one in (left, right)
    }
    assert office.decides(first[1].out, "--left", left, "--right", right, "--different").status == 0
    assert office.match("third").person == first[1].person


def test_what_was_decided_is_shown_by_key_and_is_in_the_trail(first, office):
    left, right = strangers(office.extracts)
    office.decides(first[1].out, "--left", left, "--right", right, "--different")
    said = program("decisions", first[1].out, "--decisions", office.decisions, key=office.key)
    assert said.status == 0
    assert "Jo Decider" in said.out
    assert "1 in force, of 1 taken" in said.out
    assert left not in said.out + office.decisions.read_text(encoding="utf-8")
    assert "decided a pair: different" in trail(first[1].out)


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("--left", "nobody/1", "--right", "tenancy/2", "--same"), 2, "--left: no record"),
        (("--left", "tenancy/1", "--right", "tenancy/1", "--same"), 2, "same record"),
        (("--left", "tenancy/1", "--right", "tenancy/2"), 2, "--same, --different and --withdraw"),
        (("--left", "tenancy/1", "--right", "tenancy/2", "--same", "--different"), 2, "one of"),
        (("--left", "tenancy/1", "--same"), 2, "--right"),
        (("--from", "x.csv", "--same"), 2, "--from"),
        (("--from", "x.csv"), 2, "x.csv"),
    ],
)
def test_a_decision_that_cannot_be_taken_changes_nothing(first, office, words, status, says):
    said = office.decides(first[1].out, *words)
    assert said.status == status, said.both
    assert says in said.err
    assert not office.decisions.exists()


def test_contradictions_and_broken_files_stop_with_a_sentence(first, office):
    out = first[1].out
    for left, right, word in ((1, 2, "--same"), (2, 3, "--same")):
        assert office.decides(out, "--left", f"tenancy/{left}", "--right", f"tenancy/{right}", word).status == 0
    said = office.decides(out, "--left", "tenancy/3", "--right", "tenancy/1", "--different")
    assert said.status == 1
    assert "--withdraw" in said.err
    office.decisions.write_text(office.decisions.read_text(encoding="utf-8").replace("same", "different"), encoding="utf-8")
    said = program("match", office.extracts, "--out", out, "--decisions", office.decisions, key=office.key)
    assert said.status == 3
    assert "line 1" in said.err


@pytest.fixture(scope="module")
def review(first, tmp_path_factory):
    """A review of forty pairs, with those linked taken for one person."""
    folder = tmp_path_factory.mktemp("review")
    assert first[0].does("clerical", first[1].out, "--sample", 40, "--to", folder / "pairs.csv").status == 0
    rows = pl.read_csv(folder / "pairs.csv", infer_schema=False)
    said = pl.when(pl.col("match_probability").cast(pl.Float64) >= 0.5).then(pl.lit("yes")).otherwise(pl.lit("no"))
    rows.with_columns(same_person=said).write_csv(folder / "answered.csv")
    return folder


def test_answers_become_figures_and_a_model_and_nothing_is_put_in_force(first, review):
    before = {path: path.read_bytes() for path in first[1].out.rglob("*") if path.is_file()}
    said = first[0].does("clerical-read", first[1].out, review / "answered.csv", "--precision", 0.6)
    assert said.status == 0, said.both
    assert "precision 100.0%" in said.out
    assert "It is a suggestion: nothing was changed." in said.out
    assert before == {path: path.read_bytes() for path in first[1].out.rglob("*") if path.is_file()}
    model = json.loads(first[1].out.with_name("first-model.json").read_text(encoding="utf-8"))
    kept = first[1].linkage["parameters"]
    assert [one["level"] for one in model["linkage"]["parameters"]] == [one["level"] for one in kept]
    assert sum(model["review"]["answers"].values()) == pl.read_csv(review / "answered.csv").height


def test_bad_answers_are_refused_and_leave_no_model(first, review, tmp_path):
    faulty = tmp_path / "faulty.csv"
    faulty.write_text((review / "answered.csv").read_text(encoding="utf-8").replace(",no,", ",unsure,", 1), encoding="utf-8")
    model = first[1].out.with_name("first-model.json")
    model.unlink(missing_ok=True)
    for command in (("clerical-read", first[1].out, faulty), ("decide", first[1].out, "--from", faulty, "--reason", "r")):
        said = first[0].does(*command)
        assert said.status == 1, said.both
        assert "same_person" in said.err
    assert not model.exists()


def test_answers_may_be_kept_as_decisions(first, office, review):
    said = office.decides(first[1].out, "--from", review / "answered.csv")
    assert said.status == 0, said.both
    assert "decisions kept under Jo Decider" in said.out
    after = office.match("second")
    links = pl.read_parquet(after.out / "links.parquet")
    assert links.filter(pl.col("decided") == "same").height == after.linkage["pairs_decided"]["same"] > 5
    assert after.linkage["pairs_decided"]["different"] > 5


def _restricted_conflicts(office: Office, run: Run, folder: Path) -> Path:
    assert office.does("conflicts", run.out, "--restricted", "--to", folder / "rc.csv").status == 0
    return folder / "rc.csv"


def test_conflicts_and_master_records_are_opened_by_name(first, tmp_path):
    office, run = first
    assert office.does("conflicts", run.out, "--to", tmp_path / "c.xlsx").status == 0
    book = fastexcel.read_excel(tmp_path / "c.xlsx")
    assert book.sheet_names == ["Conflicts", "Merged and split"]
    listed = book.load_sheet("Conflicts").to_polars()
    counted = dict(listed.select("person", "field").unique()["field"].value_counts().iter_rows())
    apart = pl.read_csv(_restricted_conflicts(office, run, tmp_path), infer_schema=False).select("person", "field").unique()
    both = {field: counted.get(field, 0) + (apart["field"] == field).sum() for field in {*counted, *apart["field"]}}
    assert both == run.linkage["conflicts"]
    assert office.does("master", run.out, "--reason", "one record each", "--to", tmp_path / "m.csv").status == 0
    rows = pl.read_csv(tmp_path / "m.csv", infer_schema=False)
    assert office.does("master", run.out, "--reason", "r", "--restricted", "--to", tmp_path / "r.csv").status == 0
    apart = pl.read_csv(tmp_path / "r.csv", infer_schema=False)
    assert rows["person"].is_unique().all()
    assert {*rows["person"], *apart["person"]} == set(run.person.values())
    assert apart.height > 0
    assert not set(rows["person"]) & set(apart["person"])
    assert "opened master records" in trail(run.out)
    assert "opened conflicts within persons" in trail(run.out)


def test_one_person_is_opened_alone_and_a_restricted_one_not_by_the_way(first, tmp_path):
    office, run = first
    office.does("master", run.out, "--reason", "r", "--to", tmp_path / "m.csv")
    office.does("master", run.out, "--reason", "r", "--restricted", "--to", tmp_path / "r.csv")
    person, apart = (pl.read_csv(tmp_path / name, infer_schema=False)["person"][0] for name in ("m.csv", "r.csv"))
    assert office.does("master", run.out, "--reason", "r", "--person", person, "--to", tmp_path / "one.csv").status == 0
    assert pl.read_csv(tmp_path / "one.csv", infer_schema=False)["person"].to_list() == [person]
    said = office.does("master", run.out, "--reason", "r", "--person", apart, "--to", tmp_path / "none.csv")
    assert said.status == 2
    assert not (tmp_path / "none.csv").exists()
    assert office.does("conflicts", run.out, "--to", tmp_path / "c.docx").status == 2


def changed(extracts: Path, folder: Path) -> Path:
    """The landlord's next extracts: other order, a tenth of the surnames corrected, all person numbers new, some rows gone."""
    shutil.copytree(extracts, folder)
    for path in folder.glob("*.csv"):
        rows, dice = pl.read_csv(path, infer_schema=False), random.Random(path.name)
        kept = sorted(dice.sample(range(rows.height), int(rows.height * 0.97)), key=lambda _: dice.random())
        rows = rows[kept]
        if path.stem == "tenancy":
            corrected = [name + "e" if name and dice.random() < 0.1 else name for name in rows["Surname"]]
            rows = rows.with_columns(pl.Series("Surname", corrected), person_ref=pl.lit("N") + pl.col("person_ref").str.reverse())
        rows.write_csv(path)
    return folder


def test_people_keep_their_ids_although_everything_about_their_records_changed(first, office, tmp_path):
    before, extracts = first[1], changed(office.extracts, tmp_path / "next")
    lost, kept = (
        office.match(name, *words, extracts=extracts) for name, words in (("lost", ()), ("kept", ("--previous", before.out)))
    )

    def still(run: Run) -> float:
        return len(set(before.person.values()) & set(run.person.values())) / len(set(before.person.values()))

    assert still(lost) < 0.7
    assert still(kept) > 0.95
    assert kept.linkage["carried"]["kept"] == len(set(before.person.values()) & set(kept.person.values()))
    same = office.match("same", "--previous", before.out)
    assert same.person == before.person
    assert same.linkage["carried"] == {
        "from": same.linkage["carried"]["from"],
        "kept": len(set(before.person.values())),
        "new": 0,
        "merged": 0,
        "split": 0,
    }


def test_an_exercise_before_of_another_key_or_none_is_refused(first, office, tmp_path):
    words = ("match", office.extracts, "--out", tmp_path / "o", "--previous")
    assert program(*words, first[1].out, key=tmp_path / "other.key").status == 3
    assert program(*words, tmp_path, key=office.key).status == 2
    assert not (tmp_path / "o").exists()
