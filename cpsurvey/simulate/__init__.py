"""Answers from known parameters: for dry runs, the demo, and tests of what is recovered."""

from cpsurvey.simulate.draw import PREFIX, Drawn, simulate
from cpsurvey.simulate.kpi import write_kpi
from cpsurvey.simulate.limesurvey import write_limesurvey

__all__ = ["PREFIX", "Drawn", "simulate", "write_kpi", "write_limesurvey"]
