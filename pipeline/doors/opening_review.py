"""The door back from a clerical review: an officer's answers become figures and a model learnt anew; nothing is put in force."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.clerical import Review, clerical_pairs, read_answers, relearnt, reviewed
from pipeline.doors.opening import Opening, identities, unlocked
from pipeline.errors import Refused
from pipeline.officer.comma_separated import harmless
from pipeline.private_files import write_private
from pipeline.run_record import PRODUCT, as_json, product_version, read_record

FORMAT = 1
"""The form of a model file; a change of it that an older program could not read gets another number."""
KEPT = ("prior", "household_stratum", "household_prior", "threshold")
"""What a model file has from the run as it was; it stands where a run record has it, so that `match` reads both alike."""


@dataclass(frozen=True)
class Reviewed:
    """What reading the answers came to: the review's figures, and where the model learnt anew lies."""

    review: Review
    answers: int
    model: Path


def _model(record: dict[str, Any], parameters: list[dict[str, Any]], review: Review, answers: pl.DataFrame) -> dict[str, Any]:
    yes = int(answers["same"].sum())
    figures = {
        "answers": {"yes": yes, "no": answers.height - yes},
        "in_force": asdict(review.in_force),
        "strata": [asdict(one) for one in review.strata],
    }
    linkage = record["linkage"]
    made = {"format": FORMAT, "product": PRODUCT, "version": product_version(), "snapshot": record["snapshot"]}
    model = {name: linkage[name] for name in KEPT} | {"parameters": parameters}
    return made | {"linkage": model, "review": figures}


def read_review(opening: Opening, answered: Path, wanted: float, key: Path | None) -> Reviewed:
    """The figures of a review whose answers stand in the file `answered`, and a model file beside the exercise (OUT-model.json).

    Raises what `read_answers` does, and Refused where nothing is answered; nothing is written then.
    """
    record = read_record(opening.out)
    vault = unlocked(opening, record, key, "read the answers of a clerical review", 0)
    candidates = vault.table("candidates")
    answers = read_answers(answered, harmless(clerical_pairs(candidates, identities(vault))), candidates)
    if answers.is_empty():
        raise Refused(f"{answered.name}: no pair is answered; write yes or no under same_person")
    review = reviewed(candidates, answers, record["linkage"]["threshold"], wanted)
    parameters = relearnt(candidates, answers, record["linkage"])
    model = opening.out.with_name(f"{opening.out.name}-model.json")
    write_private(model, as_json(_model(record, parameters, review, answers)).encode("utf-8"))
    return Reviewed(review, answers.height, model)
