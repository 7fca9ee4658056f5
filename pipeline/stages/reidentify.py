"""Re-identify: behind one officer's referrals, who and where; every referral opened is named in the audit trail first."""

import polars as pl

SIDES = ("left", "right")
NAME = ("title", "forename", "middle_names", "surname")
ADDRESS = ("address_line_1", "address_line_2", "address_line_3", "address_line_4", "postcode")
PLAIN = ("date_of_birth", "nino", "landlord_code", "scheme", "source_body")


def _together(columns: tuple[str, ...], have: list[str], separator: str) -> pl.Expr:
    there = [pl.col(name) for name in columns if name in have]
    joined = pl.concat_list(there).list.drop_nulls().list.join(separator) if there else pl.lit(None, pl.String)
    return pl.when(joined != "").then(joined)


def _card(identities: pl.DataFrame, extract: str) -> pl.DataFrame:
    """`record`, `ref` and who and where, one row a record of an extract."""
    have = identities.columns
    plain = [pl.col(name) if name in have else pl.lit(None, pl.String).alias(name) for name in PLAIN]
    name, address = _together(NAME, have, " "), _together(ADDRESS, have, ", ")
    return identities.select("record", "ref", *plain, name=name, address=address, extract=pl.lit(extract))


def _members(referrals: pl.DataFrame) -> pl.DataFrame:
    """`referral_id` and `record`: one row per member of a group, in their order; none where the referrals tell of no groups."""
    if "members" not in referrals.columns:
        return pl.DataFrame(schema={"referral_id": pl.String, "record": pl.String})
    named = referrals.select("referral_id", record="members").drop_nulls("record")
    return named.with_columns(pl.col("record").str.split("; ")).explode("record")


def _with_members(referrals: pl.DataFrame, members: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The referrals with the members' references in clear in place of their record keys."""
    if members.is_empty():
        return referrals
    told = members.join(known.select("record", "ref"), on="record", how="left", maintain_order="left")
    listed = told.group_by("referral_id", maintain_order=True).agg(members=pl.col("ref").str.join("; "))
    return referrals.drop("members").join(listed, on="referral_id", how="left", maintain_order="left").select(referrals.columns)


def reidentify(referrals: pl.DataFrame, identities: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The referrals with, for each side, `ref`, `name`, `date_of_birth`, `nino`, `address`, and the body that the reference is
    unique within (`landlord_code`, or `scheme` and `source_body`) in clear.

    `identities` holds the vault's tables by extract. Order and columns of the referrals are kept.
    """
    members = _members(referrals)
    wanted = pl.concat([referrals["left_record"], referrals["right_record"], members["record"]]).drop_nulls().unique()
    opened = [one.filter(pl.col("record").is_in(wanted.implode())) for one in identities.values()]
    cards = [_card(one, name) for name, one in zip(identities, opened, strict=True)]
    known = pl.concat(cards).unique("record", keep="first", maintain_order=True).drop("extract")
    referrals = _with_members(referrals, members, known)
    for side in SIDES:
        beside = known.rename({column: f"{side}_{column}" for column in known.columns})
        referrals = referrals.join(beside, on=f"{side}_record", how="left", maintain_order="left")
    return referrals
