"""The structural equation engine: lavaan syntax and arrays in, estimates out.

NumPy and SciPy only. ``fit`` is the way in.
"""

from cpsurvey.sem.fit import fit
from cpsurvey.sem.language.syntax import parse
from cpsurvey.sem.semfit import SemFit

__all__ = ["SemFit", "fit", "parse"]
