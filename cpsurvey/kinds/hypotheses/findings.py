"""What was found, for people who decide: a sentence, a size in points, how sure."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.hypotheses import words as w
from cpsurvey.kinds.hypotheses.data import Hypotheses, Hypothesis
from cpsurvey.kinds.hypotheses.naming import name_of, title
from cpsurvey.report.document import Text
from cpsurvey.report.manager_words import SURE, Sure
from cpsurvey.report.words import Words

FOUND = ("supported", "as_expected")
BEYOND = (*FOUND, "opposite", "not_robust")


def told(data: Hypotheses, words: Words) -> Iterator[Text]:
    """One line per hypothesis that was judged; the others in one line at the end."""
    for one in data.hypotheses:
        if one.verdict in w.PLAIN:
            size = _size(one, words)
            said = words(
                w.PLAIN[one.verdict],
                title=title(one, words),
                size=f" ({size})" if size else "",
                sure=words(SURE[sure(one)]),
            )
            yield Text(said)
    left = [title(one, words) for one in data.hypotheses if one.verdict not in w.PLAIN]
    if left:
        yield Text(words(w.PLAIN_LEFT, names=words.semicolon.join(left)), "note")


def sure(one: Hypothesis) -> Sure:
    """By the whole interval, and by what the other declared specifications say."""
    if one.verdict not in BEYOND:
        return "open"
    agree = [found.agrees for found in one.specifications]
    return "sure" if one.verdict != "not_robust" and agree and all(agree) else "fair"


def _size(one: Hypothesis, words: Words) -> str:
    """The first effect in points of its scales, where the hypothesis holds and it has some."""
    first = one.tests[0]
    if one.verdict not in FOUND or first.points is None:
        return ""
    points = words.number(first.points, "dec2")
    return words(w.IN_POINTS, name=name_of(first, words, units=False), points=points)
