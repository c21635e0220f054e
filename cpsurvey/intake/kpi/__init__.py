"""Files of objective indicators, read as the study declares them."""

from cpsurvey.intake.kpi.read import read

__all__ = ["read"]
