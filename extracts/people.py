"""The columns by which an extract names a person and a place; every extract of people declares the ones it has."""

from extracts.contract import Field, Presumed, Use
from extracts.kinds import address, date, email, flag, name, nino, postcode, telephone, text, uprn


def _identifier(column: str, kind: object, meaning: str, aliases: tuple[str, ...], required: bool = False) -> Field:
    return Field(column, kind, Use.IDENTIFIER, meaning, required, aliases)  # type: ignore[arg-type]


TITLE = Field("title", text.TITLE, Use.SHOWN, "Mr, Mrs, Dr ...", aliases=("salutation", "name_title"))
FORENAME = _identifier(
    "forename",
    name.FORENAME,
    "First given name, with initials or middle names where the source has no column for them. Blank or a dot is accepted where "
    "the row has a surname and a birth date or National Insurance number",
    ("forename(s)", "first_name", "first_names", "given_name", "given_names", "christian_name", "christian_names", "fore_name"),
    True,
)
MIDDLE_NAMES = _identifier(
    "middle_names",
    name.MIDDLE_NAMES,
    "Other given names or initials",
    ("middle_name", "middle_name(s)/initial(s)", "middle_initial", "other_names", "second_forename"),
)
SURNAME = _identifier("surname", name.SURNAME, "Family name", ("last_name", "family_name", "sur_name"), True)
FORMER_SURNAME = _identifier(
    "former_surname",
    name.FORMER_SURNAME,
    "An earlier family name",
    ("previous_surname", "maiden_name", "birth_surname", "aka_surname"),
)
DATE_OF_BIRTH = _identifier(
    "date_of_birth",
    date.BIRTH,
    "Date of birth; defaults count as unknown",
    ("dob", "birth_date", "d_o_b", "date_birth", "born_on", "birthday"),
)
NINO = _identifier(
    "nino",
    nino.NINO,
    "National Insurance number",
    (
        "national_insurance_number",
        "ni_number",
        "ni_no",
        "nat_ins_no",
        "national_insurance_no",
        "national_insurance",
        "nat_ins",
        "ni",
    ),
)
HOME_TELEPHONE = _identifier(
    "home_telephone", telephone.TELEPHONE, "Landline", ("home_telephone_number", "home_phone", "telephone", "phone", "landline")
)
MOBILE = _identifier(
    "mobile", telephone.TELEPHONE, "Mobile telephone", ("mobile_telephone_number", "mobile_number", "mobile_phone", "cell_phone")
)
EMAIL = _identifier("email", email.EMAIL, "E-mail address", ("e_mail_address", "email_address", "e_mail"))
UPRN = _identifier(
    "uprn", uprn.UPRN, "Unique Property Reference Number, up to 12 digits", ("unique_property_reference_number", "uprn_number")
)
POSTCODE = _identifier(
    "postcode", postcode.POSTCODE, "Postcode", ("post_code", "postal_code", "pcode", "zip", "zip_code", "address_postcode"), True
)
RESTRICTED = Field(
    "restricted",
    flag.FLAG,
    Use.FACT,
    "Protected address, fleeing violence or safeguarding: never scored. Any value but a plain no (blank, N, no, false, 0) "
    "protects",
    aliases=(
        "protected", "sensitive", "restricted_case", "restricted_y_n", "restricted_yes_no", "restricted_flag",
        "restricted_record", "restricted_address", "restricted_access", "is_restricted", "restriction", "restrictions",
        "protected_y_n", "protected_flag", "protected_address", "is_protected", "sensitive_y_n", "sensitive_flag",
        "sensitive_case", "sensitive_record", "confidential", "confidential_address", "address_confidential",
        "do_not_disclose", "do_not_disclose_address", "non_disclosure", "safeguarding", "safeguarding_flag",
        "safeguarding_marker", "dv", "dv_flag", "domestic_violence", "domestic_abuse", "domestic_abuse_flag",
        "fleeing_violence",
    ),
    presumed=Presumed(value=True, words="taken as restricted"),
)  # fmt: skip


def address_lines(required: bool = True) -> tuple[Field, ...]:
    """The four address lines, of which only the first must be there (the others may be blank or missing)."""
    return tuple(
        _identifier(
            f"address_line_{n}",
            address.LINE,
            f"Line {n} of the address",
            (f"address{n}", f"address_{n}", f"addr{n}", f"add{n}", f"addressline{n}"),
            required and n == 1,
        )
        for n in range(1, 5)
    )


NAMES = (TITLE, FORENAME, MIDDLE_NAMES, SURNAME)
CONTACTS = (HOME_TELEPHONE, MOBILE, EMAIL)
