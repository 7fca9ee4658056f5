"""How sources get a person wrong: each extract for itself, at its own rates, with its own luck."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from pipeline.sample.dice import Dice
from pipeline.sample.rates import Rates
from pipeline.sample.spellings import NICKNAMES, SOUNDS, TRANSLITERATIONS

_PLACEHOLDERS = {"AB123456C": 0.3, "QQ123456C": 0.2, "ZZ999999D": 0.2, "AA000000A": 0.15, "TN010170M": 0.15}
_BIRTH_SLIPS = {"1d": 0.3, "-1d": 0.2, "10d": 0.15, "1y": 0.2, "-10y": 0.15}
NICKNAMED, MISSPELT, MISSPELT_NUMBERED, NICKNAMED_NUMBERED, BORN_WRONG = range(5)
"""The ways of being badly written: the forename familiar or the surname misspelt, each without and with the number; the
birth date wrong, with the number. Whoever is badly written stays recognisable."""


@dataclass(frozen=True)
class Scribe:
    """One source writing people down.

    What it writes of a row depends on `row_key` and on `care`: usual (slips at the source's rates), clean (none, and nothing
    missing), noisy (exactly one of the five ways), deceased (clean, with a mark of death), renamed (clean, under the former
    surname), flatless (clean).
    """

    dice: Dice
    extract: str
    rates: Rates

    def happens(self, what: str) -> pl.Expr:
        """Boolean: whether that slip befalls a row of usual care."""
        return (pl.col("care") == "usual") & self.dice.happens(f"{self.extract}: {what}", "row_key", getattr(self.rates, what))

    def written(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with names, `date_of_birth`, `nino` and contacts as this source holds them."""
        way = self.dice.whole(f"{self.extract}: way of being bad", "row_key", NICKNAMED, BORN_WRONG)
        # One step after the other: nested into one expression, these grow beyond what a query planner likes.
        rows = rows.with_columns(bad=pl.when(pl.col("care") == "noisy").then(way).otherwise(-1))
        for step in (self._other_script(), self._familiar(), self._other_surname(), self._shortened(), self._mistyped()):
            rows = rows.with_columns(step)
        return rows.with_columns(
            self._forename_cut(), self._middle(), self._birth(), self._nino(), *self._contacts()
        ).with_columns(self._swapped())

    def _other_script(self) -> list[pl.Expr]:
        respelt = self.happens("transliterated") & pl.col("abroad")
        return [
            pl.when(respelt).then(pl.col(name).replace(TRANSLITERATIONS)).otherwise(name).alias(name)
            for name in ("forename", "surname")
        ]

    def _familiar(self) -> list[pl.Expr]:
        familiar = self.happens("nickname") | pl.col("bad").is_in((NICKNAMED, NICKNAMED_NUMBERED))
        pet = pl.col("forename").replace_strict(NICKNAMES, default=None)
        # A forename without a pet form is mistyped instead where the row has to look bad.
        return [
            pl.when(familiar).then(pl.coalesce(pet, "forename")).otherwise("forename").alias("forename"),
            (self.happens("typed_wrong") | (familiar & pet.is_null() & (pl.col("bad") >= 0))).alias("forename_wrong"),
        ]

    def _other_surname(self) -> list[pl.Expr]:
        earlier = pl.col("former_surname").is_not_null() & (self.happens("former_surname_used") | (pl.col("care") == "renamed"))
        wrong = self.dice.happens(f"{self.extract}: surname", "row_key", self.rates.typed_wrong) & (pl.col("care") == "usual")
        return [
            pl.when(earlier).then("former_surname").otherwise("surname").alias("surname"),
            (wrong | pl.col("bad").is_in((MISSPELT, MISSPELT_NUMBERED))).alias("surname_wrong"),
        ]

    def _shortened(self) -> list[pl.Expr]:
        """Of two surnames one is left out, or the second is put first."""
        name = pl.col("surname")
        first, second = name.str.extract(r"^(\S*?[a-z])[- ][A-Z]"), name.str.extract(r"[a-z][- ]([A-Z]\S*)$")
        two = first.is_not_null() & second.is_not_null()
        part, turned = two & self.happens("part_of_surname"), two & self.happens("surnames_turned")
        return [pl.when(part).then(first).when(turned).then(second + " " + first).otherwise(name).alias("surname")]

    def _mistyped(self) -> list[pl.Expr]:
        return [
            pl.when(f"{what}_wrong").then(self._misspelt(pl.col(what), what)).otherwise(what).alias(what)
            for what in ("forename", "surname")
        ]

    def _misspelt(self, text: pl.Expr, what: str) -> pl.Expr:
        """A letter lost, doubled or changed places, or letters that sound alike; never the first letter."""
        length = text.str.len_chars().cast(pl.Int64)
        at = 1 + (self.dice.uniform(f"{self.extract}: place in {what}", "row_key") * (length - 2)).floor().clip(0).cast(pl.Int64)
        way = self.dice.whole(f"{self.extract}: way of {what}", "row_key", 0, 3)
        before, here, after = text.str.slice(0, at), text.str.slice(at, 1), text.str.slice(at + 1)
        swapped = before + after.str.slice(0, 1) + here + after.str.slice(1)
        sounded = text.str.replace_many(list(SOUNDS), list(SOUNDS.values()))
        return (
            pl.when(length < 4).then(text + here).when(way == 0).then(before + after)
            .when((way == 1) & (swapped != text)).then(swapped).when((way == 2) & (sounded != text)).then(sounded)
            .otherwise(before + here + here + after)
        )  # fmt: skip

    def _forename_cut(self) -> pl.Expr:
        name = pl.when(self.happens("initial_only")).then(pl.col("forename").str.slice(0, 1)).otherwise("forename")
        return pl.when(pl.col("care") == "deceased").then("Exors of " + name).otherwise(name).alias("forename")

    def _middle(self) -> pl.Expr:
        short = pl.when(self.happens("middle_initial")).then(pl.col("middle_names").str.slice(0, 1)).otherwise("middle_names")
        return pl.when(~self.happens("middle_left_out")).then(short).alias("middle_names")

    def _swapped(self) -> list[pl.Expr]:
        swap = self.happens("fields_swapped")
        one, other = pl.col("forename"), pl.col("surname")
        return [
            pl.when(swap).then(other).otherwise(one).alias("forename"), pl.when(swap).then(one).otherwise(other).alias("surname")
        ]  # fmt: skip

    def _birth(self) -> pl.Expr:
        born = pl.col("date_of_birth")
        wrong = pl.col("bad") == BORN_WRONG
        day, month = born.dt.day(), born.dt.month()
        swap = (self.happens("birth_swapped") | wrong) & (day <= 12) & (day != month)
        slip = self.dice.pick(f"{self.extract}: birth slip", "row_key", _BIRTH_SLIPS)
        written = (
            pl.when(swap).then(pl.date(born.dt.year(), day, month)).when(self.happens("birth_slip") | wrong)
            .then(born.dt.offset_by(slip)).when(self.happens("birth_default")).then(pl.lit(date(1900, 1, 1))).otherwise(born)
        )  # fmt: skip
        return pl.when(~self.happens("birth_missing")).then(written).alias("date_of_birth")

    def _nino(self) -> pl.Expr:
        number = pl.col("nino")
        at = self.dice.whole(f"{self.extract}: digit", "row_key", 2, 7)
        other = (number.str.slice(at, 1).cast(pl.Int64) + self.dice.whole(f"{self.extract}: by", "row_key", 1, 9)) % 10
        slipped = number.str.slice(0, at) + other.cast(pl.String) + number.str.slice(at + 1)
        spaced = pl.concat_str(*(number.str.slice(start, 2) for start in (0, 2, 4, 6, 8)), separator=" ").str.strip_chars()
        placeholder = self.dice.pick(f"{self.extract}: placeholder", "row_key", _PLACEHOLDERS)
        written = (
            pl.when(self.happens("nino_slip")).then(slipped).when(self.happens("nino_placeholder")).then(placeholder)
            .when(self.happens("nino_spaced")).then(spaced).otherwise(number)
        )  # fmt: skip
        missing = self.happens("nino_missing") | pl.col("bad").is_in((NICKNAMED, MISSPELT))
        return pl.when(~missing).then(written).alias("nino")

    def _contacts(self) -> list[pl.Expr]:
        usual = pl.col("care") == "usual"
        return [
            pl.when(~(usual & self.dice.happens(f"{self.extract}: {name} missing", "row_key", self.rates.contact_missing)))
            .then(name).alias(name)
            for name in ("home_telephone", "mobile", "email")
        ]  # fmt: skip
