"""Connected components: what is joined by edges, over any number of steps."""

import polars as pl


def components(nodes: pl.Series, edges: pl.DataFrame) -> pl.DataFrame:
    """`record` and `root`, the alphabetically first record it is joined to by edges `left`, `right`, over any number of steps."""
    roots = pl.DataFrame({"record": nodes, "root": nodes}).sort("record")
    both = pl.concat([edges.select("left", "right"), edges.select(left="right", right="left")])
    while True:
        seen = both.join(roots.rename({"record": "right"}), on="right").group_by(record="left").agg(least=pl.col("root").min())
        lower = roots.join(seen, on="record", how="left").select("record", root=pl.min_horizontal("root", "least"))
        jumped = lower.join(roots.select(root="record", further="root"), on="root", how="left")
        new = jumped.select("record", root=pl.min_horizontal("root", "further")).sort("record")
        if new.equals(roots):
            return new
        roots = new
