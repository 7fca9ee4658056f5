"""Small made-up exports, each for one thing that a proposal must get right or ask about."""

from datetime import date, timedelta

import pytest

from pipeline.inputs.mapping import mapping_from
from pipeline.inputs.mapping_proposal.propose import propose
from pipeline.inputs.mapping_proposal.toml_text import as_toml
from pipeline.stages.read import ReadOptions
from pipeline.stages.read.exports import read_exports

SURNAMES = "Abbot Baker Carter Draper Eldridge Fisher Gardener Harper Ironside Joiner Knight Lorimer".split()
FORENAMES = "Ann Brian Clare David Emma Frank Grace Henry Irene James Karen Laura".split()


def proposed(folder, **files):
    for name, text in files.items():
        (folder / f"{name.replace('__', ' ')}.csv").write_text(text, encoding="utf-8")
    proposal = propose(read_exports(folder, ReadOptions()))
    text = as_toml(proposal, "exports")
    return proposal, mapping_from(text), text


def table(headers, *columns):
    rows = [",".join(f'"{cell}"' if "," in str(cell) else str(cell) for cell in row) for row in zip(*columns, strict=True)]
    return "\n".join([",".join(headers), *rows]) + "\n"


def people(count=24):
    return [f"{FORENAMES[n % 12]} {SURNAMES[(n * 5) % 12]}" for n in range(count)]


def questions(proposal):
    return [question for draft in proposal.drafts for question in draft.questions]


def uc_schedule(count=24, months=6, last=None):
    """Each claimant once a month; the first `count - last` claims stop after two months."""
    rows = []
    for month in range(months):
        for n, name in enumerate(people(count)):
            if last is None or n >= count - last or month < 2:
                rows.append(
                    (f"06/{4 + month:02}/2026", name, f"AB{100000 + n * 7}A".replace("AB", "JK"), f"T/{n:04}", "512.30", "H")
                )
    return table(("Pay Date", "Claimant", "NINO", "Your Ref", "Amount", "Element"), *zip(*rows, strict=True))


def test_a_universal_credit_schedule_is_awards_and_payments(tmp_path):
    _, mapping, _ = proposed(tmp_path, UC__payments=uc_schedule())
    (award,), (payment,) = mapping.of("benefit_award"), mapping.of("benefit_payment")
    assert award.constants == {"scheme": "universal_credit_housing", "source_body": "DWP", "role": "claimant"}
    assert award.columns["claim_ref"] == payment.columns["claim_ref"] == "Your Ref"
    assert award.one_row_per.columns == ("claim_ref",)
    assert (award.where_missing["award_start"].earliest, award.where_missing["award_start"].add_months) == ("Pay Date", -1)
    assert payment.constants == {"scheme": "universal_credit_housing", "source_body": "DWP"}
    assert payment.where_missing["period_from"].add_months == -1
    assert payment.where_missing["period_to"].add_days == -1


def test_two_claims_for_one_tenancy_are_told_by_the_national_insurance_number(tmp_path):
    text = uc_schedule().replace("T/0001", "T/0000")
    _, mapping, _ = proposed(tmp_path, UC__payments=text)
    assert {source.columns["claim_ref"] for source in mapping.source} == {"NINO"}


