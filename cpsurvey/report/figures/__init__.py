"""Pictures of stored results, in two forms: SVG for screens, PNG for Word."""

from cpsurvey.report.figures.draw import answers, correlations, effects

__all__ = ["answers", "correlations", "effects"]
