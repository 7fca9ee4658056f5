"""Two people to a row in columns of their own: which become a second source, and which are only asked about."""

import pytest

from pipeline.stages.read import ReadOptions, read
from tests.inputs.test_proposal_cases import FORENAMES, SURNAMES, listing, people, proposed, questions, table


def two_to_a_row(first, second):
    """A listing with two people to a row, the second on every other one, under headers that begin or end as given."""
    blank_or = [str(n) if n % 2 else "" for n in range(24)]
    firsts = (FORENAMES * 2, SURNAMES * 2, [f"0{n % 9 + 1}/02/1970" for n in range(24)])
    seconds = tuple([value if there else "" for value, there in zip(column[::-1], blank_or, strict=True)] for column in firsts)
    parts = ("Forename", "Surname", "DOB")
    headers = ("Tenancy No", *(first.format(part) for part in parts), *(second.format(part) for part in parts), "Property Ref")
    columns = ([f"T/{n}" for n in range(24)], *firsts, *seconds, [f"P{n}" for n in range(24)])
    rest = (["1 Quay Road"] * 24, ["ME4 4AA"] * 24, ["GN"] * 24, ["01/04/2019"] * 24, [""] * 24)
    return table((*headers, "Address 1", "Postcode", "Tenure", "Start", "End"), *columns, *rest)


TWO = [("Tenant 1 {}", "Tenant 2 {}"), ("{}", "Joint Tenant {}"), ("Main Tenant {}", "Second Tenant {}")]


@pytest.mark.parametrize(("first", "second"), TWO)
def test_second_tenants_in_columns_of_their_own_are_a_second_source(tmp_path, first, second):
    proposal, mapping, _ = proposed(tmp_path, Tenancies=two_to_a_row(first, second))
    one, two = mapping.of("tenancy")
    for source, written, status in ((one, first, "F"), (two, second, "O")):
        assert [source.columns[name] for name in ("forename", "surname", "date_of_birth")] == [
            written.format(part) for part in ("Forename", "Surname", "DOB")
        ]
        assert source.constants["tenant_status"] == status and source.columns["tenancy_start"] == "Start"
    assert two.leave_out == {second.format("Surname"): ("(blank)",)} and not one.leave_out
    tables = read(tmp_path, ReadOptions(mapping=mapping))
    rows = tables["tenancy"].rows
    assert rows.height == 36 and rows["person_ref"].n_unique() == 36 and rows["forename"].null_count() == 0
    assert any("names a second person of each row" in question for question in questions(proposal))


@pytest.mark.parametrize("header", ["Other Occupant Name", "Partner Name"])
def test_people_who_may_be_no_tenants_are_asked_about(tmp_path, header):
    text = listing(["TEN"] * 24, ["01/02/1980"] * 24, **{header: people()[::-1]})
    proposal, mapping, _ = proposed(tmp_path, Tenancies=text)
    assert len(mapping.of("tenancy")) == 1
    assert any(f"'{header}' seems to hold a second person" in question for question in questions(proposal))


@pytest.mark.parametrize(
    "headers", [("Name 1", "Name 2"), ("Forename 1", "Forename 2"), ("Address 1", "Address 2"), ("Tel 1", "Tel 2")]
)
def test_numbered_columns_of_one_person_are_no_second_person(tmp_path, headers):
    text = listing(["TEN"] * 24, ["01/02/1980"] * 24, **dict.fromkeys(headers, FORENAMES * 2))
    _, mapping, _ = proposed(tmp_path, Tenancies=text)
    assert len(mapping.of("tenancy")) == 1
