"""Pages: self-contained HTML in one calm style, filled from templates with everything escaped."""

from pipeline.pages.fill import fill, fingerprint

__all__ = ["fill", "fingerprint"]