def test_a_number_paid_for_two_addresses_on_one_day_makes_two_claims(tmp_path):
    days, names = ["06/05/2026"] * 24, people()
    ninos = [f"JK{100000 + n // 2 * 7}A" for n in range(24)]  # each number twice
    homes = [f"{n} Quay Road, Chatham, ME4 4A{'ABDEFGHJLN'[n % 10]}" for n in range(24)]
    headers = ("Pay Date", "Claimant", "NINO", "Claimant Address", "Amount")
    _, mapping, _ = proposed(tmp_path, UC__payments=table(headers, days, names, ninos, homes, ["512.30"] * 24))
    (award,), (payment,) = mapping.of("benefit_award"), mapping.of("benefit_payment")
    assert award.where_missing["claim_ref"] == payment.where_missing["claim_ref"] == "{NINO} {Claimant Address}"
    single = [homes[n // 2 * 2] for n in range(24)]
    _, mapping, _ = proposed(tmp_path, UC__payments=table(headers, days, names, ninos, single, ["512.30"] * 24))
    assert mapping.of("benefit_award")[0].columns["claim_ref"] == "NINO"


@pytest.mark.parametrize(
    ("header", "ends", "left_out"),
    [
        ("End", [""] * 24, {"Status": ("Former",)}),  # a column of ends that nobody fills
        ("Ref 9", [""] * 24, {"Status": ("Former",)}),  # none at all
        ("End", ["", "01/04/2024", *[""] * 22], {}),
        ("End", ["01/04/2024", "01/04/2024", *[""] * 22], {}),
    ],
)
def test_former_tenants_without_an_end_are_left_out_or_asked_about(tmp_path, header, ends, left_out):
    text = listing(["TEN"] * 24, ["01/02/1980"] * 24, **{"Status": ["Former", "Former", *["Current"] * 22], "Void Date": ends})
    text = text.replace(",End,", ",Ref 8,").replace("Void Date", header)
    proposal, mapping, _ = proposed(tmp_path, Tenancies=text)
    (tenancy,) = mapping.of("tenancy")
    assert tenancy.leave_out == left_out and tenancy.no_end == (header != "End")
    rows = sum(not end for end in ends[:2])
    asked = [question for question in questions(proposal) if f"{rows} rows without an end that 'Status' calls former" in question]
    assert len(asked) == (rows > 0)


def test_short_headers_are_read_by_their_words_and_codes(tmp_path):
    headers = (
        "TCY_NO",
        "REL_CD",
        "FULL_NM",
        "ADD_1",
        "P_CODE",
        "TEN_TYP",
        "TEN_CLS",
        "TCY_ST",
        "TCY_END",
        "SRCE_OF_LET",
        "PROT_ADDR",
    )
    columns = [
        [f"{n}/1" for n in range(24)], ["MT", "JT"] * 12, people(), ["1 Quay Road"] * 24, ["ME4 4AA"] * 24, ["SOLE", "JNT"] * 12,
        ["GN", "SHEL"] * 12, ["01-Feb-19"] * 24, [""] * 24, ["Transfer", "New let"] * 12, ["Y", *["N"] * 23],
    ]  # fmt: skip
    _, mapping, _ = proposed(tmp_path, NRT_TCY=table(headers, *columns))
    (tenancy,) = mapping.of("tenancy")
    assert tenancy.name.column == "FULL_NM"
    assert {name: tenancy.columns[name] for name in ("tenant_status", "tenancy_type", "tenancy_start", "acquisition_route", "restricted")} == {
        "tenant_status": "REL_CD", "tenancy_type": "TEN_CLS", "tenancy_start": "TCY_ST", "acquisition_route": "SRCE_OF_LET",
        "restricted": "PROT_ADDR",
    }  # fmt: skip


def test_a_status_that_calls_nothing_former_is_kept_whole_and_asked_about(tmp_path):
    text = listing(["TEN"] * 24, ["01/02/1980"] * 24, Status=["", *["Live"] * 17, *["Notice"] * 6]).replace(",End,", ",Ref 8,")
    proposal, mapping, _ = proposed(tmp_path, Tenancies=text)
    (tenancy,) = mapping.of("tenancy")
    assert tenancy.no_end and tenancy.keep_only == {"Status": ("Live", "Notice", "(blank)")}
    assert any("'Status' may say what has ended" in question for question in questions(proposal))


@pytest.mark.parametrize(("other", "column"), [("PROP_REF", "person_ref"), ("PARTY_ID", "property_ref")])
def test_pty_is_the_party_where_the_property_has_a_header_of_its_own(tmp_path, other, column):
    text = listing(["TEN"] * 24, ["01/02/1980"] * 24, PTY_NO=[f"{9000 + n}" for n in range(24)])
    _, mapping, _ = proposed(tmp_path, Tenancies=text.replace("Property Ref", other))
    assert mapping.of("tenancy")[0].columns[column] == "PTY_NO"


def test_days_with_two_digits_of_the_year_tell_a_schedule_from_a_list_of_awards(tmp_path):
    short = uc_schedule().replace("/2026,", "/26,")
    _, mapping, _ = proposed(tmp_path, UC__payments=short)
    (award,), (payment,) = mapping.of("benefit_award"), mapping.of("benefit_payment")
    assert award.one_row_per.columns == ("claim_ref",) and payment.where_missing["period_from"].add_months == -1


def test_claims_that_stop_before_the_schedule_end_with_their_last_payment(tmp_path):
    proposal, mapping, _ = proposed(tmp_path, UC__payments=uc_schedule(last=20))
    end = mapping.of("benefit_award")[0].where_missing["award_end"]
    assert (end.latest, end.per) == ("Pay Date", "claim_ref") and 31 < end.blank_within_days < 62
    assert any("4 claims stop before the schedule does" in question for question in questions(proposal))


@pytest.mark.parametrize(("days", "step"), [(7, {"add_days": -7}), (14, {"add_days": -14}), (28, {"add_days": -28})])
def test_periods_come_from_how_far_payments_are_apart(tmp_path, days, step):
    paid = [f"{date(2026, 4, 6) + timedelta(days=days * n):%d/%m/%Y}" for n in range(5) for _ in range(10)]
    names, claims = people(10) * 5, [f"C{n}" for n in range(10)] * 5
    text = table(
        ("Claim No", "Claimant Name", "HB Paid", "Date Paid", "Postcode"), claims, names, ["50.00"] * 50, paid, ["ME4 4AA"] * 50
    )
    _, mapping, _ = proposed(tmp_path, Housing__Benefit=text)
    period = mapping.of("benefit_payment")[0].where_missing["period_from"]
    assert {"add_days": period.add_days} == step


def test_a_schedule_of_several_elements_keeps_the_one_for_housing(tmp_path):
    text = uc_schedule().replace("512.30,H", "512.30,Housing", 90).replace(",H\n", ",Deductions\n")
    proposal, mapping, _ = proposed(tmp_path, UC__payments=text)
    assert all(source.keep_only == {"Element": ("Housing",)} for source in mapping.source)
    assert any("Deductions" in text for text in [e.reason for d in proposal.drafts for e in d.entries("keep_only")])


def listing(relationship, births, **more):
    count = len(relationship)
    refs = [f"T/{n // 2:04}" for n in range(count)]
    headers = ("Tenancy No", "Name", "Relationship", "DOB", "Property Ref", "Postcode", "Start", "End", *more)
    columns = (refs, people(count), relationship, births, [f"P{n // 2}" for n in range(count)], ["ME4 4AA"] * count)
    return table(headers, *columns, ["01/04/2019"] * count, [""] * count, *more.values())


def test_children_are_left_out_by_their_dates_of_birth(tmp_path):
    births = ["01/02/1980", "03/04/2019"] * 12
    _, mapping, _ = proposed(tmp_path, Tenancies=listing(["TEN", "SON"] * 12, births))
    assert mapping.of("tenancy")[0].leave_out == {"Relationship": ("SON",)}


def test_sons_of_age_stay_members_of_the_household_with_a_question(tmp_path):
    births = ["01/02/1960", "03/04/1990"] * 12
    proposal, mapping, _ = proposed(tmp_path, Tenancies=listing(["TEN", "SON"] * 12, births))
    assert not mapping.of("tenancy")[0].leave_out
    assert mapping.of("tenancy")[0].values["tenant_status"]["SON"] == "H"
    assert any("SON" in question and "adults" in question for question in questions(proposal))


def test_a_header_whose_values_speak_against_it_is_asked_about(tmp_path):
    births = ["unknown"] * 24
    proposal, mapping, _ = proposed(tmp_path, Tenancies=listing(["TEN", "JT"] * 12, births))
    assert "date_of_birth" not in mapping.of("tenancy")[0].columns
    assert any("'DOB' reads like date_of_birth" in question for question in questions(proposal))


def test_a_header_of_protection_is_never_passed_over(tmp_path):
    text = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24, **{"Violence marker": ["", "Y"] * 12})
    proposal, _, toml = proposed(tmp_path, Tenancies=text)
    assert '# restricted = "Violence marker"' in toml
    assert any("'Violence marker' seems to speak of protection" in question for question in questions(proposal))


def test_two_headers_for_one_column_are_asked_about(tmp_path):
    text = listing(
        ["TEN", "JT"] * 12, ["01/02/1980"] * 24, **{"Mobile": ["07700900123"] * 24, "Mobile Phone": ["07700900124"] * 24}
    )
    proposal, mapping, _ = proposed(tmp_path, Tenancies=text)
    assert mapping.of("tenancy")[0].columns["mobile"] == "Mobile"
    assert any("'Mobile Phone' could be mobile" in question for question in questions(proposal))


def test_an_end_that_may_be_one_is_asked_about_and_not_taken_for_none(tmp_path):
    text = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24).replace("Start,End", "Start,Finally left on")
    proposal, mapping, toml = proposed(tmp_path, Tenancies=text)
    assert not mapping.of("tenancy")[0].no_end and "# no_end = true" in toml
    assert any("'Finally left on'" in question for question in questions(proposal))


