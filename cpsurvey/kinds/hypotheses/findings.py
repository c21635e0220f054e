"""What was found, for people who decide: a sentence, a size in points, how sure."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.hypotheses import words as w
from cpsurvey.kinds.hypotheses.data import Hypotheses, Hypothesis
from cpsurvey.kinds.hypotheses.judge import found
from cpsurvey.kinds.hypotheses.naming import name_of, title
from cpsurvey.report.document import Text
from cpsurvey.report.known import Number, below
from cpsurvey.report.manager_words import SURE, Sure
from cpsurvey.report.words import Phrase, Words

FOUND = ("supported", "as_expected")
BEYOND = (*FOUND, "opposite", "not_robust")


def told(data: Hypotheses, words: Words) -> Iterator[Text]:
    """One line per hypothesis that was judged; the others in one line at the end."""
    for one in data.hypotheses:
        if one.verdict in w.PLAIN:
            size = _size(one, words)
            said = words(
                _phrase(one, w.PLAIN[one.verdict], data.alpha),
                title=title(one, words),
                size=f" ({size})" if size else "",
                sure=words(SURE[sure(one, data.alpha)]),
            )
            yield Text(said)
    left = [title(one, words) for one in data.hypotheses if one.verdict not in w.PLAIN]
    if left:
        yield Text(words(w.PLAIN_LEFT, names=words.semicolon.join(left)), "note")


def _phrase(one: Hypothesis, usual: Phrase, alpha: Number) -> Phrase:
    """What the verdict is in plain words, or which way round it is not robust or not found."""
    if _apart(one, alpha):
        return w.PLAIN_APART
    contrary = one.verdict == "not_robust" and one.side == "opposite" and found(one, alpha)
    return w.PLAIN_CONTRARY if contrary else usual


def _apart(one: Hypothesis, alpha: Number) -> bool:
    """Whether every part of it is beyond chance, and they go different ways."""
    return one.why == "directions" and below(one.pvalue_holm, alpha)


def sure(one: Hypothesis, alpha: Number) -> Sure:
    """By the whole interval, and by what the other declared specifications say.

    Where they alone found something, chance could do it: that is not robust either.
    """
    if _apart(one, alpha):
        return "fair"
    if one.verdict not in BEYOND or not found(one, alpha):
        return "open"
    agree = [other.agrees for other in one.specifications]
    return "sure" if one.verdict != "not_robust" and agree and all(agree) else "fair"


def _size(one: Hypothesis, words: Words) -> str:
    """The first effect in points of its scales, where the hypothesis holds and it has some."""
    first = one.tests[0]
    if one.verdict not in FOUND or first.points is None:
        return ""
    points = words.number(first.points, "dec2")
    return words(w.IN_POINTS, name=name_of(first, words, units=False), points=points)
