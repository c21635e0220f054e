"""Regressions: coefficients of the last block, effects, what each block adds (T16)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cpsurvey.kinds.regression import figure
from cpsurvey.kinds.regression import words as w
from cpsurvey.kinds.regression.data import (
    Block,
    Coefficient,
    Effect,
    LinearBlock,
    Margins,
    Regression,
    Residuals,
)
from cpsurvey.kinds.regression.notes import how, without_each
from cpsurvey.report import chapter, imputation
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.known import known
from cpsurvey.report.rounding import Kind
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result
from cpsurvey.typography import NBSP


def show(
    result: Result[Regression], words: Words, _study: chapter.Study
) -> list[chapter.Block]:
    """T16, effects on the outcome's own scale, and what speaks against them."""
    data = result.data
    if data.brief:
        return [coefficients(result, words)]
    return [
        coefficients(result, words),
        steps(result, words),
        margins(result, data.margins, words) if data.margins else None,
        figure.predictions(result, words),
        figure.diagnostics(result, words),
        without_each(data, words),
        figure.without_each(result, words),
    ]


# -------------------------------------------------------------------------------- T16
def coefficients(result: Result[Regression], words: Words) -> Table:
    """Terms of the last block: standardised where it is linear, else with ratios.

    What each block explains stands beside the first of its terms.
    """
    data = result.data
    linear = isinstance(data.diagnostics, Residuals)

    def name(term: Coefficient) -> str:
        return words(x.INTERCEPT) if term.term == "intercept" else words.label(term.term)

    def beta(term: Coefficient) -> float | str | None:
        return "" if term.term == "intercept" else term.beta

    def vif(term: Coefficient) -> float | str | None:
        return "" if term.term == "intercept" else term.vif

    normal = not linear and all(term.df is None for term in data.terms)
    columns: list[c.Column[Coefficient]] = [
        c.Column("predictor", x.PREDICTOR, "text", at=name),
        *(c.B, c.SE),
    ]
    if linear:
        columns += [c.Column("beta", w.BETA, at=beta), c.CI]
        if any(term.beta_ci for term in data.terms):
            columns.append(c.Column("beta_ci", w.BETA_CI, "interval"))
    else:
        columns += [
            c.Column("ratio", w.RATIO[data.family]),
            c.Column("ci", x.CI95, "interval", at="ratio_ci"),
        ]
    if not normal:
        columns.append(c.Column("df", x.DF, _whole(data.terms) if linear else "dec2"))
    columns += [c.Column("t", x.Z if normal else x.T), c.P, c.Column("vif", w.VIF, at=vif)]
    if data.imputation:
        columns.append(c.Column("fmi", imputation.FMI, "unit2"))
    columns += _explained(data)
    title = words(w.T16, outcome=data.outcome)
    return c.table(f"T16-{result.id}", title, columns, data.terms, words, how(data, words))


def _explained(data: Regression) -> list[c.Column[Coefficient]]:
    """R2 of each block and its change; a kind of R2 where the regression is not linear."""
    last = data.blocks[-1]
    if isinstance(last, LinearBlock):
        fields = [("r2", x.R2), ("delta_r2", w.DELTA_R2)][: len(data.blocks)]
    elif last.mcfadden is not None:
        fields = [("mcfadden", w.MCFADDEN)]
    else:
        fields = [("deviance_r2", w.DEVIANCE_R2_HEAD)]
    return [c.Column(key, heading, "unit3", at=_beside(data, key)) for key, heading in fields]


def _beside(data: Regression, field: str) -> Callable[[Coefficient], float | str | None]:
    """A number of each block, beside the first term it added."""
    first = {block.added[0]: block for block in data.blocks}

    def cell(term: Coefficient) -> float | str | None:
        block = first.get(term.term)
        found: float | None = getattr(block, field) if block else None
        return found if block else ""

    return cell


def _whole(terms: Sequence[Coefficient]) -> Kind:
    """Whole degrees of freedom without decimals; Satterthwaite's with."""
    known = [term.df for term in terms if term.df is not None]
    return "int" if all(df == round(df) for df in known) else "dec2"


