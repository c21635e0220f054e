"""From stored results to files people read; nothing is fitted here."""

from __future__ import annotations

from cpsurvey.report.write import ready, write_report

__all__ = ["ready", "write_report"]
