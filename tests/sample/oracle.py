"""The rules of the catalogue, told straight from the truth: who is whom and where is known, so nothing is linked or guessed.

Each rule is a query for the pairs (left_ref, right_ref) that truly satisfy it; the tests hold them against the planted cases.
"""

from datetime import date

import duckdb
import polars as pl

from pipeline.sample import Landlord

SNAPSHOT = date(2026, 10, 5)
BRITISH = {
    "tenancy": ("tenancy_start", "tenancy_end", "person_start", "person_end", "date_of_birth", "notice_given"),
    "deceased": ("date_of_death", "date_of_birth"),
    "waiting_list": ("applied_on",),
    "right_to_buy": ("applied_on", "completed_on"),
}
ISO = {
    "rent_transaction": ("posted_on",),
    "benefit_award": ("award_start", "award_end", "date_of_birth"),
    "benefit_payment": ("period_from", "period_to", "paid_on"),
    "residency": ("first_seen", "last_seen"),
    "partner_tenancy": ("tenancy_start", "tenancy_end"),
    "household_event": ("event_date",),
    "ownership": ("owned_from", "owned_to"),
    "short_let": ("first_seen", "last_seen"),
}
MONEY = {
    "rent_account": ("weekly_charge", "balance"),
    "rent_transaction": ("amount",),
    "benefit_award": ("weekly_amount", "declared_rent"),
    "benefit_payment": ("amount",),
}

PREPARED = """
create macro snapshot() as date '2026-10-05';
create macro days(a, b, c, d) as
    date_diff('day', greatest(a, c), least(coalesce(b, snapshot()), coalesce(d, snapshot()), snapshot())) + 1;
create view held as
    select *, (tenancy_end is null or tenancy_end > date '2026-10-05') as current,
        concat_ws('|', address_line_1, address_line_2, address_line_3, address_line_4) as address,
        coalesce(person_start, tenancy_start) as since, coalesce(person_end, tenancy_end) as until from tenancy;
create view tenant as select * from held where tenant_status in ('F', 'O');
create view rent_award as select * from benefit_award where scheme <> 'council_tax_reduction';
create view shielded as select distinct tenancy_ref from tenancy where restricted = 'Y';
create view open_succession as select distinct tenancy_ref from tenancy where succession_open = 'Y';
create view paid as
    select a.ref, a.true_person, a.true_home, a.scheme, a.tenancy_ref, p.period_from, p.period_to, p.paid_on, p.amount
    from rent_award a join benefit_payment p on a.source_body = p.source_body and a.claim_ref = p.claim_ref
    where a.role = 'claimant';
create view receipt as
    select c.ref, c.tenancy_ref, c.account_kind, c.weekly_charge, t.* exclude (account_ref)
    from rent_account c join rent_transaction t using (account_ref) where t.kind = 'receipt';
create view own_receipt as select * from receipt where method not in ('housing_benefit', 'universal_credit');
create view survivor as
    select t.tenancy_ref, t.true_person from tenant t
    where exists (select 1 from tenant o where o.tenancy_ref = t.tenancy_ref and o.true_person <> t.true_person);
create view dead_tenant as
    select t.ref as left_ref, d.ref as right_ref, t.true_person, t.tenancy_ref, d.date_of_death from tenant t
    join deceased d using (true_person)
    where t.current and d.date_of_death < date '2026-10-05' - 28
        and t.tenancy_ref not in (select tenancy_ref from open_succession)
        and not exists (select 1 from survivor s where s.tenancy_ref = t.tenancy_ref and s.true_person = t.true_person);
create view third_party as
    select r.*, concat_ws('/', payer_sort_code, payer_account_number) as payer from own_receipt r
    where payer_class = 'other';
"""

