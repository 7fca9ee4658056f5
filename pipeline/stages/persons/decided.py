"""What officers decided, laid over what the model found: their word stands above any weight."""

import polars as pl

from pipeline.tables import Links

PAIR = ("left", "right")
DECIDED = "K0"
"""The key class of a pair that an officer decided to be one person, whatever its identifiers say."""


def _with_decisions(links: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    return links.join(decided.select(*PAIR, "same"), on=PAIR, how="left", maintain_order="left")


def honoured(links: Links, decided: pl.DataFrame) -> Links:
    """The links as officers' decisions (`left`, `right`, `same`) leave them, with `decided` ("same", "different" or null) added.

    A pair decided to be one person has probability 1 and the key class K0, which says so. A pair decided to be two people has
    probability 0: it is kept as K5 where the two share a National Insurance number, for that is then to be looked into, and left
    out otherwise. Match weights stay the model's.
    """
    said = _with_decisions(links.frame, decided)
    same = pl.col("same").fill_null(value=False)
    apart = ~pl.col("same").fill_null(value=True)
    kept = said.filter(~apart | (pl.col("nino") == "agree"))
    return Links(
        kept.with_columns(
            match_probability=pl.when(same).then(1.0).when(apart).then(0.0).otherwise("match_probability"),
            key_class=pl.when(same).then(pl.lit(DECIDED)).when(apart).then(pl.lit("K5")).otherwise("key_class"),
            decided=pl.when(same).then(pl.lit("same")).when(apart).then(pl.lit("different")),
        ).drop("same")
    )
