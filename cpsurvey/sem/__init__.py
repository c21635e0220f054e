"""The structural equation engine: lavaan syntax and arrays in, estimates out.

NumPy and SciPy only. ``fit`` is the way in.
"""

from cpsurvey.sem.fit import SemFit, fit
from cpsurvey.sem.syntax import parse

__all__ = ["SemFit", "fit", "parse"]
