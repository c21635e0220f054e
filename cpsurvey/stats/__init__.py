"""Psychometrics: arrays in, frozen dataclasses out; NumPy and SciPy only."""
