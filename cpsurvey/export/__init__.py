"""A study's scored data for other programs: columns, codebook, moments, one file per format.

What is made here is of single people: it goes into private files alone (`batch/private.py`).
"""
