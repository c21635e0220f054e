"""Answers from known parameters: for dry runs, the demo, and tests of what is recovered."""

from cpsurvey.simulate.draw import PREFIX, Drawn, simulate
from cpsurvey.simulate.kpi import KPI_FILES, write_kpi
from cpsurvey.simulate.limesurvey import write_limesurvey

__all__ = ["KPI_FILES", "PREFIX", "Drawn", "simulate", "write_kpi", "write_limesurvey"]
