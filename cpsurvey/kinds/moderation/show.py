"""Moderation: terms, conditional effects, regions, moderated mediation (T19)."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.moderation import words as w
from cpsurvey.kinds.moderation.data import (
    Conditional,
    Indirect,
    Latent,
    Line,
    Mediated,
    Moderation,
)
from cpsurvey.kinds.moderation.figure import moderation as picture
from cpsurvey.parts import Standing
from cpsurvey.report import columns as c
from cpsurvey.report import imputation
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.diagram.graph import Added, Arrow, Node, Value
from cpsurvey.report.diagram.words import INTERACTION
from cpsurvey.report.known import known
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Moderation], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    said = two(data, words) if data.region is None else depends(data, words)
    yield from words.lead(w.SUM_MODERATION, **w.variables(data, words), region=said)


def first(result: Result[Moderation], words: Words) -> Iterator[str]:
    """Slopes of two groups; a region of significance is never what a study found."""
    if result.data.region is None:
        yield from short(result, words)


def onto_paths(result: Result[Moderation], words: Words) -> Iterator[Added]:
    """The interaction as an arrow from the moderator onto the path that it changes."""
    data = result.data
    node = Node(data.moderator, words.label(data.moderator), latent=False)
    value = Value(data.product.b, data.product.ci, sign="b =")
    arrow = Arrow(data.moderator, "", value, onto=(data.predictor, data.outcome))
    yield Added(node, arrow, words(INTERACTION, **w.variables(data, words)))


def show(result: Result[Moderation], words: Words, _study: Study) -> list[Block]:
    """T19 and its companions, and simple slopes with the region as a picture."""
    data = result.data
    made = [terms(result, words), conditional(result, words)]
    if data.mediated:
        made.append(mediated(result, data.mediated, words))
    if data.latent_interaction:
        made.append(latent(result, data.latent_interaction, words))
    return [*made, picture(result, words)]


def terms(result: Result[Moderation], words: Words) -> Table:
    """T19."""
    data, variables = result.data, w.variables(result.data, words)

    def name(term: Standing) -> str:
        return words(x.INTERCEPT) if term.term == "intercept" else words.label(term.term)

    columns: list[c.Column[Standing]] = [
        c.Column("term", w.TERM, "text", at=name),
        *(c.B, c.SE),
        c.Column("df", x.DF, "dec2"),
        *(c.T_VALUE, c.P, c.CI, *c.BETA),
    ]
    delta, f2 = words.number(data.delta_r2, "unit3"), words.number(data.f2, "dec3")
    added = words(w.INTERACTION_NOTE, delta=delta, f2=f2, **variables)
    by = words(x.ERRORS[data.errors], clusters=data.clusters, variable=data.cluster or "")
    notes = [added, by, words(x.BETA_NOTE)]
    if data.imputation:
        notes.append(imputation.note(data.imputation, imputation.OF_EFFECTS, words))
    title = words(w.T19, **variables)
    return c.table(f"T19-{result.id}", title, columns, data.terms, words, notes)


def conditional(result: Result[Moderation], words: Words) -> Table:
    """T19c, with the region below it; two effects and their difference, of two values."""
    data, variables = result.data, w.variables(result.data, words)

    def name(one: Conditional) -> str:
        return w.at(data, one.name, one.at, words)

    def at(one: Conditional) -> float | str | None:
        return "" if one.name == "difference" else one.at

    columns: list[c.Column[Conditional]] = [
        c.Column("moderator", variables["moderator"], "text", at=name),
        c.Column("at", w.AT_VALUE, "dec2", at=at),
        c.Column("effect", x.EFFECT, "dec2"),
        *(c.SE, c.T_VALUE, c.P, c.CI, *c.BETA),
    ]
    notes = list(_conditional_notes(data, words))
    title = words(w.T19C if data.region else w.T19C_TWO, **variables)
    return c.table(f"T19c-{result.id}", title, columns, data.conditional, words, notes)


def _conditional_notes(data: Moderation, words: Words) -> Iterator[str]:
    moderator = words.label(data.moderator)
    if data.region is None:
        yield words(w.TWO_NOTE, moderator=moderator)
        return
    yield depends(data, words) or words(w.REGION_UNKNOWN, moderator=moderator)
    if data.region.fdr and data.beyond_chance:
        yield words(w.REGION_FDR, critical=words.number(data.region.critical, "dec2"))


def two(data: Moderation, words: Words) -> str | None:
    """The effect at each of two values of the moderator, and their difference."""
    first, second, apart = data.conditional
    difference = words.estimate(apart.effect, apart.ci)
    return words(
        w.TWO_SLOPES,
        first=w.at(data, first.name, first.at, words),
        low=words.number(first.effect, "dec2"),
        second=w.at(data, second.name, second.at, words),
        high=words.number(second.effect, "dec2"),
        apart=difference["est"],
        ci=difference["ci"],
    )


def depends(data: Moderation, words: Words) -> str | None:
    """The region where the interaction is beyond chance; else that it is not."""
    if data.beyond_chance:
        return region(data, words)
    shown = words.estimate(data.product.b, data.product.ci)
    return words(
        w.NOT_SHOWN, moderator=words.label(data.moderator), b=shown["est"], ci=shown["ci"]
    )


def region(data: Moderation, words: Words) -> str | None:
    """The region of significance in a sentence, observed range only; None if not known."""
    found = data.region
    if found is None:
        return None
    inside = known(found.inside)
    if None in (found.share, found.low, found.high) or len(inside) < len(found.inside):
        return None
    if not inside:
        said = w.REGION_ALWAYS if found.share == 1 else w.REGION_NEVER
        return words(said, moderator=words.label(data.moderator))
    if len(inside) == 2:
        said = w.REGION_OUTWARD if found.outward else w.REGION_BETWEEN
    else:
        upper = inside[0] == found.roots[1]
        said = w.REGION_ABOVE if upper == found.outward else w.REGION_BELOW
    return words(
        said,
        first=words.number(inside[0], "dec2"),
        second=words.number(inside[-1], "dec2"),
        low=words.number(found.low, "dec2"),
        high=words.number(found.high, "dec2"),
        share=words.number(found.share, "percent"),
    )


def mediated(result: Result[Moderation], found: Mediated, words: Words) -> Table:
    """T19m."""

    def at(effect: Indirect) -> float | str:
        return "" if effect.at is None else effect.at

    def name(effect: Indirect) -> str:
        return w.through(result.data, effect.name, effect.at, words)

    columns: list[c.Column[Indirect]] = [
        c.Column("effect", x.EFFECT, "text", at=name),
        c.Column("at", w.AT_VALUE, "dec2", at=at),
        *(c.EST, c.SE),
        c.Column("ci", x.MC_CI, "interval", at="mc"),
        c.BETA[0],
        c.Column("beta_ci", x.STD_MC_CI, "interval", at="beta_ci"),
    ]
    title = words(w.T19M, source=words.label(found.source), **w.variables(result.data, words))
    note = words(w.MEDIATED_NOTE, draws=words.number(found.draws, "int"))
    return c.table(f"T19m-{result.id}", title, columns, found.effects, words, [note])


def latent(result: Result[Moderation], found: Latent, words: Words) -> Table:
    """T19l: by products of indicators, and without them where that could be done."""
    data = result.data
    predictor, moderator = words.label(data.predictor), words.label(data.moderator)
    names = {"b1": predictor, "b2": moderator, "b3": f"{predictor} × {moderator}"}

    def name(line: Line) -> str:
        return names.get(line.name) or words(w.LATENT[line.name])

    columns: list[c.Column[Line]] = [
        c.Column("term", w.TERM, "text", at=name),
        *(c.EST, c.SE, c.P, c.CI, *c.BETA),
    ]
    rows: list[Line | c.Heading] = [*found.terms, *found.conditional]
    notes = [_latent_note(found, words)]
    if lms := found.lms:
        rows = [c.Heading(words(w.LATENT_PRODUCTS)), *rows, c.Heading(words(w.LATENT_LMS))]
        rows += [*lms.terms, *lms.conditional]
        chisq, p = words.number(lms.chisq, "dec2"), words.p(lms.pvalue)
        notes.append(words(w.LMS_NOTE, n=lms.n, chisq=chisq, df=lms.df, p=p))
    title = words(w.T19L, **w.variables(data, words))
    if not found.admissible:
        title += " †"
        notes.append(words(x.INV_DAGGER))
    return c.table(f"T19l-{result.id}", title, columns, rows, words, notes)


def _latent_note(found: Latent, words: Words) -> str:
    return words(
        w.LATENT_NOTE,
        products=found.products,
        n=found.n,
        cfi=words.number(found.fit.cfi, "unit3"),
        rmsea=words.number(found.fit.rmsea, "unit3"),
        srmr=words.number(found.fit.srmr, "unit3"),
        std=words.number(found.std_interaction, "dec2"),
    )
