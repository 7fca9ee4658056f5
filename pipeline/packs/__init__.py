"""Recipient packs: what one recipient needs of a referral, and nothing else, each field with the reason why."""