RULES = {
    "T1": """
        select a.ref, b.ref from tenant a join tenant b on a.true_person = b.true_person and a.tenancy_ref <> b.tenancy_ref
            and (a.tenancy_start, a.tenancy_ref) < (b.tenancy_start, b.tenancy_ref)
        where a.current and b.current and a.true_home <> b.true_home and a.address not like 'Gateway Court%'
            and days(a.since, a.until, b.since, b.until) > 28
            and a.tenancy_type not in ('garage', 'market_rent') and b.tenancy_type not in ('garage', 'market_rent')
            and coalesce(b.prior_tenancy_ref, '') <> a.tenancy_ref
            and not exists (select 1 from shielded s where s.tenancy_ref in (a.tenancy_ref, b.tenancy_ref))""",
    "T2": """
        select a.ref, b.ref from tenant a join held b on a.true_person = b.true_person and b.tenant_status = 'H'
        where a.true_home <> b.true_home and a.current and days(a.since, a.until, b.since, b.until) > 90
            and a.permission is distinct from 'care'""",
    "T3": """
        select t.ref, r.ref from tenant t join receipt r using (tenancy_ref)
        where t.tenant_status = 'F' and t.tenancy_end < date '2026-10-05' - 28 and r.account_kind = 'current'
            and r.posted_on > t.tenancy_end + 10 and (r.method not in ('housing_benefit', 'universal_credit'))
        group by all having count(*) >= 2""",
    "T4": """
        select distinct a.ref, b.ref from tenant a join tenant b using (true_person)
            join own_receipt r on r.tenancy_ref = a.tenancy_ref
        where b.tenancy_start > a.tenancy_end and b.tenancy_start <= a.tenancy_end + 90 and r.posted_on > b.tenancy_start
            and r.account_kind = 'current'""",
    "B1": """
        select t.ref, a.ref from tenant t join rent_award a using (true_person)
        where t.current and a.role in ('claimant', 'partner') and t.true_home <> a.true_home
            and days(t.since, t.until, a.award_start, a.award_end) > 28
            and coalesce(a.award_end, date '2026-10-05') >= date '2026-10-05' - 60
            and a.dual_award_reason is null and coalesce(a.restricted, 'N') <> 'Y'""",
    "B2": """
        select a.ref, b.ref from rent_award a join rent_award b on a.true_person = b.true_person and a.ref <> b.ref
            and (a.award_start, a.ref) < (b.award_start, b.ref)
        where a.role in ('claimant', 'partner') and b.role in ('claimant', 'partner') and a.true_home <> b.true_home
            and days(a.award_start, a.award_end, b.award_start, b.award_end) > 28
            and a.dual_award_reason is null and b.dual_award_reason is null""",
    "B3": """
        select a.ref, b.ref from paid a join paid b using (true_person, true_home) where a.ref < b.ref
        group by all having sum(case when a.amount > 0 and b.amount > 0
            then greatest(days(a.period_from, a.period_to, b.period_from, b.period_to), 0) else 0 end) > 14
            and min(least(a.amount, b.amount)) > 0""",
    "B4": """
        select a.ref, b.ref from rent_award a join rent_award b on a.true_person = b.true_person
        where a.role = 'claimant' and b.role in ('partner', 'non_dependant') and a.true_home <> b.true_home
            and days(a.award_start, a.award_end, b.award_start, b.award_end) > 28""",
    "B5": """
        select t.ref, a.ref from rent_award a join tenant t on t.true_home = a.true_home and t.tenant_status = 'F'
            and days(t.since, t.until, a.award_start, a.award_end) > 56
        where a.role = 'claimant' and a.award_start < date '2026-10-05' - 56
            and not exists (select 1 from held h where h.true_home = a.true_home and h.true_person = a.true_person)""",
    "B6": """
        select t.ref, p.ref from tenant t join paid p on t.true_person = p.true_person and t.true_home = p.true_home
        where t.tenant_status = 'F' and p.amount > 0
        group by all having max(p.period_to) > coalesce(max(t.tenancy_end), date '2026-10-05') + 28
            or min(p.period_from) < min(t.tenancy_start) - 28""",
    "B7": """
        select t.ref, a.ref from tenant t join rent_award a using (true_person)
            join rent_account c on c.tenancy_ref = t.tenancy_ref
        where t.true_home = a.true_home and a.role = 'claimant'
            and abs(a.declared_rent - c.weekly_charge) > greatest(0.05 * c.weekly_charge, 5)""",
    "D1": """
        with marked as (
            select tenancy_ref, min(posted_on) as since, ref from receipt where payer_name like 'EXORS%' group by all),
        executors as (
            select t.ref, m.ref as other from tenant t join marked m using (tenancy_ref)
            where t.tenant_status = 'F' and m.since < date '2026-10-05' - 28 and (t.current or t.tenancy_end > m.since + 28)),
        named as (select ref, null from tenant where forename like 'Exors%' and current){REPORTED}
        select e.* from (from executors union all from named{FROM_REPORTED}) e join tenant t on t.ref = e.ref
        where t.tenancy_ref not in (select tenancy_ref from open_succession)
            and t.tenancy_ref not in (select tenancy_ref from survivor)""",
    "D2": """
        select left_ref, right_ref from dead_tenant d
        where not exists (select 1 from paid p where p.true_person = d.true_person and p.period_to > d.date_of_death + 28)""",
    "D3": """
        select distinct left_ref, right_ref from dead_tenant d join paid p using (true_person)
        where p.period_to > d.date_of_death + 28""",
    "D4": """
        select t.ref, a.ref from tenant t
            join tenancy before on before.tenancy_ref = t.prior_tenancy_ref and before.tenant_status = 'F'
            join deceased d on d.true_person = before.true_person join rent_award a on a.true_person = t.true_person
        where t.acquisition_route = 'succession' and a.true_home <> t.true_home
            and days(date_of_death - 365, date_of_death, a.award_start, a.award_end) > 90""",
    "O1": """
        select distinct t.ref, e.ref from tenant t join residency e using (true_person)
        where t.current and e.true_home <> t.true_home and e.strength = 'strong' and e.last_seen >= date '2026-04-05'
            and e.last_seen > t.tenancy_start and e.source <> 'land_registry'
            and not exists (select 1 from residency h where h.true_person = t.true_person and h.true_home = t.true_home
                and h.last_seen >= date '2025-10-05')""",
    "O3": """
        select t.ref, e.ref from tenant t join residency e using (true_person)
        where t.current and e.source = 'land_registry' and e.true_home <> t.true_home and days(e.first_seen, e.last_seen,
            t.tenancy_start, t.tenancy_end) >= 180
        union all select t.ref, o.ref from tenant t join ownership o using (true_person)
        where t.current and o.true_home <> t.true_home and days(o.owned_from, o.owned_to, t.tenancy_start, t.tenancy_end) >= 180""",
    "X1": """
        select t.ref, o.ref from tenant t join partner_tenancy o using (true_person)
        where t.current and days(t.since, t.until, o.tenancy_start, o.tenancy_end) > 28 and coalesce(o.restricted, 'N') <> 'Y'
            and o.tenant_status = 'F'""",
    "W1": """
        select a.ref, b.ref from waiting_list a join waiting_list b on a.true_person = b.true_person
            and (a.applied_on, a.ref) < (b.applied_on, b.ref) where a.status = 'live' and b.status = 'live'
        union all select t.ref, w.ref from tenant t join waiting_list w using (true_person)
        where t.current and w.status = 'live' and coalesce(w.transfer, 'N') <> 'Y'""",
    "W2": """
        select w.ref, a.ref from waiting_list w join benefit_award a using (true_person)
        where a.role in ('claimant', 'partner') and w.address_line_1 is not null and w.true_home <> a.true_home
            and a.award_start <= w.applied_on + 60 and coalesce(a.award_end, date '2026-10-05') >= w.applied_on - 60""",
    "Q1": """
        select b.ref, a.ref from right_to_buy b join rent_award a using (true_person)
        where b.stage in ('applied', 'accepted') and a.award_start <= b.applied_on + 90
            and coalesce(a.award_end, date '2026-10-05') >= b.applied_on - 90""",
    "C1": """
        select h.ref, a.ref from benefit_award a join held h on h.true_home = a.true_home and h.true_person <> a.true_person
        where a.scheme = 'council_tax_reduction' and a.role = 'claimant'
            and days(h.since, h.until, a.award_start, a.award_end) > 90
            and not exists (select 1 from benefit_award o where o.claim_ref = a.claim_ref and o.role <> 'claimant')""",
}
REPORTED = """,
        reported as (
            select t.ref, e.ref from household_event e join tenant t using (tenancy_ref, person_ref)
            where e.kind = 'death_reported' and e.event_date < date '2026-10-05' - 28 and t.current)"""
