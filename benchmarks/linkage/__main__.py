"""The evaluation of linkage: `make evaluate`, or `.venv/bin/python -m benchmarks.linkage [--homes 1500] [--quick]`.

Measures pseudonyms beside clear text on the made-up landlord (three seeds at three levels of errors) and on the public sets,
prints what it found, and writes tables and a picture into docs/linkage.md. `--quick` takes one seed and writes nothing.
"""

import argparse
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from benchmarks.linkage import page, public, slices, worth
from benchmarks.linkage.known import Known
from benchmarks.linkage.landlord import landlord
from benchmarks.linkage.models import BARE, MODELS, PSEUDONYMS, Measured, Ready, measured, ready

SEEDS = (11, 12, 13)
ERRORS = ("low", "usual", "high")
CENSUS = "simulated US census"
WORTH_ON = (f"landlord, errors usual, seed {SEEDS[0]}",)
WIDTH = 160


def sets(homes: int, quick: bool) -> dict[str, Callable[[], Known]]:
    """What to measure on: what makes each set, by name."""
    made: dict[str, Callable[[], Known]] = {}
    for errors in ERRORS:
        for seed in SEEDS[: 1 if quick else None]:
            made[f"landlord, errors {errors}, seed {seed}"] = lambda e=errors, s=seed: landlord(homes, s, e)
    if public.there():
        made |= {name: lambda n=name: public.febrl(n) for name in public.FEBRL}
        made[CENSUS] = public.census
    return made


def steps(homes: int, quick: bool) -> Iterator[tuple[str, Ready | None, str]]:
    """Each set with each model, in order; the set is made ready once."""
    for name, make in sets(homes, quick).items():
        one = ready(make())
        for model in MODELS:
            yield name, one, model


def shown(results: list[Measured]) -> Table:
    """The table at the keyboard, with times, which the page leaves out."""
    told = Table("set", "model", "records", "true", "ceiling", "best F1", "own F1", "P .95", "R .95", "prepare s", "link s")
    for one in results:
        scores = (one.ceiling, one.best.f1, one.own.f1, one.sure.precision, one.sure.recall)
        numbers = [f"{n:,}" for n in (one.records, one.true)] + [f"{score:.4f}" for score in scores]
        told.add_row(one.set_name, one.model, *numbers, f"{one.preparing:.2f}", f"{one.linking:.2f}")
    return told


def hard_and_alike(known: dict[str, Ready], results: list[Measured]) -> str:
    """The slices, over the landlords with usual errors together: hard true pairs, pairs that look alike, and naming cultures."""
    ours = {one.set_name: one for one in results if one.model == PSEUDONYMS}
    usual = [name for name in known if "errors usual" in name]
    found = [slices.recall_by_slice(ours[n].pairs, known[n].truth, known[n].people) for n in usual]
    false = [slices.false_by_slice(ours[n].pairs, known[n].people) for n in usual]
    every = [name for name in known if name.startswith("landlord")]
    cultures = [slices.false_by_culture(ours[n].pairs, known[n].people) for n in every]
    parts = (slices.pooled(found), slices.added(false, "slice"), slices.rated(slices.added(cultures, "culture")))
    titles = ("True pairs that are hard to find", "Two people who look like one", "False links by naming culture")
    return "\n\n".join(f"### {title}\n\n{page.sliced(part)}" for title, part in zip(titles, parts, strict=True))


def main() -> None:
    """Measure, print, and write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--homes", type=int, default=1500)
    options.add_argument("--quick", action="store_true")
    chosen = options.parse_args()
    console, results, known, losses = Console(width=WIDTH), [], {}, {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("sets", total=len(sets(chosen.homes, chosen.quick)) * len(MODELS))
        for name, one, model in steps(chosen.homes, chosen.quick):
            progress.update(task, description=f"{name}: {model}")
            known[name] = one
            results.append(measured(one, model))
            progress.advance(task)
        if not chosen.quick:
            losses = leave_one_out(known, results, progress)
    console.print(shown(results))
    if losses:
        page.write(block(known, results, losses), page.picture(results, (*WORTH_ON, CENSUS)))
        console.print(f"written: {page.PAGE}, {page.PICTURE}")


def leave_one_out(known: dict[str, Ready], results: list[Measured], progress: Progress) -> dict[str, dict[str, float | None]]:
    """F1 lost without each disguise, by set."""
    whole = {one.set_name: one.best.f1 for one in results if one.model == PSEUDONYMS}
    on = [name for name in WORTH_ON if name in known]
    task = progress.add_task("disguises", total=len(on) * len(worth.DISGUISES))
    losses: dict[str, dict[str, float | None]] = {}
    for disguise in worth.DISGUISES:
        for name in on:
            progress.update(task, description=f"without {disguise}")
            losses.setdefault(disguise, {})[name] = worth.lost_without(known[name], disguise, whole[name])
            progress.advance(task)
    return losses


def block(known: dict[str, Ready], results: list[Measured], losses: dict[str, dict[str, float | None]]) -> str:
    """The measured part of the page."""
    parts = {
        "Accuracy": page.accuracy(results),
        "Against clear text": page.verdict(results, BARE),
        "Probabilities as predicted and as seen, all landlords": page.summed_calibration(results),
    }
    told = [f"### {title}\n\n{text}" for title, text in parts.items()]
    return "\n\n".join([*told, hard_and_alike(known, results), f"### What each disguise is worth\n\n{page.worth_table(losses)}"])


if __name__ == "__main__":
    main()
