"""The structural equation engine: lavaan syntax and arrays in, estimates out.

NumPy and SciPy only. ``cpsurvey.sem.fit.fit`` is the way in. Nothing is imported here: what
only reads a model's text (`cpsurvey.sem.language`) does without SciPy.
"""
