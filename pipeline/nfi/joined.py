"""NFI's matches beside our own: whom each is about, and whether we knew it, our records speak against it, or it is new."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from extracts.contract import plain
from extracts.kinds import name, reference
from pipeline.nfi.printed import respelled

NEW, CONTRADICTED, KNOWN = "new", "contradicted", "already known"
STATES = (NEW, CONTRADICTED, KNOWN)
"""In the order in which an officer looks at them."""
NO_SUCH = "our extracts have no tenancy of this reference"
SOMEBODY_ELSE = "no tenant of this reference has that name or birth date"
HAD_ENDED = "our tenancy had ended before the snapshot"
NO_OVERLAP = "our tenancy and the other record do not overlap"
SAME_MATCH = "a referral of ours says the same of this tenant"
NOTHING = "no referral of ours says so"
TENANTS = ("F", "O")


@dataclass(frozen=True)
class Local:
    """What we hold ourselves: tenancy rows and all records with `person` and `case`, restricted records, referrals, match titles.

    `titles` gives the national exercise's title of a rule's match; `title_of` spells a report of NFI's in the same way.
    """

    tables: Mapping[str, pl.DataFrame]
    restricted: pl.Series
    referrals: pl.DataFrame
    titles: Mapping[str, str]
    title_of: Callable[[str], str]


def _tenants(local: Local) -> pl.DataFrame:
    """Tenants with the reference, name and birth date as NFI's are compared with them."""
    rows = local.tables["tenancy"].filter(pl.col("tenant_status").is_in(TENANTS)).sort("row")
    return rows.select(
        respelled(rows["tenancy_ref"], reference.tidy).alias("our_reference"),
        respelled(rows["surname"], name.tidy_surname).alias("tenant_surname"),
        respelled(rows["forename"], name.tidy_forename).alias("tenant_forename"),
        rows["date_of_birth"].str.to_date("%Y-%m-%d", strict=False).alias("tenant_born"),
        "record", "person", "case", "tenancy_start", "tenancy_end",
        held=rows["record"].is_in(local.restricted.implode()),
    )  # fmt: skip


def _fit() -> pl.Expr:
    """How well a tenant fits whom NFI names: the birth date counts for more than a name; null where NFI names nobody."""
    pairs = {
        "our_date_of_birth": ("tenant_born", 2),
        "our_surname": ("tenant_surname", 1),
        "our_forename": ("tenant_forename", 1),
    }
    points = [(pl.col(theirs) == pl.col(ours)).fill_null(value=False) * worth for theirs, (ours, worth) in pairs.items()]
    return pl.when(pl.any_horizontal(pl.col(list(pairs)).is_not_null())).then(pl.sum_horizontal(points))


def _with_tenant(matches: pl.DataFrame, local: Local) -> pl.DataFrame:
    """Each match with the tenant who fits it best (nobody where none does), and whether it is `held` for a senior role.

    It is where any tenant of that reference is restricted, or a restricted tenant bears that surname and birth date.
    """
    tenants = _tenants(local)
    protected = tenants.filter("held").select(our_surname="tenant_surname", our_date_of_birth="tenant_born").unique()
    named = matches.join(protected.drop_nulls(), on=["our_surname", "our_date_of_birth"], how="semi")["row"]
    beside = matches.join(tenants, on="our_reference", how="left").with_columns(fit=_fit())
    held = pl.col("held").any().over("row").fill_null(value=False) | pl.col("row").is_in(named.implode())
    ranked = beside.with_columns(held=held, known_reference=pl.col("record").is_not_null())
    best = ranked.sort("row", pl.col("fit").fill_null(0), "record", descending=[False, True, False])
    fits = pl.col("fit").is_null() | (pl.col("fit") > 0)
    ours = ("record", "person", "case", "tenancy_start", "tenancy_end")
    return best.unique("row", keep="first", maintain_order=True).with_columns(pl.when(fits).then(pl.col(ours)))


def _touched(local: Local) -> pl.DataFrame:
    """`referral_id`, `rule`, `title`, and each `person` and `case` that the referral touches."""
    people = [one.select("record", "person", "case") for one in local.tables.values() if "person" in one.columns]
    titles = {rule: plain(title) for rule, title in local.titles.items()}
    sides = [local.referrals.select("referral_id", "rule", record=f"{side}_record") for side in ("left", "right")]
    long = pl.concat(sides).drop_nulls("record").join(pl.concat(people), on="record")
    return long.with_columns(title=pl.col("rule").replace_strict(titles, default=None, return_dtype=pl.String))


def _referrals_of(found: pl.DataFrame, local: Local) -> pl.DataFrame:
    """`row`, `same` and `others`: the referrals of a match's tenant that say the same, and those that say something else."""
    touched = _touched(local)
    by = [found.select("row", "title_key", key).drop_nulls(key).join(touched, on=key) for key in ("person", "case")]
    pairs = pl.concat([one.select("row", "title_key", "referral_id", "title") for one in by]).unique()
    same = (pl.col("title") == pl.col("title_key")).fill_null(value=False)
    numbers = pl.col("referral_id").sort()
    return pairs.group_by("row").agg(same=numbers.filter(same).unique().sort(), others=numbers.filter(~same).unique().sort())


def _why() -> pl.Expr:
    """Why a match is known, contradicted or new; who it is about comes before what is said of them."""
    ended = pl.col("tenancy_end") <= pl.col("snapshot")
    apart = (pl.col("other_end") < pl.col("tenancy_start")) | (pl.col("other_start") > pl.col("tenancy_end"))
    return (
        pl.when(~pl.col("known_reference")).then(pl.lit(NO_SUCH))
        .when(pl.col("record").is_null()).then(pl.lit(SOMEBODY_ELSE))
        .when(pl.col("same").list.len() > 0).then(pl.lit(SAME_MATCH))
        .when(apart).then(pl.lit(NO_OVERLAP))
        .when(ended).then(pl.lit(HAD_ENDED))
        .otherwise(pl.lit(NOTHING))
    )  # fmt: skip


def joined(matches: pl.DataFrame, local: Local, snapshot: pl.Expr) -> pl.DataFrame:
    """The tidy matches with `record` of our tenant (null where there is none), `held` (restricted), `why`, `state`, and the
    numbers of our referrals on that tenant: `same` (they say the same) and `others`.

    New ones come first, then contradicted, then known ones, each in the order of the file.
    """
    titles = respelled(matches["report"], local.title_of).alias("title_key")
    found = _with_tenant(matches.with_columns(titles), local)
    beside = found.join(_referrals_of(found, local), on="row", how="left", maintain_order="left")
    judged = beside.with_columns(snapshot=snapshot).with_columns(why=_why())
    state = pl.when(pl.col("why") == NOTHING).then(pl.lit(NEW)).when(pl.col("why") == SAME_MATCH).then(pl.lit(KNOWN))
    ordered = judged.with_columns(state=state.otherwise(pl.lit(CONTRADICTED)).cast(pl.Enum(STATES)))
    return ordered.sort("state", "row").drop("snapshot", "title_key")
