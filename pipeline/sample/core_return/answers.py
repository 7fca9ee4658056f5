"""What sign-up and allocations wrote down of each letting, over every route, with refusals and "not known" where said."""

import polars as pl

from pipeline.sample.core_return.chosen import TERM
from pipeline.sample.core_return.draws import drawn, only, pays_nothing, ticked
from pipeline.sample.core_return.household import about, described, people
from pipeline.sample.dice import Dice
from pipeline.sample.references import british, tenancy_ref
from pipeline.sample.world import World

ETHNICITY = {"1": 0.74, "2": 0.01, "18": 0.004, "20": 0.006, "3": 0.06, "4": 0.01, "5": 0.006, "6": 0.004, "7": 0.01, "8": 0.02,
             "9": 0.01, "10": 0.01, "15": 0.004, "11": 0.015, "12": 0.015, "13": 0.035, "14": 0.005, "19": 0.006, "16": 0.01,
             "17": 0.02}  # fmt: skip
NATIONALITY = {"826": 0.89, "616": 0.02, "642": 0.02, "566": 0.015, "356": 0.01, "804": 0.015, "0": 0.03}
REASONS = {"9": 0.16, "12": 0.12, "13": 0.1, "29": 0.03, "30": 0.02, "8": 0.06, "48": 0.04, "49": 0.05, "14": 0.05, "50": 0.08,
           "54": 0.05, "16": 0.05, "17": 0.02, "19": 0.06, "44": 0.03, "18": 0.02, "28": 0.04, "47": 0.02}  # fmt: skip
TENURES = {
    "3": 0.23,
    "28": 0.2,
    "33": 0.12,
    "31": 0.1,
    "39": 0.06,
    "14": 0.05,
    "18": 0.1,
    "26": 0.03,
    "7": 0.03,
    "21": 0.03,
    "25": 0.05,
}
YEARS = {"2": 0.1, "7": 0.12, "8": 0.1, "9": 0.08, "10": 0.07, "11": 0.17, "12": 0.3, "6": 0.06}
AFFECTED = (
    "affects_mobility", "affects_mental_health", "affects_stamina", "affects_learning", "affects_hearing", "affects_otherwise",
    "affects_dexterity", "affects_memory", "affects_social", "affects_vision",
)  # fmt: skip
NEEDED = {"needs_no_access": 0.86, "needs_not_known": 0.04, "needs_level_access": 0.05, "needs_wheelchair_essential": 0.02,
          "needs_wheelchair_throughout": 0.02, "needs_other_access": 0.01}  # fmt: skip
PREFERENCES = (
    "preference_homeless",
    "preference_unsatisfactory",
    "preference_medical",
    "preference_hardship",
    "preference_not_known",
)
FREQUENCIES = {"1": 0.55, "2": 0.35, "3": 0.1}
OUR_TENURE = "33"


def letting_answers(dice: Dice, world: World, lettings: pl.DataFrame) -> pl.DataFrame:
    """The rows of `core_lettings` as text, with `log`, for the lettings given."""
    who = people(dice, world, lettings)
    rows = lettings.join(about(who), on="log", maintain_order="left")
    for step in (_setup, _situation, _before, _allocation, _money):
        rows = rows.with_columns(**step(dice))
    kept = rows.with_columns(household_size=pl.col("size").cast(pl.String))
    columns = [name for name, dtype in kept.schema.items() if name not in lettings.columns and name not in _ABOUT]
    told = kept.select(
        "log", *columns, "landlord_code", tenancy_ref=tenancy_ref(), start_date=only(pl.col("renewed"), british("let_on"))
    )
    return told.join(described(who), on="log", maintain_order="left")


_ABOUT = ("size", "earners", "full_time", "unwell", "could_be_pregnant", "weekly", "lead_at")


def _setup(dice: Dice) -> dict[str, pl.Expr]:
    general = dice.pick("core tenancy", "log", {"2": 0.62, "4": 0.2, "8": 0.18})
    kind = pl.when("supported").then(dice.pick("core licence", "log", {"5": 0.3, "8": 0.7})).when("renewed").then(pl.lit("4"))
    tenancy = kind.otherwise(general)
    short = ~pl.col("renewed") & dice.happens("core short", "log", 0.02)
    return {
        "renewal": only(pl.col("renewed"), "1"),
        "declaration": pl.lit("1"),
        "starter_tenancy": only(pl.col("renewed"), "2").fill_null(dice.pick("core starter", "log", {"1": 0.4, "2": 0.6})),
        "tenancy_type": tenancy,
        "tenancy_length": only(tenancy == "4", pl.when(short).then(pl.lit("1")).otherwise(pl.lit(str(TERM)))),
        "not_due": only(dice.happens("core holder", "log", 0.006) & ~pl.col("renewed"), "holder"),
        "pays_charges": only(
            pl.col("supported"), pl.when(pays_nothing(dice, "tenancy")).then(pl.lit("1")).otherwise(pl.lit("0"))
        ),
    }


def _situation(dice: Dice) -> dict[str, pl.Expr]:
    forces = dice.pick("core forces", "log", {"2": 0.9, "1": 0.03, "4": 0.02, "5": 0.01, "3": 0.02, "6": 0.02})
    ill = pl.when("unwell").then(pl.lit("1")).otherwise(dice.pick("core illness", "log", {"1": 0.22, "2": 0.73, "3": 0.05}))
    pregnant = pl.when("could_be_pregnant").then(dice.pick("core pregnant", "log", {"1": 0.08, "2": 0.89, "3": 0.03}))
    need = dice.pick("core need", "log", NEEDED)
    return {
        **drawn(dice, ethnicity=ETHNICITY, nationality=NATIONALITY),
        "armed_forces": forces,
        "still_serving": only(forces == "1", dice.pick("core serving", "log", {"6": 0.2, "4": 0.3, "5": 0.45, "3": 0.05})),
        "service_injury": only(forces.is_in(["1", "4"]), dice.pick("core injury", "log", {"1": 0.1, "2": 0.8, "3": 0.1})),
        "pregnancy": pregnant.otherwise(pl.lit("2")),
        **{name: only(need == name, "1") for name in NEEDED},
        "long_term_illness": ill,
        **ticked(dice, "core affects", ill == "1", AFFECTED),
    }


