"""The run report: self-contained HTML on the quality of the data, the linking, the referrals and the run; no identities."""

from pipeline.report.render import render

__all__ = ["render"]
