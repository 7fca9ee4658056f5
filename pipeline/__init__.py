"""What we do: the journey from extracts to referrals, stage by stage."""
