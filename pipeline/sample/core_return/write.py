"""Writing the made-up return's folder: the extracts, the landlord's core.toml, and which faults were planted, kept apart."""

from pathlib import Path

import polars as pl

from pipeline.errors import WrongUse
from pipeline.private_files import write_private
from pipeline.sample import files as core_files
from pipeline.sample.core_return.answers import letting_answers
from pipeline.sample.core_return.chosen import lettings
from pipeline.sample.core_return.faulty import PLANTED, given_files, homes_of_faults, planted
from pipeline.sample.core_return.faulty import SETTINGS as FAULTY_SETTINGS
from pipeline.sample.core_return.moved import MADE_FOR, moved_day, moved_rows
from pipeline.sample.core_return.sales import sales
from pipeline.sample.core_return.stock import charged_accounts, profile_rows, property_rows
from pipeline.sample.dice import Dice
from pipeline.sample.making import make_world
from pipeline.sample.rates import BY_EXTRACT
from pipeline.sample.rent import ACCOUNT
from pipeline.sample.slips import Scribe
from pipeline.sample.world import World

CLEAN, FAULTY = "core-return", "core-return-faults"
CHOICES = (CLEAN, FAULTY)
TRUTH = Path("truth") / "core_faults.csv"
GIVEN = "given"
"""The folder of what the faulty landlord's return is to be judged by, beside its own records."""
SETTINGS = """# The made-up landlord's settings of its CORE return.

[[organisation]]
landlord_code = "MHS"
owner = "ORG1"
provider = "PRP"

[[organisation]]
landlord_code = "HOM"
owner = "ORG1"
provider = "PRP"
"""
NOBODY_CAST = {"home": pl.Int64, "wished_composition": pl.String, "wished_start": pl.Date, "wished_benefit": pl.String}


def write_core_return(folder: Path, homes: int, seed: int, extracts: str, year: int = MADE_FOR) -> dict[str, int]:
    """The rows written of each extract of a made-up landlord's return, the same for the same seed.

    `extracts` is one of CHOICES, `year` the one in which the collection year begins: the landlord is the same in each, its days
    that much later. Raises WrongUse where the folder holds anything but a sample of this sort.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / TRUTH).is_file():
        raise WrongUse(f"{folder} holds files that are no sample of a return; give a new or an empty folder")
    files, faults = _files(Dice(seed), homes, extracts == FAULTY)
    files = {name: moved_rows(rows, year - MADE_FOR) for name, rows in files.items()}
    (folder / TRUTH).parent.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        write_private(folder / f"{name}.csv", rows.write_csv().encode())
    write_private(folder / TRUTH, faults.write_csv().encode())
    write_private(folder / "core.toml", (SETTINGS + FAULTY_SETTINGS * (extracts == FAULTY)).encode())
    if extracts == FAULTY:
        _write_given(folder / GIVEN, files["property"], year)
    return {name: rows.height for name, rows in files.items()}


def _write_given(folder: Path, homes: pl.DataFrame, year: int) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in given_files(homes, homes_of_faults()).items():
        moved = content if year == MADE_FOR else moved_day(content, year - MADE_FOR)
        write_private(folder / name.replace(str(MADE_FOR), str(year)), moved.encode())


def _files(dice: Dice, homes: int, faulty: bool) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    world = make_world(dice, range(homes), pl.DataFrame(schema=NOBODY_CAST), further=False)
    exact = Scribe(dice, "tenancy", BY_EXTRACT["tenancy"].times(0))
    files = {
        "tenancy": core_files.tenancy_rows(exact, world).drop("person", "home", "key"),
        "property": property_rows(dice, world, homes),
        "rent_account": charged_accounts(dice, world, _balanced(world)),
        "stock_profile": profile_rows(),
        "core_lettings": _in_order(letting_answers(dice, world, lettings(dice, world))),
        "core_sales": _in_order(sales(dice, world, homes)),
    }
    return planted(files) if faulty else (files, pl.DataFrame(schema=PLANTED))


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows as text in the order of their numbers, keys first, columns that nobody fills left out."""
    keys = [name for name in ("landlord_code", "tenancy_ref", "sale_ref") if name in rows.columns]
    filled = [name for name in rows.columns if name not in (*keys, "log") and rows[name].count()]
    return rows.sort("log").select(*keys, *filled)


def _balanced(world: World) -> pl.DataFrame:
    """The accounts with a balance of nothing owed: what is owed plays no part in a return."""
    return world.accounts.select(*ACCOUNT).with_columns(balance=pl.lit(0, dtype=pl.Int64))
