"""Export files, read through the codebook; `readers/` has one file per platform."""

from __future__ import annotations

from cpsurvey.intake.read import Reading, Through, read, reading

__all__ = ["Reading", "Through", "read", "reading"]
