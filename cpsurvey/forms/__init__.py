"""Definitions of questionnaires in other tools' formats, and the draft made of one.

``formats/`` has one file per format; each reads a definition into a `Form`. A draft is the
text of a questionnaire file, with the evidence of every guess beside it as a comment.
"""
