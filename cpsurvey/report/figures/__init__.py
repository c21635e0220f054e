"""Pictures of stored results, in two forms: SVG for screens, PNG for Word."""

from cpsurvey.report.figures.answers import answers
from cpsurvey.report.figures.draw import correlations, effects

__all__ = ["answers", "correlations", "effects"]
