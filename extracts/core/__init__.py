"""What the CORE return is made of: extracts in a catalogue of their own, which no matching stage knows.

Special categories of personal data are declared here and nowhere else.
"""
