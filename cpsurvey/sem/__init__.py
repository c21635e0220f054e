"""The structural equation engine: lavaan syntax and arrays in, estimates out.

NumPy and SciPy only. ``fit`` is the way in.
"""

from cpsurvey.sem.fit import fit
from cpsurvey.sem.semfit import SemFit
from cpsurvey.sem.syntax import parse

__all__ = ["SemFit", "fit", "parse"]
