"""A study's models for lavaan: answers or moments, a script in R, and the printed numbers.

`call.py` has what one model is fitted to and how, `answers.py` the columns of all of them,
`names.py` and `text.py` say it so that R reads it, `script.py` writes the files.
"""