RULES["O2"] = f"""
    select o.* from ({RULES["O1"]}) o(l, r) join tenant t on t.ref = o.l where exists (
        select 1 from residency s
        where s.true_home = t.true_home and s.true_person <> t.true_person and s.first_seen > t.tenancy_start
            and not exists (select 1 from held h where h.true_home = s.true_home and h.true_person = s.true_person))"""
RULES["Q2"] = f"""
    select b.ref, t.r from right_to_buy b join tenant a using (true_person) join ({RULES["T1"]}) t(l, r) on t.l = a.ref
    where b.stage in ('applied', 'accepted')"""
GROUPS = {
    "I1": """
        select nino from (select left(replace(upper(nino), ' ', ''), 8) as nino, true_person from tenancy
            union select left(replace(upper(nino), ' ', ''), 8), true_person from benefit_award)
        where true_person is not null and nino not in ('AB123456', 'QQ123456', 'ZZ999999', 'AA000000', 'TN010170', 'JY000102')
        group by nino having count(*) > 1""",
    "I2": """
        select payee_account_number from rent_award
        where role = 'claimant' and payee = 'claimant' and payee_account_number <> '12345670'
        group by payee_account_number having count(distinct true_person) > 1 and count(distinct true_home) > 1""",
    "I3": """
        with given as (
            select regexp_replace(mobile, '^\\+44', '0') as mobile, true_home, upper(surname) as surname from tenancy
            union select regexp_replace(mobile, '^\\+44', '0'), true_home, upper(surname) from rent_award)
        select mobile from given where mobile not like '01632%' group by mobile
        having count(distinct true_home) > 2 and count(distinct surname) > 2""",
    "R1": """
        select ref from third_party p group by ref, payer having count(*) >= 3 and sum(amount) >= 0.8 * (
            select sum(amount) from own_receipt o where o.ref = p.ref)""",
    "R2": """
        select payer from third_party group by payer having count(distinct ref) > 1 and count(*) >= 4""",
}


