"""What the upload checks of ticks that go together: access needs, illness, reasonable preference."""

from dataclasses import replace

from pipeline.core.conditions import all_of, among, any_of, count_of
from pipeline.core.lettings_2026 import states
from pipeline.core.lettings_2026.form_household import EFFECTS
from pipeline.core.lettings_2026.ticks import blaming_ticked, ticked, told, untold
from pipeline.core.rules import Rule, cell

_KINDS = ("needs_wheelchair_throughout", "needs_wheelchair_essential", "needs_level_access")
_NEEDS = (*_KINDS, "needs_other_access")
_NONE, _UNKNOWN = "needs_no_access", "needs_not_known"
BOXES = (*_NEEDS, _NONE, _UNKNOWN)
"""The boxes about access needs, one of which at least is to be ticked."""

_SOME = any_of([ticked(name) for name in _NEEDS])

_ACCESS = (
    Rule(
        "no_needs_and_unknown",
        "Access needs are said to be none and not known at once: keep one.",
        (_NONE, _UNKNOWN),
        ticked(_NONE) & ticked(_UNKNOWN),
    ),
    *blaming_ticked(
        Rule(
            "needs_unknown_and_some", "Access needs are said to be not known, yet some are ticked.", (), ticked(_UNKNOWN) & _SOME
        ),
        (_UNKNOWN, *_NEEDS),
    ),
    *blaming_ticked(
        Rule("no_needs_and_some", "Access needs are said to be none, yet some are ticked.", (), ticked(_NONE) & _SOME),
        (_NONE, *_NEEDS),
    ),
    *blaming_ticked(
        Rule(
            "several_access_needs",
            "Only one of the three kinds of access can be ticked: keep the fullest.",
            (),
            count_of([ticked(name) for name in _KINDS]) > 1,
        ),
        _KINDS,
    ),
    Rule(
        "access_needs_missing",
        "Nothing is said of access needs: tick what is needed, none, or not known.",
        (_NONE, *_NEEDS),
        all_of([untold(name) for name in BOXES]),
    ),
)

_ILL = among(cell("long_term_illness"), 1)
_ILLNESS = (
    *blaming_ticked(
        Rule("effects_without_illness", "An effect is ticked though no long-term condition is told.", (), ~_ILL), EFFECTS
    ),
    Rule(
        "effects_missing",
        "A long-term condition is told: tick at least one way in which it affects the person.",
        EFFECTS,
        _ILL & all_of([untold(effect) for effect in EFFECTS]),
    ),
)

_REASONS = states.PREFERENCES
_UNDECIDED = Rule(
    "preference_reason_undecided",
    "A reason for the preference is ticked, and that it is not known: keep one.",
    ("preference_not_known",),
    states.PREFERENCE_UNDECIDED,
)
_PREFERENCE = (
    _UNDECIDED,
    *blaming_ticked(replace(_UNDECIDED, blames=()), _REASONS[:-1]),
    Rule(
        "preference_reason_missing",
        "Reasonable preference was given: tick at least one reason, or that it is not known.",
        _REASONS,
        among(cell("reasonable_preference"), 1) & all_of([untold(reason) for reason in _REASONS]),
    ),
    *(
        Rule("preference_reason_refused", "Write 1, 0 or nothing.", (reason,), told(reason) & ~among(cell(reason), 0, 1))
        for reason in _REASONS
    ),
)

RULES = (*_ACCESS, *_ILLNESS, *_PREFERENCE)
