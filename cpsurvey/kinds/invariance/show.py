"""Whether items mean the same in all languages or groups (T13 to T13e, pictures)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace

from cpsurvey.cutoffs import CHEN, CHEUNG_RENSVOLD, CONFIGURAL
from cpsurvey.kinds.invariance import dif_show, figure
from cpsurvey.kinds.invariance import words as w
from cpsurvey.kinds.invariance.data import Gap, Invariance, Ladder, Mean
from cpsurvey.kinds.invariance.names import group_name, group_names, groups_note, item_name
from cpsurvey.parts import Change, Freed, Rung, Variant
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.family import held
from cpsurvey.report.rounding import Kind
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result


def short(result: Result[Invariance], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    if data.method == "dif":
        yield dif_show.in_short(data, words)
    elif data.models:
        compared = [model.partial for model in data.models if model.means]
        said = words(
            w.IN_SHORT,
            groups=group_names(data, words),
            k=len(data.models),
            whole=compared.count(False),
            partly=compared.count(True),
        )
        if weak := doubted(data):
            said += " " + words(w.IN_SHORT_DOUBTED, k=len(weak))
        yield said


def show(result: Result[Invariance], words: Words, _study: Study) -> list[Block]:
    """T13, what was freed, distances per item, factor means; or DIF of small groups."""
    data = result.data
    if data.method == "dif":
        return [dif_show.table(result, words), *figure.dif(result, words)]
    if data.limits is None:
        return []
    return [
        *ladder(result, data.limits, words),
        *freed(result, words),
        *figure.distances(result, words),
        *distances(result, words),
        *means(result, words),
    ]


# ------------------------------------------------------------------------- the ladder
def ladder(result: Result[Invariance], limits: Variant, words: Words) -> list[Table]:
    """T13 and T13a: fit of every model and what it loses, by sets of scales.

    Two tables, as together they would need a page turned sideways.
    """
    data, at = result.data, CHEN[limits]

    def change(
        key: str,
        heading: Phrase,
        value: Callable[[Rung], float | None],
        kind: Kind = "unit3",
        limits: tuple[float, ...] = (),
    ) -> c.Column[Rung]:
        """What a model loses; empty where there is none before it."""

        def cell(rung: Rung) -> float | str | None:
            return "" if rung.step == "configural" and rung.converged else value(rung)

        return c.Column(key, heading, kind, at=cell, limits=limits)

    def name(rung: Rung) -> str:
        return _model(rung, words)

    def chen(rung: Rung) -> str:
        return words(w.DECISIONS[rung.chen or rung.decision])

    def cheung(rung: Rung) -> str:
        return words(w.DECISIONS[rung.cheung_rensvold]) if rung.cheung_rensvold else ""

    first: c.Column[Rung] = c.Column("model", x.MODEL, "text", at=name)
    fit: list[c.Column[Rung]] = [
        first,
        *(c.CHISQ, c.DF, c.P),
        replace(c.CFI, limits=CONFIGURAL[:1]),
        c.RMSEA,
        replace(c.SRMR, limits=CONFIGURAL[1:]),
        c.Column("chen", w.RULES["chen"], "text", at=chen),
        c.Column("cheung_rensvold", w.RULES["cheung_rensvold"], "text", at=cheung),
    ]
    changes: list[c.Column[Rung]] = [
        first,
        change("dcfi", w.DCFI, lambda r: r.dcfi, limits=(at.cfi, CHEUNG_RENSVOLD)),
        change("drmsea", w.DRMSEA, lambda r: r.drmsea, limits=(at.rmsea,)),
        change("dsrmr", w.DSRMR, lambda r: r.dsrmr, limits=(at.srmr, at.srmr_metric)),
        change("dchisq", w.DCHISQ, lambda r: r.dchisq, "dec2"),
        change("ddf", w.DDF, lambda r: r.ddf, "int"),
        change("dpvalue", x.P, lambda r: r.dpvalue, "p"),
    ]
    rows: list[Rung | c.Heading] = []
    for model in data.models:
        names = ", ".join(words.label(scale) for scale in model.scales)
        rows += [c.Heading(words.pair(names, outcome(model, words))), *model.steps]
    by = words.label(data.by)
    notes = _ladder_notes(data, limits, words)
    return [
        c.table(f"T13-{result.id}", words(w.T13, by=by), fit, rows, words, notes),
        c.table(f"T13a-{result.id}", words(w.T13A, by=by), changes, rows, words),
    ]


def _model(rung: Rung, words: Words) -> str:
    name = words(w.STEPS[rung.step])
    if rung.freed:
        name = words(w.WITH_FREED, step=name, items=", ".join(rung.freed))
    return f"{name} †" if rung.converged and not rung.admissible else name


def outcome(model: Ladder, words: Words) -> str:
    """How far a set of scales came, in a few words."""
    stop = words(w.STOPPED[model.stopped]) if model.stopped else ""
    if not model.steps:
        return stop
    reached = words(w.STEPS[model.reached] if model.reached else w.NOTHING)
    said = w.REACHED_PARTLY if model.partial else w.REACHED
    return words(said, step=reached.lower()) + stop


def _ladder_notes(data: Invariance, limits: Variant, words: Words) -> Iterator[str]:
    yield groups_note(data, words)
    if data.estimator:
        yield words(w.HOW[data.estimator])
    at = {name: words.number(value, "unit3") for name, value in asdict(CHEN[limits]).items()}
    yield words(w.CUTOFFS[limits], **at)
    yield words(w.DECIDES[data.rule])
    if data.method == "ordinal" or len(data.groups) > 2:
        yield words(w.CAUTION)
    yield words(w.CONFIGURAL_NOTE)
    yield words(w.PARTIAL_NOTE)
    if any(not rung.admissible for model in data.models for rung in model.steps):
        yield words(x.INV_DAGGER)


@dataclass(frozen=True, slots=True)
class _Line:
    """A parameter in one group; what its item's lines share stands in the first."""

    one: Freed
    change: Change
    first: bool