def test_joint_names_make_two_rows(tmp_path):
    names = [f"Mr {a} & Mrs {b} {c}" for a, b, c in zip(FORENAMES[1::2] * 2, FORENAMES[::2] * 2, SURNAMES, strict=True)] * 2
    text = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24)
    for old, new in zip(people(), names, strict=True):
        text = text.replace(f",{old},", f",{new},", 1)
    proposal, mapping, _ = proposed(tmp_path, Tenancies=text)
    assert mapping.of("tenancy")[0].name.joint and mapping.of("tenancy")[0].name.order == "forename first"
    assert any("joint names" in question for question in questions(proposal))


def test_surnames_first_without_a_comma_are_known_by_their_capitals(tmp_path):
    text = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24)
    for name in set(people()):
        first, last = name.split()
        text = text.replace(name, f"{last.upper()} {first}")
    _, mapping, _ = proposed(tmp_path, Tenancies=text)
    assert mapping.of("tenancy")[0].name.order == "surname first"


def accounts(refs, **columns):
    text = {"Account No": [f"RA{n}" for n in range(len(refs))], "Tenancy No": refs, "Balance": ["12.50"] * len(refs), **columns}
    return table(tuple(text), *text.values())


def test_another_landlords_tenancies_are_told_by_the_rent_accounts(tmp_path):
    own = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24)
    other = own.replace("T/", "W/").replace("Tenancy No", "Agreement Ref")
    rent = accounts([f"T/{n:04}" for n in range(12)], **{"Weekly Rent": ["101.00"] * 12, "Balance Date": ["05/10/2026"] * 12})
    _, mapping, _ = proposed(tmp_path, Tenancies=own, Neighbours=other, Accounts=rent)
    assert {source.extract: source.files[0] for source in mapping.source} == {
        "rent_account": "Accounts.csv", "partner_tenancy": "Neighbours.csv", "tenancy": "Tenancies.csv",
    }  # fmt: skip


