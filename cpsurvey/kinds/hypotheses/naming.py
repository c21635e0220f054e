"""What the numbers of a hypothesis are called, and how tables have them."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.hypotheses import words as w
from cpsurvey.kinds.hypotheses.data import Evidence, Hypothesis, Specification
from cpsurvey.report.words import Words


def name_of(test: Evidence, words: Words, *, units: bool = True) -> str:
    """The number a test is about, in words; with `units`, whether it is standardised."""
    own = f"target.{test.analysis}.{test.name}"
    name = words.label(own) if own in words.known else _name(test, words)
    return words(w.STANDARDISED, name=name) if test.standardised and units else name


def _name(test: Evidence, words: Words) -> str:
    if test.named == "path":
        for sign in ("=~", "~~", "~"):
            left, found, right = test.name.partition(sign)
            if found:
                ends = [words.label(left.strip()), words.label(right.strip())]
                if sign == "~":
                    ends.reverse()
                return f" {'↔' if sign == '~~' else '→'} ".join(ends)
    if test.name not in words.known:
        stem, _, part = test.name.rpartition(".")
        if part in w.PARTS:
            return words(w.PARTS[part], name=words.label(stem))
        if test.name in w.OWN:
            return words(w.OWN[test.name])
    if test.named == "scale":
        return words(w.SCALE, scale=test.name)
    return words.label(test.name)


def title(one: Hypothesis, words: Words) -> str:
    """What a hypothesis says."""
    return words.label(f"hypothesis.{one.id}")


def of_test(test: Evidence | None, name: str) -> object:
    """A number of a test; blank in other lines and where nothing was tested."""
    value = None if test is None or test.est is None else getattr(test, name)
    return "" if value is None else value


def other(one: Hypothesis, section: str, found: Specification, words: Words) -> str:
    """What a specification or a rival is called: by its label, else by its first number."""
    key = f"{section}.{one.id}.{found.place}"
    return words.label(key) if key in words.known else name_of(found.tests[0], words)


def why(one: Hypothesis, words: Words) -> Iterator[str]:
    """Why nothing was found, and whether there is surely nothing that matters."""
    smallest = None if one.smallest is None else words.number(one.smallest, "dec2")
    if one.why:
        yield words(w.WHY[one.why], smallest=smallest)
    unsure = [test.smaller for test in one.tests if test.ci and not test.ci.apart]
    if one.verdict == "not_supported" and smallest and unsure:
        phrase = w.SMALLER if all(unsure) else w.CANNOT_TELL
        yield words(phrase, smallest=smallest)
