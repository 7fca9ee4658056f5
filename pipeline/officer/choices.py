"""What an officer may put down about a referral: where it stands and what came of it. The machine never sets an outcome."""

STATUSES = ("unreviewed", "triaged", "enquiry", "with the council or DWP", "safeguarding", "closed")
OUTCOMES = (
    "no issue – explained",
    "no issue – wrong person",
    "record corrected",
    "error – overpayment",
    "tenancy misuse found",
    "fraud proven",
    "already known",
    "insufficient resource",
)
