"""The National Fraud Initiative: files in its layout with every check before upload, and the matches that it sends back."""
