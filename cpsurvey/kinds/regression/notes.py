"""What is said below the tables of a regression."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.regression import words as w
from cpsurvey.kinds.regression.data import (
    Calibration,
    GeneralisedBlock,
    LinearBlock,
    Regression,
    Residuals,
)
from cpsurvey.report import imputation
from cpsurvey.report import lexicon as x
from cpsurvey.report.document import Text
from cpsurvey.report.words import Words
from cpsurvey.typography import NBSP


def how(data: Regression, words: Words) -> Iterator[str]:
    """The family, how well the last block fits, which errors, what speaks against it."""
    last, looked = data.blocks[-1], data.diagnostics
    by = words(x.ERRORS[data.errors], clusters=data.clusters, variable=data.cluster or "")
    if isinstance(last, LinearBlock):
        r2, adj = words.number(last.r2, "unit3"), words.number(last.adj_r2, "unit3")
        yield words(w.R2_NOTE, r2=r2, adj=adj)
        if any(term.beta_ci for term in data.terms):
            yield words(w.BETA_NOTE)
    else:
        yield _family(data, words)
    if len(data.blocks) > 1:
        yield words(w.BY_BLOCK)
    yield by
    if data.imputation:
        yield imputation.note(data.imputation, imputation.OF_REGRESSIONS, words)
    if isinstance(looked, Residuals):
        yield from _residuals(looked, words)
    elif isinstance(last, GeneralisedBlock):
        yield " ".join(_fit(last, looked, words))


def _family(data: Regression, words: Words) -> str:
    over = ""
    if data.exposure:
        over = words(w.FAMILY_OVER, exposure=words.label(data.exposure))
    trials = words.label(data.trials) if data.trials else ""
    return words(w.FAMILY[data.explained], trials=trials, over=over)


def _residuals(looked: Residuals, words: Words) -> Iterator[str]:
    yield words(
        w.DIAGNOSTICS,
        bp=words.number(looked.bp, "dec2"),
        df=looked.bp_df,
        p=words.p(looked.bp_pvalue),
        skew=words.number(looked.skew, "dec2"),
        kurtosis=words.number(looked.kurtosis, "dec2"),
        cook=words.number(looked.max_cook, "unit2"),
        leverage=words.number(looked.max_leverage, "unit2"),
    )
    if looked.reset_p is not None:
        df = f"{looked.reset_df1},{NBSP}{words.number(looked.reset_df2, 'int')}"
        F = words.number(looked.reset_f, "dec2")
        yield words(w.RESET, df=df, F=F, p=words.p(looked.reset_p))


def _fit(last: GeneralisedBlock, looked: Calibration, words: Words) -> Iterator[str]:
    if last.mcfadden is None:
        yield words(w.DEVIANCE_R2, r2=words.number(last.deviance_r2, "unit3"))
    else:
        yield words(
            w.PSEUDO_R2,
            mcfadden=words.number(last.mcfadden, "unit3"),
            nagelkerke=words.number(last.nagelkerke, "unit3"),
            aic=words.number(last.aic, "dec2"),
        )
    if looked.auc is not None:
        yield words(w.AUC, auc=words.number(looked.auc, "unit3"))
    if looked.pearson_p is not None:
        ratio = words.number(last.dispersion, "dec2")
        yield words(w.DISPERSION, ratio=ratio, p=words.p(looked.pearson_p))
    yield words(
        w.GLM_INFLUENCE,
        cook=words.number(looked.max_cook, "unit2"),
        leverage=words.number(looked.max_leverage, "unit2"),
    )


def without_each(data: Regression, words: Words) -> Text | None:
    """How far one group moves the focal coefficient, in a sentence."""
    found = data.influence
    if found is None:
        return None
    said = words(
        w.WITHOUT_EACH,
        variable=found.term,
        groups=found.groups,
        lowest=words.number(found.lowest, "dec2"),
        highest=words.number(found.highest, "dec2"),
        b=words.number(found.b, "dec2"),
        change=found.largest_change,
    )
    ends = next(term.ci for term in data.terms if term.term == found.term)
    fragile = found.sign_changes > 0 and ends is not None and ends.apart
    if fragile:
        said += " " + words(w.WITHOUT_SIGN, count=found.sign_changes)
    if found.failed:
        said += " " + words(w.WITHOUT_FAILED, count=found.failed)
    return Text(said, "warning" if fragile else "note")
