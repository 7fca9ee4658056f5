"""The whole form of a letting in 2026/27."""

from pipeline.core.lettings_2026.form_household import NEEDS, PEOPLE
from pipeline.core.lettings_2026.form_setup import HOME, SETUP, TENANCY
from pipeline.core.lettings_2026.form_situation import MONEY, REFERRAL, SITUATION

FORM = (*SETUP, *HOME, *TENANCY, *PEOPLE, *NEEDS, *SITUATION, *REFERRAL, *MONEY)
