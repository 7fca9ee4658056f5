"""`mapping.toml`: how a landlord's exports become the extracts of the contract."""

from pipeline.inputs.mapping.coverage import refuse_uncovered
from pipeline.inputs.mapping.model import (
    BLANK,
    MAPPING_FILE,
    OTHERWISE,
    Address,
    DebitCredit,
    Mapping,
    Name,
    OneRowPer,
    Reckoned,
    Source,
)
from pipeline.inputs.mapping.reading import columns_of, mapping_from, read_mapping
from pipeline.inputs.mapping.writing import as_toml

__all__ = [
    "BLANK",
    "MAPPING_FILE",
    "OTHERWISE",
    "Address",
    "DebitCredit",
    "Mapping",
    "Name",
    "OneRowPer",
    "Reckoned",
    "Source",
    "as_toml",
    "columns_of",
    "mapping_from",
    "read_mapping",
    "refuse_uncovered",
]
