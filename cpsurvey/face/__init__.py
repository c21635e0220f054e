"""What a programmer or a notebook sees; ``cpsurvey`` itself lists it, the commands use it.

Pandas is loaded when a data frame is asked for, the numerics when something is fitted.
"""
