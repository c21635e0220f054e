"""One file per kind of analysis; `run` checks and does what a study asks for."""

from __future__ import annotations

from cpsurvey.analysis.run import Planned, analyse, not_done, plan, unsound

__all__ = ["Planned", "analyse", "not_done", "plan", "unsound"]
