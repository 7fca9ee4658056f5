"""Every check can fail, and says so without a value; scores count the faults of each field."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import polars as pl
import pytest

from pipeline.errors import Refused, WrongUse
from pipeline.nfi.checks import Upload, Verdict, checks, months_back
from pipeline.nfi.scores import rejects, scores
from pipeline.nfi.specification import Field, Own, specification
from pipeline.nfi.upload import prepare
from pipeline.settings import PrivacyNotice, read_settings
from tests.nfi.landlord import ASKED, SNAPSHOT, sale, sales_file, tenant, tenants_file

NOTICE = PrivacyNotice("version 7", "A Keeper", date(2026, 8, 14))
KNOWN_LENGTHS = Own(
    tenants=tuple(msgspec.structs.replace(one, length=99) for one in ASKED.tenants),
    completed=tuple(msgspec.structs.replace(one, length=99) for one in ASKED.completed),
)
WHOLE = specification(KNOWN_LENGTHS)
FULL = {
    "middle_names": "Sam", "address_line_2": "a", "address_line_3": "b", "address_line_4": "c", "home_telephone": "01634960123",
    "mobile": "07700900123", "email": "jo@example.org", "nino": "JK345612C", "housing_benefit_ref": "HB1", "occupants": 2,
    "right_to_buy_stage": "applied", "uprn": "100",
}  # fmt: skip


def upload(*rows: dict, asked=WHOLE, notice=NOTICE, snapshot=SNAPSHOT, set_aside=0, sold=({},)) -> Upload:
    first = tenants_file(*(rows or (FULL_TENANT,)), asked=asked)
    bought = [tenant(**(FULL | {"right_to_buy_stage": None, "tenancy_end": date(2025, 9, 1)}))]
    second = sales_file(bought, [sale(discount=Decimal("87200")) | more for more in sold], asked=asked)
    return Upload((first, second), asked, snapshot, notice, set_aside)


FULL_TENANT = tenant(**FULL)


def verdicts(given: Upload, opened: bool = True) -> dict[str, Verdict]:
    card = pl.concat([scores(file) for file in given.files])
    return {one.asks: one.verdict for one in checks(given, card, opened)}


def failing(given: Upload, opened: bool = True) -> dict[str, Verdict]:
    return {asks: verdict for asks, verdict in verdicts(given, opened).items() if verdict is not Verdict.MET}


def test_a_whole_upload_meets_every_check():
    assert failing(upload()) == {}
    assert len(verdicts(upload())) > 20


def own(**changed) -> object:
    return specification(
        msgspec.structs.replace(KNOWN_LENGTHS, **{k: msgspec.structs.replace(getattr(WHOLE, k), **v) for k, v in changed.items()})
    )


@pytest.mark.parametrize(
    ("given", "asks", "verdict"),
    [
        (lambda: upload(notice=PrivacyNotice()), "privacy notice", Verdict.NOT_MET),
        (lambda: upload(notice=replace_notice(confirmed_on=date(2026, 8, 29))), "privacy notice", Verdict.LOOK),
        (lambda: upload(snapshot=date(2026, 10, 20)), "snapshot", Verdict.NOT_MET),
        (lambda: upload(FULL_TENANT, tenant(**FULL, born="2009-01-01")), None, None),
        (lambda: upload(tenant(**FULL, born=None)), "No minors", Verdict.LOOK),
        (lambda: upload(tenant(**(FULL | {"right_to_buy_stage": "completed"}))), "bought", Verdict.LOOK),
        (lambda: upload(asked=own(timetable={"look_back_from": date(2026, 6, 1)}), sold=({"completed_on": date(2026, 7, 1)},)), "looks back", Verdict.NOT_MET),
        (lambda: upload(tenant(**FULL, tenancy_ref="T", person_ref="1"), tenant(**FULL, tenancy_ref="T", person_ref="2")), "twice", Verdict.LOOK),
        (lambda: upload(tenant(**FULL, tenancy_ref="T"), tenant(**FULL, tenancy_ref="T", landlord_code="HOM", surname="B")), "reference stands", Verdict.NOT_MET),
        (lambda: upload(set_aside=3), "readable", Verdict.LOOK),
        (lambda: upload(tenant(**FULL, address_line_1=None)), "must be there", Verdict.NOT_MET),
        (lambda: upload(asked=specification(Own())), "longer", Verdict.LOOK),
        (lambda: upload(tenant(**FULL, surname="x" * 100)), "longer", Verdict.NOT_MET),
        (lambda: upload(sold=({"discount": Decimal("0")},)), "in pence", Verdict.NOT_MET),
        (lambda: upload(tenant(**(FULL | {"housing_benefit_ref": "1.2E+15"}))), "spreadsheet", Verdict.NOT_MET),
        (lambda: upload(tenant(**(FULL | {"address_line_2": "05-Jul"}))), "spreadsheet", Verdict.NOT_MET),
        (lambda: upload(tenant(**FULL, tenancy_ref="1234567890123450")), "spreadsheet", Verdict.NOT_MET),
        (lambda: upload(tenant(**(FULL | {"email": None}))), "source", Verdict.LOOK),
        (lambda: upload(tenant(**FULL, surname="李")), "ASCII", Verdict.LOOK),
        (lambda: upload(tenant(**FULL, surname="=Bloggs")), "formula", Verdict.LOOK),
        (lambda: upload(tenant(**FULL, surname="a,b|c~d")), "delimiter", Verdict.LOOK),
    ],
)  # fmt: skip
def test_each_check_has_two_sides(given, asks, verdict):
    found = failing(given())
    if asks is None:
        assert found == {}
    else:
        assert [v for name, v in found.items() if asks in name] == [verdict], found
        others = {name for name, v in found.items() if v is Verdict.NOT_MET and asks not in name}
        assert others <= {"No row is likely to be rejected"}


def replace_notice(**changed) -> PrivacyNotice:
    return msgspec.structs.replace(NOTICE, **changed)


@pytest.mark.parametrize(("off", "met"), [(14, True), (15, False), (-14, True), (-15, False)])
def test_near_the_timetable_is_fourteen_days(off, met):
    found = failing(upload(snapshot=ASKED.timetable.extract_on + timedelta(off)))
    assert ("snapshot" not in " ".join(found)) is met


def test_an_archive_that_does_not_open_again_stops_the_upload():
    assert any("archive" in name for name in failing(upload(), opened=False))


@pytest.mark.parametrize(("length", "faults"), [(5, 1), (6, 0), (0, 0)])
def test_a_cell_may_be_as_long_as_its_field(length, faults):
    fields = (Field("Surname", "surname", length=length),)
    file = tenants_file(tenant(surname="Bloggs"), asked=specification(Own(tenants=fields)))
    assert scores(file)["too_long"].to_list() == [faults]
    assert rejects(file).to_list() == [bool(faults)]


def test_the_scorecard_names_nobody():
    names = ("Kanarienvogel", "Zeisig", "JK918273C", "77 Papagei Lane", "T-0099")
    row = tenant(**(FULL | {"nino": names[2]}), surname=names[0], forename=names[1], home=names[3], tenancy_ref=names[4])
    prepared = prepare(upload(row), "correct horse battery")
    for name in ("scorecard.html", "scorecard.csv"):
        assert not [one for one in names if one.encode() in prepared.content[name]], name
    assert all(b"Kanarien" not in content for content in prepared.content.values())


def test_the_months_before_a_day():
    assert months_back(date(2026, 8, 31), 6) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[nfi.tenants]]\nlabel = "Shoe"\ncolumn = "shoe_size"', ["Shoe", "shoe_size", "tenancy_ref"]),
        ('[[nfi.tenants]]\nlabel = "A"\ncolumn = "surname"\n[[nfi.tenants]]\nlabel = "A"\ncolumn = "forename"', ["'A'"]),
        (
            '[nfi.layout]\ndelimiters = [","]\nadult_age = 18\nresidential = ["generel_needs"]\npassword_characters = 12',
            ["generel_needs", "general_needs"],
        ),
        ('[nfi.layout]\ndelimiters = ["||"]\nadult_age = 18\nresidential = []\npassword_characters = 12', ["delimiters"]),
    ],
)
def test_a_specification_that_cannot_be_is_refused(tmp_path, text, words):
    (tmp_path / "landlord.toml").write_text(text)
    settings = read_settings(None, tmp_path / "out")
    with pytest.raises(Refused) as refused:
        specification(settings.nfi)
    assert all(word in str(refused.value) for word in words)


@pytest.mark.parametrize("text", ["[shoes]", "= nonsense", "[nfi.timetable]\nexercise = 5", "\xff\xfe"])
def test_settings_that_cannot_be_read_are_refused(tmp_path, text):
    path = tmp_path / "landlord.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(Refused, match=r"landlord\.toml"):
        read_settings(path, tmp_path / "out")


def test_settings_that_are_not_there(tmp_path):
    assert read_settings(None, tmp_path / "out").council.legal_basis == ""
    with pytest.raises(WrongUse, match="--settings"):
        read_settings(tmp_path / "none.toml", tmp_path / "out")


def test_a_landlords_own_fields_take_the_place_of_ours():
    asked = specification(Own(tenants=(Field("Nachname", "surname", mandatory=True), Field("Body", "landlord_code"))))
    assert tenants_file(tenant(), asked=asked).content.decode().splitlines() == ["Nachname,Body", "Bloggs,MHS"]
    assert asked.completed == ASKED.completed