def _before(dice: Dice) -> dict[str, pl.Expr]:
    new, moved = ~pl.col("renewed"), pl.col("transferred")
    known = dice.happens("core postcode known", "log", 0.8)
    elsewhere = new & ~moved & known & dice.happens("core from elsewhere", "log", 0.2)
    here = dice.pick("core years", "log", YEARS)
    preferred = dice.pick("core preference", "log", {"1": 0.55, "2": 0.3, "3": 0.15})
    tenure = pl.when(moved).then(pl.lit(OUR_TENURE)).otherwise(dice.pick("core tenure", "log", TENURES))
    letters = dice.pick("core inward", "log", dict.fromkeys(("1AA", "2BD", "3QT", "5XY", "7HL", "8NP"), 1.0))
    there = pl.when(elsewhere).then(pl.concat_str(pl.lit("TN24 "), letters)).otherwise(
        pl.concat_str(pl.col("postcode").str.split(" ").list.first(), letters, separator=" ")
    )  # fmt: skip
    return {
        "time_in_area": pl.when(elsewhere & dice.happens("core newcomer", "log", 0.5)).then(pl.lit("1")).otherwise(here),
        "time_waiting": only(new, dice.pick("core waiting", "log", {**YEARS, "13": 0.12})),
        "reason_for_leaving": pl.when("renewed").then(pl.lit("50")).otherwise(dice.pick("core reason", "log", REASONS)),
        "previous_tenure": only(new, tenure),
        "homelessness": pl.when(tenure.is_in(["14", "18", "39"]) & new).then(pl.lit("11")).otherwise(pl.lit("1")),
        "previous_postcode_known": only(new & ~moved, pl.when(known).then(pl.lit("1")).otherwise(pl.lit("2"))),
        "previous_postcode": only(new & ~moved & known, there),
        "previous_authority": only(new & ~moved & known, pl.when(elsewhere).then(pl.lit("E07000105")).otherwise("authority")),
        "reasonable_preference": preferred,
        **ticked(dice, "core because", preferred == "1", PREFERENCES),
    }


def _allocation(dice: Dice) -> dict[str, pl.Expr]:
    new, moved = ~pl.col("renewed"), pl.col("transferred")
    came = (
        pl.when(moved).then(pl.lit("6")).otherwise(dice.pick("core referral", "log", {"6": 0.6, "7": 0.15, "8": 0.2, "9": 0.05}))
    )
    by_council = dice.pick("core nominated", "log", {"1": 0.8, "4": 0.2})
    otherwise = dice.pick("core third", "log", {"6": 0.3, "7": 0.4, "8": 0.3})
    source = pl.when(moved).then(pl.lit("3")).when(came == "6").then(by_council).when(came == "7").then(otherwise)
    council = dice.pick("core agency", "log", {"1": 0.1, "4": 0.2, "9": 0.4, "10": 0.3})
    direct = dice.pick("core other agency", "log", {"11": 0.2, "14": 0.2, "18": 0.3, "20": 0.3})
    yes = {"1": 0.6, "2": 0.4}
    return {
        **drawn(dice, choice_based_lettings=yes, common_allocations_policy=yes, common_housing_register=yes),
        "accessible_register": dice.pick("core accessible", "log", {"1": 0.1, "2": 0.9}),
        "referral_association": only(new, came),
        "referral_source": only(new, source),
        "referral_agency": only(new, pl.when(source == "1").then(council).when(source == "7").then(direct)),
    }


def _money(dice: Dice) -> dict[str, pl.Expr]:
    known = dice.pick("core income known", "log", {"1": 0.8, "2": 0.12, "3": 0.08})
    often = dice.pick("core income often", "log", FREQUENCIES)
    week = pl.col("weekly") + dice.whole("core income", "log", -15, 60)
    sum_ = pl.when(often == "2").then(week * 52 // 12).when(often == "3").then(week * 52).otherwise(week)
    helped = dice.pick("core help", "log", {"1": 0.2, "6": 0.5, "9": 0.22, "3": 0.05, "10": 0.03})
    help_ = pl.when("full_time").then(pl.lit("9")).otherwise(helped)
    with_help = help_.is_in(["1", "6"])
    share = pl.when(with_help & pl.col("earners")).then(pl.lit("2")).when(with_help).then(pl.lit("1"))
    rest = dice.pick("core share", "log", {"2": 0.4, "3": 0.45, "4": 0.15})
    pays = (pl.col("pays_charges") != "1").fill_null(True)
    left = only(with_help & pays, dice.pick("core shortfall", "log", {"1": 0.3, "2": 0.5, "3": 0.2}))
    return {
        "income_known": known,
        "income_frequency": only(known == "1", often),
        "income": only(known == "1", sum_.cast(pl.String)),
        "housing_benefit": help_,
        "income_from_benefits": share.otherwise(rest),
        "shortfall": left,
        "shortfall_amount": only(
            left == "1", pl.concat_str(dice.whole("core left", "log", 5, 40).cast(pl.String), pl.lit(".50"))
        ),
    }
