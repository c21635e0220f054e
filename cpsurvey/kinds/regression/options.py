"""Options of `regression`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.names import grouping, numeric, understood, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem
from cpsurvey.kinds.regression.data import Family
from cpsurvey.parts import Errors, Filled


class Options(Params):
    """Options of `regression`."""

    outcome: str = Field(description="Variable to explain.")
    family: Family = Field(
        "gaussian",
        description="What the outcome is: a number; one of two, or successes of trials "
        "(binomial, logit link); a count (poisson, log link); a positive amount (gamma, log "
        "link).",
    )
    trials: str | None = Field(
        None, description="Binomial: variable with the number of trials the outcome is of."
    )
    exposure: str | None = Field(
        None, description="Poisson: variable with the time or opportunities counted over."
    )
    blocks: tuple[str | tuple[str, ...], ...] = Field(
        min_length=1,
        description="Terms added step by step, as a formula 'a + b*c + C(x) + poly(y, 2)' or "
        "a list of terms.",
    )
    errors: Errors | None = Field(
        None,
        description="Errors that are interpreted (all are in the results); by default cr2 "
        "with a cluster, else hc3.",
    )
    cluster: str | None = Field(None, description="Group whose members resemble each other.")
    missing: Filled = Field(
        "listwise",
        description="Respondents who lack something: left out (listwise), or kept by "
        "multiple imputation (imputed).",
    )
    auxiliary: str | None = Field(
        None,
        description="Imputed: variables that are not in the regression and help to tell "
        "what is missing, as a formula 'a + C(x)'.",
    )
    focal: str | None = Field(
        None,
        description="Term looked at closely (without each group, as a picture of "
        "predictions); by default the last one.",
    )

    brief: bool = Field(
        default=False, description="Show the coefficients alone: a variant of another."
    )

    @property
    def interpreted(self) -> Errors:
        """The kind of error whose p-values are printed."""
        return self.errors or ("cr2" if self.cluster else "hc3")

    @property
    def formulas(self) -> list[str]:
        """One formula per block."""
        return [b if isinstance(b, str) else " + ".join(b) for b in self.blocks]


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown outcome, terms or groups; options of another family."""
    known = numeric(study)
    for option in ("outcome", "trials", "exposure"):
        name = getattr(params, option)
        if name is not None:
            yield from unknown(option, [name], known, "a variable with numbers")
    yield from _helping(params, known)
    wrong = False
    for formula in params.formulas:
        for problem in understood("blocks", formula, known):
            wrong = True
            yield problem
    if not wrong:
        named = {t for f in params.formulas for t in grammar.named(f, study.questionnaire)}
        if own := sorted(named & {params.outcome, f"z{params.outcome}"}):
            yield Problem(
                "blocks", f"'{own[0]}' is the outcome itself", "name another predictor"
            )
    if params.trials and params.family != "binomial":
        yield Problem("trials", "only a binomial outcome has trials", "add 'family: binomial'")
    if params.exposure and params.family != "poisson":
        yield Problem("exposure", "only a count has an exposure", "add 'family: poisson'")
    if params.focal and not wrong:
        terms = [t for f in params.formulas for t in grammar.named(f, study.questionnaire)]
        yield from unknown("focal", [params.focal], terms, "a term of the blocks")
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
    elif params.errors in ("cr1", "cr2"):
        yield Problem("errors", "cluster-robust errors need a group", "add 'cluster: team'")


def _helping(params: Options, known: list[str]) -> Iterator[Problem]:
    """What helps to impute, where nothing is imputed or nobody knows it."""
    if params.auxiliary is None:
        return
    yield from understood("auxiliary", params.auxiliary, known)
    if params.missing != "imputed":
        yield Problem("auxiliary", "nothing is imputed", "add 'missing: imputed'")