def test_files_with_the_same_headers_are_joined(tmp_path):
    north = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24)
    _, mapping, _ = proposed(tmp_path, Tenancies__North=north, Tenancies__South=north.replace("T/", "S/"))
    assert [source.files for source in mapping.of("tenancy")] == [("Tenancies North.csv", "Tenancies South.csv")]


def test_an_end_on_every_row_may_be_that_of_a_fixed_term(tmp_path):
    text = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24, **{"Move Out": [""] * 24})
    text = text.replace("Start,End", "Start,Lease End").replace("01/04/2019,,", "01/04/2019,31/03/2030,")
    proposal, mapping, _ = proposed(tmp_path, Tenancies=text)
    assert mapping.of("tenancy")[0].columns["tenancy_end"] == "Lease End"
    asked = questions(proposal)
    assert any("'Lease End' is filled on 100%" in question for question in asked)
    assert any("'Move Out' could be tenancy_end" in question for question in asked)


def test_initials_stand_for_forenames_once(tmp_path):
    count = 24
    text = table(("HB Ref", "Surname", "Initials", "NI No", "Postcode", "HB Start"), [f"HB{n}" for n in range(count)],
                 [SURNAMES[n % 12] for n in range(count)], ["A B"] * count, [f"JK{100000 + n * 7}A" for n in range(count)],
                 ["ME4 4AA"] * count, ["01/04/2020"] * count)  # fmt: skip
    proposal, mapping, _ = proposed(tmp_path, HB__awards=text)
    columns = mapping.of("benefit_award")[0].columns
    assert columns["forename"] == "Initials" and "middle_names" not in columns
    assert any("'Initials' stands for the forename" in question for question in questions(proposal))


def test_a_rent_by_the_month_is_not_taken_for_one_by_the_week(tmp_path):
    rent = accounts([f"T/{n:04}" for n in range(12)], **{"Monthly Rent": ["401.00"] * 12, "Balance Date": ["05/10/2026"] * 12})
    proposal, mapping, _ = proposed(tmp_path, Accounts=rent)
    assert "weekly_charge" not in mapping.of("rent_account")[0].columns
    assert any("not by the week" in question for question in questions(proposal))


def test_how_money_came_is_read_from_the_type_of_the_posting(tmp_path):
    kinds = ["Rent", "Direct Debit", "Housing Benefit", "UC Payment", "Refund"] * 8
    days, sums = ["06/04/2026"] * 40, ["10.00"] * 40
    text = table(
        ("Account No", "Trans No", "Trans Date", "Trans Type", "Value"),
        ["RA1"] * 40,
        [f"N{n}" for n in range(40)],
        days,
        kinds,
        sums,
    )
    _, mapping, _ = proposed(tmp_path, Ledger=text)
    (source,) = mapping.of("rent_transaction")
    assert source.columns["kind"] == source.columns["method"] == "Trans Type"
    assert source.values["method"] == {
        "Direct Debit": "direct_debit", "Housing Benefit": "housing_benefit", "UC Payment": "universal_credit", "*": "",
    }  # fmt: skip


