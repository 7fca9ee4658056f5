"""What the landlord knows to be shared by many people, and its allow-list file."""

CREDIT_UNION = ("089999", "12345670")
STAND_IN = "JY000102C"
SUPPORT_WORKER = "01632960777"
LANDLORD = ("201853", "73000012")

ALLOW_LIST = f"""# What many people share with good reason; honoured by the rules and listed in the run report.
[[account]]
sort_code = "{CREDIT_UNION[0]}"
account_number = "{CREDIT_UNION[1]}"
why = "pooled account of the credit union"

[[account]]
sort_code = "{LANDLORD[0]}"
account_number = "{LANDLORD[1]}"
why = "the landlord's own rent account"

[[telephone]]
number = "{SUPPORT_WORKER}"
why = "office of the floating support service"

[[nino]]
number = "{STAND_IN}"
why = "entered at sign-up until the number is known"
"""
"""The text of `allow.toml`."""
