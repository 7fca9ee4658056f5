"""All the extracts there are, in the order in which they are read and reported."""

from extracts.benefit import BENEFIT_AWARD, BENEFIT_PAYMENT
from extracts.holdings import OWNERSHIP, SHORT_LET
from extracts.optional import DECEASED, HOUSEHOLD_EVENT, RESIDENCY, RIGHT_TO_BUY, WAITING_LIST
from extracts.rent import RENT_ACCOUNT, RENT_TRANSACTION
from extracts.tenancy import PARTNER_TENANCY, TENANCY

EXTRACTS = {
    extract.name: extract
    for extract in (
        TENANCY,
        RENT_ACCOUNT,
        RENT_TRANSACTION,
        BENEFIT_AWARD,
        BENEFIT_PAYMENT,
        DECEASED,
        RESIDENCY,
        WAITING_LIST,
        RIGHT_TO_BUY,
        PARTNER_TENANCY,
        HOUSEHOLD_EVENT,
        OWNERSHIP,
        SHORT_LET,
    )
}
