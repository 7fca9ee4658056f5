"""The doors to identities: each asks for a named officer, and the trail says so before the vault is opened."""
