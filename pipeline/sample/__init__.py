"""A made-up Kent landlord's extracts with known truth, to try the program on and to measure it by.

Every person, number and address in it is invented. National Insurance numbers have the form of real ones, or no validator would
take them: prefixes that may be issued, and six digits and a suffix out of arithmetic on the person's number. Telephones are those
that Ofcom keeps for drama, and numbers around them that are allocated to nobody; e-mail is at example.org; bank accounts have
invented sort codes. Towns are invented too, but stand on real Kentish outward codes, so a postcode may exist: with other houses.
"""

from pipeline.sample.landlord import Landlord, make_landlord
from pipeline.sample.write import write_landlord, write_sample

__all__ = ["Landlord", "make_landlord", "write_landlord", "write_sample"]
