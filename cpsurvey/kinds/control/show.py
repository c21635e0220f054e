"""The negative control (T28): shares, their differences, the marker as a predictor."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.control import words as w
from cpsurvey.kinds.control.data import Contextual, Control, Difference, Judged, Share, Slope
from cpsurvey.report import columns as c
from cpsurvey.report import imputation
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Control], words: Words) -> Iterator[str]:
    """What is said of every outcome, at the head of the chapter and on the first page."""
    for one in result.data.judged:
        yield from _said(one, result.data, words)


def _said(one: Judged, data: Control, words: Words) -> Iterator[str]:
    """What the comparison with the marker says, net of the covariates where there are any."""
    found = data.difference(one.outcome, "above_marker_net")
    net = found is not None
    found = found or data.difference(one.outcome, "above_marker")
    mine, marker = data.share(one.outcome), data.share(data.marker or "")
    icc, other = ((s.net if net else s.icc1) if s else None for s in (mine, marker))
    shown: dict[str, str] = {"est": "", "ci": ""}
    if found:
        shown = words.estimate(found.est, found.ci)
    yield words(
        w.VERDICTS[one.verdict],
        outcome=one.outcome,
        variable=data.group,
        icc=words.number(icc, "unit2"),
        marker=words.number(other, "unit2"),
        **shown,
    )


def show(result: Result[Control], words: Words, _study: Study) -> list[Block]:
    """T28, differences of shares, then the marker in the place of involvement."""
    data = result.data
    blocks: list[Block] = [shares(result, words)]
    if data.differences:
        blocks.append(differences(result, words))
    if data.contextual:
        blocks.append(contextual(result, words))
    if data.slopes:
        blocks.append(slopes(result, words))
    return blocks


def _net(data: Control, words: Words) -> str:
    if not data.covariates:
        return ""
    return words(w.NET_OF, variables=[words.label(term) for term in data.covariates])


def shares(result: Result[Control], words: Words) -> Table:
    """T28."""
    data = result.data
    columns: list[c.Column[Share]] = [
        c.text("variable", x.VARIABLE, words.label),
        c.text("role", w.IS, words.of(w.ROLES)),
        c.N,
        c.Column("icc1", w.ICC1, "unit2"),
        c.UNIT_CI,
    ]
    if data.covariates:
        columns += [
            c.Column("net", w.NET, "unit2"),
            c.Column("net_ci", w.NET_CI, "unit_interval"),
        ]
    notes = [words(w.NOTE, variable=data.group, groups=data.groups, net=_net(data, words))]
    if data.imputation:
        notes.append(imputation.note(data.imputation, w.POOLED, words))
    return c.table(f"T28-{result.id}", words(w.T28), columns, data.shares, words, notes)


def differences(result: Result[Control], words: Words) -> Table:
    """T28c."""

    def what(row: Difference) -> str:
        return words(w.CONTRASTS[row.contrast], variable=row.against)

    columns: list[c.Column[Difference]] = [
        c.Column("contrast", w.WHAT, "text", at=what),
        c.Column("est", w.ICC1, "dec2"),
        c.SE,
        c.P,
        c.Column("ci", x.CI95, "interval"),
    ]
    rows = c.grouped(result.data.differences, lambda row: row.outcome, words.label)
    df = result.data.groups - 1
    note = words(w.DIFFERENCE_POOLED if result.data.imputation else w.DIFFERENCE_NOTE, df=df)
    return c.table(f"T28c-{result.id}", words(w.T28C), columns, rows, words, [note])


def contextual(result: Result[Control], words: Words) -> Table:
    """T28x."""
    columns: list[c.Column[Contextual]] = [
        c.text("outcome", w.OUTCOME, words.label),
        c.N,
        c.Column("within", w.WITHIN, "dec2"),
        c.Column("within_ci", x.CI95, "interval"),
        c.Column("between", w.BETWEEN, "dec2"),
        c.Column("est", w.CONTEXTUAL, "dec2"),
        c.P,
        c.Column("ci", x.CI95, "interval"),
    ]
    data = result.data
    note = words(w.CONTEXTUAL_NOTE, predictor=words.label(data.involvement or ""))
    return c.table(f"T28x-{result.id}", words(w.T28X), columns, data.contextual, words, [note])


def slopes(result: Result[Control], words: Words) -> Table:
    """T28m."""
    data = result.data
    names = {
        "first": words.label(data.involvement or ""),
        "second": words.label(data.marker or ""),
    }

    def predictor(row: Slope) -> str:
        return words(w.PREDICTORS[row.predictor], **names)

    columns: list[c.Column[Slope]] = [
        c.Column("predictor", x.PREDICTOR, "text", at=predictor),
        c.N,
        c.Column("std", x.STD, "dec2"),
        c.SE,
        c.CI,
    ]
    rows = c.grouped(data.slopes, lambda row: row.outcome, words.label)
    note = words(w.SLOPES_NOTE, net=_net(data, words))
    return c.table(f"T28m-{result.id}", words(w.T28M), columns, rows, words, [note])
