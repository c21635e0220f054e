"""Every claim by every kind of evidence (T24), divergence first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import get_args

from cpsurvey.kinds.joint import words as w
from cpsurvey.kinds.joint.data import Claim, Joint, Number, Said, Verdict
from cpsurvey.report import columns as c
from cpsurvey.report.chapter import Block, Pages, Study, caveats
from cpsurvey.report.document import Text
from cpsurvey.report.rounding import DASH, Kind
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result

WHOLE_HOURS = 100
"""Hours observed from which on they are told whole."""


def short(result: Result[Joint], words: Words) -> Iterator[str]:
    """Where kinds of evidence diverge, then where they converge."""
    for verdict in get_args(Verdict):
        for against in (False, True):
            some = [one for one in result.data.of(verdict) if one.denied is against]
            names = [short_name(one, words) for one in some]
            if names and verdict != "silent":
                phrase = w.DENIED if against else w.IN_SHORT[verdict]
                yield words(phrase, names=names)


def short_name(one: Claim, words: Words) -> str:
    """A claim by its id, a way of helping by its sentence."""
    return one.id if one.mode is None else words(w.WAYS[one.mode])


def show(results: Sequence[Result[Joint]], words: Words, study: Study) -> list[Block]:
    """One table for each display."""
    blocks: list[Block] = []
    for result in results:
        blocks += caveats(result, words)
        if result.done:
            blocks.append(table(result.data, words, study["k"]))
    return blocks


def table(data: Joint, words: Words, k: int) -> Table:
    """T24: one line per claim."""

    def said(one: Claim) -> str:
        codes = words.semicolon.join(_code(code, words, k) for code in one.said)
        if not codes or one.mode is not None:  # segments do not say that a way is the main one
            return codes or DASH
        return words(w.WITH_CODES, codes=codes, says=words(w.SAYS[one.says]))

    def verdict(one: Claim) -> str:
        found = words(w.VERDICTS[one.verdict])
        return f"{found}, {words(w.SIDES['against'])}" if one.denied else found

    def strength(one: Claim) -> str:
        of = {"strength": one.strength, "strands": one.strands}
        return words(w.OF_STRANDS, **of) if one.strands else DASH

    def comment(one: Claim) -> str:
        if not one.signed:
            return DASH
        return words(w.SIGNED, comment=words.pick(one.comment), signed=one.signed)

    columns: list[c.Column[Claim]] = [
        c.Column("claim", w.CLAIM, "text", at=lambda one: _claim(one, words)),
        c.Column("verdict", w.VERDICT, "text", at=verdict),
        c.Column("survey", w.SURVEY, "text", at=lambda one: _number(one.survey, words)),
        c.Column("indicators", w.INDICATORS, "text", at=lambda o: _number(o.indicators, words)),
        c.Column(
            "observation", w.OBSERVATION, "text", at=lambda o: _number(o.observation, words)
        ),
        c.Column("said", w.SAID, "text", at=said),
        c.Column("documents", w.DOCUMENTS, "int", at=lambda one: one.documents or DASH),
        c.Column("strength", w.STRENGTH, "text", at=strength),
        c.Column("comment", w.COMMENT, "text", at=comment),
    ]
    notes = [words(w.RULE_NOTE), words(w.ASSOCIATION_NOTE)]
    if data.documents:
        notes.append(words(w.REGISTER_NOTE, mention=data.register, documents=data.documents))
    return c.table("T24-joint", words(w.T24), columns, data.claims, words, notes)


def _claim(one: Claim, words: Words) -> str:
    if one.mode is not None:
        return words(w.WAYS[one.mode])
    return f"{one.id}. {words.label(f'hypothesis.{one.id}')}"


def _number(found: Number | None, words: Words) -> str:
    """A number as a text: its name where it has one, estimate, interval, side, n."""
    if found is None or found.est is None:
        return DASH
    n = DASH if found.n is None else words.number(found.n, "int")
    told = words.estimate(found.est, found.ci) | {"n": n}
    if found.side is None:
        said = words(w.DESCRIBED, **told)
    elif found.ci is None:
        told.pop("ci")
        p = words.p(found.pvalue)
        said = words(w.NUMBER_P, **told, p=p, side=words(w.SIDES[found.side]))
    else:
        said = words(w.NUMBER, **told, side=words(w.SIDES[found.side]))
    if found.hours:
        kind: Kind = "int" if found.hours >= WHOLE_HOURS else "dec1"
        said = words(w.HOURS, number=said, hours=words.number(found.hours, kind))
    known: Mapping[str, Phrase] = w.NAMES
    if found.name in known:
        return words(w.NAMED, name=words(known[found.name]), number=said)
    if found.name in words.known:
        return words(w.NAMED, name=words.label(found.name), number=said)
    return said


def _code(one: Said, words: Words, k: int) -> str:
    code = words.pick(one.label) if one.label else one.code
    hidden = f"< {k}"
    segments = hidden if one.segments is None else str(one.segments)
    people = hidden if one.people is None else str(one.people)
    return words(w.CODE, code=code, segments=segments, people=people)


def manager(
    result: Result[Joint], words: Words, _study: Study, _beside: Collection[str]
) -> Pages:
    """M5: on how many claims kinds of evidence agree."""
    return {"together": _together(result.data, words)}


def _together(data: Joint, words: Words) -> Iterator[Text]:
    agree, differ = len(data.of("convergent")), len(data.of("divergent"))
    if agree + differ:
        of = len(data.claims) - len(data.of("silent"))
        yield Text(words(w.MANAGER, of=of, agree=agree, differ=differ))