# ------------------------------------------------------------------------------- T16b
def steps(result: Result[Regression], words: Words) -> Table:
    """What each block adds."""
    data = result.data
    by_f = data.blocks[-1].f_change is not None
    whole = data.imputation is None  # the df of D1 are broken

    def name(block: Block) -> str:
        return f"{block.block}. + {', '.join(_entered(block.added, words))}"

    def df(block: Block) -> str:
        decimals: Kind = "int" if whole else "dec1"
        df = [words.number(block.df1, "int")]
        df += [words.number(one, decimals) for one in known((block.df2,))]
        return f",{NBSP}".join(df)

    columns: list[c.Column[Block]] = [c.Column("block", w.BLOCK, "text", at=name)]
    if isinstance(data.blocks[-1], LinearBlock):
        note = w.BLOCK_TEST[data.errors]
        columns += [
            c.Column("r2", x.R2, "unit3"),
            c.Column("delta_r2", w.DELTA_R2, "unit3"),
            c.Column("f2", w.F2, "dec3"),
            c.Column("f_change", w.F_CHANGE),
        ]
    else:
        note = w.LIKELIHOOD_TEST[data.errors]
        columns += _of_deviance(by_f=by_f)
    columns += [
        c.Column("df", x.DF, "text", at=df),
        c.Column("p_change", x.P, "p"),
        c.Column("wald_p", w.P_ROBUST, "p"),
    ]
    note = note if whole else imputation.OF_BLOCKS
    title = words(w.T16B, outcome=data.outcome)
    return c.table(f"T16b-{result.id}", title, columns, data.blocks, words, [words(note)])


def _of_deviance(*, by_f: bool) -> list[c.Column[object]]:
    if by_f:
        return [
            c.Column("deviance_r2", w.DEVIANCE_R2_HEAD, "unit3"),
            c.Column("change", w.F_CHANGE, at="f_change"),
        ]
    return [
        c.Column("mcfadden", w.MCFADDEN, "unit3"),
        c.Column("nagelkerke", w.NAGELKERKE, "unit3"),
        c.Column("change", x.CHISQ, at="deviance_change"),
    ]


def _entered(terms: Sequence[str], words: Words) -> list[str]:
    """Labels of what a block adds, the answers of a choice under its own name."""
    whole = [":".join(part.partition("=")[0] for part in term.split(":")) for term in terms]
    return [words.label(name) for name in dict.fromkeys(whole)]


# ------------------------------------------------------------------------------- T16c
@dataclass(frozen=True, slots=True)
class _Line:
    """An effect and what it is called."""

    name: str
    effect: Effect


def margins(result: Result[Regression], found: Margins, words: Words) -> Table:
    """Average marginal effects, at values of moderators too."""
    data = result.data
    columns: list[c.Column[_Line]] = [
        c.Column("term", x.PREDICTOR, "text", at="name"),
        c.EST.of("effect", key="est", heading=x.EFFECT),
        *(column.of("effect", key=column.key) for column in (c.SE, c.P, c.CI)),
    ]
    rows: list[_Line | c.Heading] = [
        _Line(words.label(effect.term), effect) for effect in found.effects
    ]
    rows += _moderated(found, words)
    notes = [words(w.MARGINS_NOTE), words(w.MARGINS_UNIT[data.explained])]
    title = words(w.T16C, outcome=data.outcome)
    return c.table(f"T16c-{result.id}", title, columns, rows, words, notes)


def _moderated(found: Margins, words: Words) -> Iterator[_Line | c.Heading]:
    for pair in found.conditional:
        variable, moderator = words.label(pair.variable), words.label(pair.moderator)
        yield c.Heading(words(w.EFFECT_BY, variable=variable, moderator=moderator))
        for effect in pair.rows:
            at = w.value_of(pair.moderator, effect.at, words)
            several = effect.term != pair.variable
            yield _Line(f"{at} · {words.label(effect.term)}" if several else at, effect)
