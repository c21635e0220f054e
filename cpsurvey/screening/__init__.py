"""Who answered, and who answered carefully: verdicts on every respondent, before scoring."""

from cpsurvey.screening.verdicts import Rule, Stage, Verdicts, judge, only

__all__ = ["Rule", "Stage", "Verdicts", "judge", "only"]
