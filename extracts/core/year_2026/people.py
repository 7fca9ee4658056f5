"""The answers about people that lettings and sales of 2026/27 share, each a closed list."""

from extracts.core.kinds import choice, coded
from extracts.core.year_2026.nationalities import NATIONALITIES

SEX = choice("sex", {"F": "female", "M": "male", "R": "would not say"})
GENDER_SAME = choice("gender_same", {"1": "the same", "2": "another", "3": "would not say"})
PARTNER = choice("partner", {"1": "partner of the lead", "2": "no partner of the lead", "3": "would not say"})
NATIONALITY = coded("nationality", "ISO 3166 number of the country: 826 the United Kingdom, 0 would not say", NATIONALITIES)
ETHNICITY = choice(
    "ethnicity",
    {
        "1": "White: British", "2": "White: Irish", "18": "White: Gypsy or Irish Traveller", "20": "White: Roma",
        "3": "White: other", "4": "Mixed: White and Black Caribbean", "5": "Mixed: White and Black African",
        "6": "Mixed: White and Asian", "7": "Mixed: other", "8": "Asian: Indian", "9": "Asian: Pakistani",
        "10": "Asian: Bangladeshi", "15": "Asian: Chinese", "11": "Asian: other", "12": "Black: Caribbean",
        "13": "Black: African", "14": "Black: other", "19": "Arab", "16": "another group", "17": "would not say",
    },
)  # fmt: skip
ADULT_WORK = {
    "1": "in work, 30 hours or more", "2": "in work, fewer than 30 hours", "3": "government training", "4": "seeking work",
    "5": "retired", "6": "not seeking work", "7": "full-time student", "8": "unable to work, long-term sick or disabled",
    "0": "something else", "10": "would not say",
}  # fmt: skip
WORK = choice("work", ADULT_WORK)
WORK_OR_CHILD = choice("work_or_child", ADULT_WORK | {"9": "child under 16"})