def freed(result: Result[Invariance], words: Words) -> list[Table]:
    """T13b: parameters that were freed, where there are any."""
    data = result.data

    def shared(
        key: str, heading: Phrase, value: Callable[[Freed], float | None], kind: Kind
    ) -> c.Column[_Line]:
        def cell(line: _Line) -> float | str | None:
            return value(line.one) if line.first else ""

        return c.Column(key, heading, kind, at=cell)

    def item(line: _Line) -> str:
        return item_name(line.one.item, words) if line.first else ""

    def parameter(line: _Line) -> str:
        text = words(w.PARAMETERS[line.one.parameter])
        if line.change.threshold is not None:
            text += f" {line.change.threshold}"
        return f"{text}, {group_name(data, line.change.group, words)}"

    columns: list[c.Column[_Line]] = [
        c.Column("item", x.ITEM, "text", at=item),
        c.Column("parameter", w.PARAMETER, "text", at=parameter),
        c.Column("epc", w.EPC, "dec2", at="change.epc"),
        shared("chisq", w.SCORE, lambda one: one.chisq, "dec2"),
        shared("df", x.DF, lambda one: one.df, "int"),
    ]
    rows = [
        _Line(one, change, first=at == 0)
        for model in data.models
        for one in model.freed
        for at, change in enumerate(one.change)
    ]
    notes = [words(w.EPC_NOTE)]
    if data.method == "ordinal":
        notes.append(words(w.RANK_ONLY))
    made = c.table(f"T13b-{result.id}", words(w.T13B), columns, rows, words, notes)
    return [made] if rows else []


