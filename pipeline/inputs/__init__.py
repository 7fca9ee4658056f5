"""What a run reads beside the extracts: files in which the landlord says something about them."""
