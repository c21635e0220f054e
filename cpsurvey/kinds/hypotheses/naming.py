"""What the number of a test is called, in the table and the picture."""

from __future__ import annotations

from cpsurvey.kinds.hypotheses import words as w
from cpsurvey.kinds.hypotheses.data import Evidence
from cpsurvey.report.words import Words


def name_of(test: Evidence, words: Words) -> str:
    """The number a test is about, in words."""
    if test.named == "path":
        for sign in ("=~", "~~", "~"):
            left, found, right = test.name.partition(sign)
            if found:
                ends = [words.label(left.strip()), words.label(right.strip())]
                if sign == "~":
                    ends.reverse()
                return f" {'↔' if sign == '~~' else '→'} ".join(ends)
    if test.named == "scale":
        return words(w.SCALE, scale=test.name)
    return words.label(test.name)