def test_a_listing_of_tenants_with_balances_is_tenancies_and_accounts(tmp_path):
    births = ["01/02/1980"] * 24
    more = {"Weekly Rent": ["101.00"] * 24, "Arrears": ["5.00"] * 24, "Rent Account": [f"RA{n // 2}" for n in range(24)]}
    _, mapping, _ = proposed(tmp_path, Arrears__051026=listing(["TEN", "JT"] * 12, births, **more))
    (account,) = mapping.of("rent_account")
    assert account.one_row_per.columns == ("account_ref",) and account.constants["as_of"] == "2026-10-05"
    assert mapping.of("tenancy")[0].columns["tenancy_ref"] == account.columns["tenancy_ref"] == "Tenancy No"


def test_a_uprn_that_is_none_is_the_landlords_own_property_number(tmp_path):
    text = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24).replace("Property Ref", "UPRN")
    proposal, mapping, _ = proposed(tmp_path, Tenancies=text)
    assert mapping.of("tenancy")[0].columns["property_ref"] == "UPRN"
    assert any("'UPRN' does not hold UPRNs" in question for question in questions(proposal))


PROTECTION = ("Do Not Disclose?", "DV_Flag", "DVFlag", "Domestic abuse", "MARAC", "Refuge resident", "Hidden address marker")


@pytest.mark.parametrize("header", PROTECTION)
def test_every_header_that_may_mark_people_at_risk_is_read_as_restricted(tmp_path, header):
    text = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24, **{header: ["Y", *["N"] * 23]})
    _, mapping, _ = proposed(tmp_path, Tenancies=text)
    assert mapping.of("tenancy")[0].columns["restricted"] == header


@pytest.mark.parametrize("header", ["Handed back", "Date closed", "Departure date", "Quit on", "Tenant left"])
def test_headers_that_may_be_the_end_are_not_passed_over(tmp_path, header):
    text = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24).replace("Start,End", f"Start,{header}")
    _, mapping, toml = proposed(tmp_path, Tenancies=text)
    source = mapping.of("tenancy")[0]
    assert not source.no_end and (source.columns.get("tenancy_end") == header or "# no_end = true" in toml)


@pytest.mark.parametrize("header", ["Gas certificate expiry", "Reason for leaving", "Probation end"])
def test_what_ends_besides_the_tenancy_does_not_stand_in_the_way(tmp_path, header):
    text = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24).replace("Start,End", f"Start,{header}")
    _, mapping, _ = proposed(tmp_path, Tenancies=text)
    assert mapping.of("tenancy")[0].no_end


@pytest.mark.parametrize(
    ("header", "marks"), [("Safeguarding note", ["", "Y"] * 2), ("DV marker", ["Y"] * 4), ("Sensitive let", [""] * 4)]
)
def test_few_protected_rows_are_read_as_such_and_many_are_asked_about(tmp_path, header, marks):
    text = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24, **{header: marks + [""] * (24 - len(marks))})
    _, mapping, _ = proposed(tmp_path, Tenancies=text)
    assert mapping.of("tenancy")[0].columns["restricted"] == header


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
def test_title_rows_and_parameters_above_and_totals_beneath_are_no_rows(tmp_path, delimiter):
    lines = listing(["TEN", "JT"] * 12, ["01/02/1980"] * 24).replace(",", delimiter).splitlines()
    above = ["Tenancies of all areas", f"Area:{delimiter}All", f"Printed by:{delimiter}A Clerk", ""]
    (tmp_path / "Listing.txt").write_text("\n".join([*above, *lines, "", f"Total{delimiter}24"]) + "\n", encoding="utf-8")
    (export,) = read_exports(tmp_path, ReadOptions())
    assert (export.header_row, export.rows.height, export.headers[0]) == (5, 24, "Tenancy No")


def test_a_number_of_our_own_as_creditor_is_no_claim_number(tmp_path):
    text = uc_schedule().replace("Element", "Claim Ref").replace(",H\n", ",CR0017\n")
    _, mapping, _ = proposed(tmp_path, UC__payments=text)
    assert mapping.of("benefit_award")[0].columns["claim_ref"] == "Your Ref"


def test_a_file_that_is_no_extract_is_named_with_what_it_lacks(tmp_path):
    proposal, mapping, text = proposed(tmp_path, Fleet=table(("Vehicle", "Mileage"), ["GN12 ABC", "GN13 ABD"], ["1200", "3400"]))
    assert not mapping.source and not proposal.drafts
    assert "# Fleet.csv: not recognised." in text
