"""How often sources get a person wrong: shares of all rows, extract by extract."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Rates:
    """How often each slip happens to a row of one extract; shares of the rows that it can happen to."""

    typed_wrong: float = 0.02
    nickname: float = 0.02
    transliterated: float = 0.25
    initial_only: float = 0.0
    middle_left_out: float = 0.45
    middle_initial: float = 0.3
    former_surname_used: float = 0.06
    part_of_surname: float = 0.12
    surnames_turned: float = 0.05
    fields_swapped: float = 0.002
    birth_missing: float = 0.01
    birth_default: float = 0.003
    birth_swapped: float = 0.006
    birth_slip: float = 0.01
    nino_missing: float = 0.2
    nino_placeholder: float = 0.003
    nino_slip: float = 0.01
    nino_spaced: float = 0.05
    contact_missing: float = 0.3

    def times(self, factor: float) -> "Rates":
        """The same rates, all more or less often, never above 0.9."""
        return Rates(**{one.name: min(0.9, getattr(self, one.name) * factor) for one in fields(self)})


LEVELS = {"low": 0.4, "usual": 1.0, "high": 2.2}
"""What the levels of errors do to the rates."""

BY_EXTRACT = {
    "tenancy": Rates(nino_missing=0.34, birth_missing=0.02, nickname=0.03, nino_placeholder=0.006),
    "benefit_award": Rates(nino_missing=0.03, nino_placeholder=0.002, nickname=0.01, middle_left_out=0.6, contact_missing=0.6),
    "deceased": Rates(nino_missing=0.4, birth_missing=0.03, middle_left_out=0.15, middle_initial=0.1),
    "residency": Rates(birth_missing=0.2, initial_only=0.04, typed_wrong=0.03, middle_left_out=0.6),
    "waiting_list": Rates(nino_missing=0.2, nickname=0.06, typed_wrong=0.03, contact_missing=0.15),
    "right_to_buy": Rates(nino_missing=0.1, middle_left_out=0.2),
    "ownership": Rates(birth_missing=0.15, typed_wrong=0.01, middle_left_out=0.1, middle_initial=0.05),
    "short_let": Rates(),
    "partner_tenancy": Rates(nino_missing=0.3, typed_wrong=0.03, birth_missing=0.03),
}
"""A council that pays knows the number; a landlord that let a home long ago often doesn't. Invented, in likely proportions."""