# ------------------------------------------------------------------ distances, means
def distances(result: Result[Invariance], words: Words) -> list[Table]:
    """T13c: parameters of each item in both groups, and d_MACS."""
    data = result.data
    lines = [line for model in data.models for line in model.items]
    if not lines:
        return []

    def item(line: Gap) -> str:
        return item_name(line.item, words) + (words(w.FREED_MARK) if line.freed else "")

    def group(line: Gap) -> str:
        return group_name(data, line.group, words)

    def scale(line: Gap) -> str:
        return words.label(line.scale)

    def score(line: Gap) -> float | str | None:
        return "" if line.freed else line.chisq

    def holm(line: Gap) -> float | str | None:
        return "" if line.freed else line.holm

    several = len(data.groups) > 2
    columns: list[c.Column[Gap]] = [
        c.Column("item", x.ITEM, "text", at=item),
        *([c.Column("group", w.GROUP, "text", at=group)] if several else []),
        c.Column("loading_reference", "λ₁"),
        c.Column("loading", "λ₂"),
        c.Column("intercept_reference", "ν₁"),
        c.Column("intercept", "ν₂"),
        c.Column("dmacs", w.DMACS),
        c.Column("signed", w.SIGNED),
        c.Column("score", w.SCORE, at=score),
        c.Column("holm", x.P_HOLM, "p", at=holm),
    ]
    focal = words(w.OTHER) if several else group(lines[0])
    df = next((round(line.df) for line in lines if line.df), "")
    notes = [
        words(w.ONE_AND_TWO, reference=_reference(data, words), focal=focal),
        words(w.DISTANCE_NOTE, df=df),
    ]
    if any(model.stepped for model in data.models):
        notes.append(words(w.STEPPED))
    notes.append(words(w.DMACS_ORDINAL if data.method == "ordinal" else w.DMACS_NOTE))
    title = words(w.T13C, by=words.label(data.by))
    rows = c.grouped(lines, scale)
    return [c.table(f"T13c-{result.id}", title, columns, rows, words, notes)]


def _reference(data: Invariance, words: Words) -> str:
    return group_name(data, data.groups[0].group, words)


def means(result: Result[Invariance], words: Words) -> list[Table]:
    """T13d: factor means where (partial) scalar invariance holds."""
    data = result.data
    weak = {scale for model in doubted(data) for scale in model.scales}
    partial = {scale for model in data.models if model.partial for scale in model.scales}

    def scale(line: Mean) -> str:
        return f"{words.label(line.scale)}, {group_name(data, line.group, words)}"

    def basis(line: Mean) -> str:
        return words(w.BASIS_PARTIAL if line.scale in partial else w.BASIS_FULL)

    def mark(line: Mean) -> str:
        return " ‡" if line.scale in weak else ""

    lines = [line for model in data.models for line in model.means]
    columns: list[c.Column[Mean]] = [
        c.Column("scale", x.SCALE, "text", at=scale),
        c.Column("est", w.MEAN),
        c.Column("se", x.SE),
        c.CI,
        c.Column("holm", x.P_HOLM, "p", at=held(lines, lambda line: line.pvalue)),
        c.Column("basis", w.BASIS, "text", at=basis, mark=mark),
    ]
    notes = [words(w.MEANS_NOTE, reference=_reference(data, words)), words(x.HOLM_LINES)]
    if weak:
        other = w.RULES["cheung_rensvold" if data.rule == "chen" else "chen"]
        notes.append(words(w.DOUBTED, other=words(other)))
    made = c.table(f"T13d-{result.id}", words(w.T13D), columns, lines, words, notes)
    return [made] if lines else []


def doubted(data: Invariance) -> list[Ladder]:
    """Models whose means are compared though one rule, not the one that decides, objects."""
    return [
        model
        for model in data.models
        if model.means and any(_objects(rung, data) for rung in _accepted(model))
    ]


def _objects(rung: Rung, data: Invariance) -> bool:
    other = rung.cheung_rensvold if data.rule == "chen" else rung.chen
    return other == "does_not_meet"


def _accepted(model: Ladder) -> Iterator[Rung]:
    """The last line of every step, as far as the scalar one: those that means rest on."""
    last = {rung.step: rung for rung in model.steps}
    yield from (rung for step, rung in last.items() if step != "strict")
