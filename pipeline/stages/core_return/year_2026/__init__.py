"""The drafts of 2026/27: how that year's form is filled from the landlord's records."""