def _typed(name: str, landlord: Landlord) -> pl.DataFrame:
    truth = landlord.people.filter(pl.col("extract") == name).select("row", "ref", "true_person", "true_home")
    frame = landlord.extracts[name].with_row_index("row", offset=1).join(truth, on="row", how="left", maintain_order="left")
    if name == "rent_account":
        frame = frame.with_columns(ref="account_ref")
    if name == "household_event":
        frame = frame.with_columns(ref=pl.format("household_event/{}", "row"))
    return frame.with_columns(
        *(pl.col(column).str.to_date("%d/%m/%Y", strict=False) for column in BRITISH.get(name, ())),
        *(pl.col(column).str.to_date("%Y-%m-%d", strict=False) for column in ISO.get(name, ())),
        *(pl.col(column).cast(pl.Float64, strict=False) for column in MONEY.get(name, ())),
    )


def prepared(landlord: Landlord) -> duckdb.DuckDBPyConnection:
    """A connection in which every extract is a table of that name, typed, with the truth about each row."""
    connection = duckdb.connect()
    for name in landlord.extracts:
        connection.register(f"{name}_frame", _typed(name, landlord).to_arrow())
        connection.execute(f"create table {name} as select * from {name}_frame")
    connection.execute(PREPARED)
    return connection


def pairs(connection: duckdb.DuckDBPyConnection, rule: str) -> set[tuple[str, str | None]]:
    """The pairs of references that truly satisfy a rule."""
    events = connection.execute("select 1 from duckdb_tables() where table_name = 'household_event'").fetchall()
    told = (REPORTED, " union all from reported") if events else ("", "")
    query = RULES[rule].replace("{REPORTED}", told[0]).replace("{FROM_REPORTED}", told[1])
    return {(left, right) for left, right in connection.execute(query).fetchall()}


def groups(connection: duckdb.DuckDBPyConnection, rule: str) -> int:
    """How many groups truly satisfy a rule that counts over groups."""
    return len(connection.execute(GROUPS[rule]).fetchall())
