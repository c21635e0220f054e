"""Options of `direction`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from cpsurvey.analysis.chain_options import ChainOptions, check_chain
from cpsurvey.analysis.chains import structure as structure_of
from cpsurvey.analysis.model_options import Options as ModelOptions
from cpsurvey.analysis.model_options import main_model, text_of
from cpsurvey.analysis.names import Linear, grouping, unknown
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.kind import Params, Problem

if TYPE_CHECKING:
    from cpsurvey.analysis.indirect import Chain


OF_CHAIN = {"serial", "covariates", "linear", "estimator", "missing", "cluster"}
"""Options that the main model has of its own."""


class Options(Params):
    """Options of `direction`."""

    source: str | None = Field(
        None,
        description="Where effects begin, of a chain of scores as `mediation` takes it; "
        "without it the study's main model is asked about.",
    )
    mediators: tuple[str, ...] = Field((), description="What they pass through.")
    outcomes: tuple[str, ...] = Field((), description="Where they end.")
    serial: bool = Field(default=False, description="Earlier mediators also act on later ones.")
    covariates: str = Field("", description="Formula of other predictors of all equations.")
    linear: Linear = ()
    estimator: Literal["ml", "mlr"] = Field("mlr", description="Of a chain.")
    missing: Literal["listwise", "fiml"] = Field("fiml", description="Of a chain.")
    cluster: str | None = Field(
        None, description="Group whose members resemble each other, of a chain."
    )

    @property
    def chain(self) -> ChainOptions | None:
        """The chain that is asked about."""
        if not (self.source and self.mediators and self.outcomes):
            return None
        return ChainOptions(
            source=self.source,
            mediators=self.mediators,
            outcomes=self.outcomes,
            serial=self.serial,
            covariates=self.covariates,
            linear=self.linear,
        )


def main(study: Study) -> ModelOptions | None:
    """The study's main model, where it is a structural one."""
    found = main_model(study)
    return found[2] if found and found[0] == "sem" else None


def written(chain: ChainOptions, covariates: Iterator[str] | tuple[str, ...] = ()) -> str:
    """A chain in lavaan's syntax; every equation gets the covariates."""
    made = structure_of(chain)
    more = "".join(f" + {name}" for name in covariates)
    lines = [f"{outcome} ~ {right}{more}" for outcome, right in made.equations]
    lines += [*made.extra, *(f"{e.name} := {e.expression}" for e in made.effects)]
    return "\n".join(lines)


def indirect(params: Options, study: Study) -> list[Chain] | None:
    """The indirect effects that are asked about; None where a model cannot be read."""
    from cpsurvey.analysis.indirect import chains
    from cpsurvey.sem.language.syntax import parse

    model = main(study)
    try:
        if params.chain is not None:
            return chains(parse(written(params.chain)))
        return chains(parse(text_of(model, study))) if model else []
    except (CpsurveyError, KeyError):
        return None  # said where the model is asked for


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Half a chain; no main model, or one without a single indirect effect."""
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
    if params.source or params.mediators or params.outcomes:
        if params.chain is None:
            yield Problem(
                "source",
                "a chain needs 'source', 'mediators' and 'outcomes'",
                "give all three, or none to ask about the main model",
            )
            return
        yield from check_chain(params.chain, study)
        return
    for option in sorted(params.model_fields_set & OF_CHAIN):
        said = f"'{option}' is of a chain; the main model has its own"
        yield Problem(option, said, "leave it out, or name 'source', 'mediators', 'outcomes'")
    yield from _of_main(params, study)


def _of_main(params: Options, study: Study) -> Iterator[Problem]:
    from cpsurvey.analysis.indirect import structure
    from cpsurvey.sem.language.syntax import parse

    model = main(study)
    if model is None:
        yield Problem(
            "kind",
            "the study asks for no structural model",
            "add a 'sem' with 'main: true', or name 'source', 'mediators' and 'outcomes'",
        )
        return
    found = indirect(params, study)
    if found is None:
        return
    syntax = parse(text_of(model, study))
    if syntax.two_level:
        yield Problem("kind", "the main model has two levels", "name a chain of scores")
    elif not found:
        yield Problem(
            "kind",
            "the main model defines no indirect effect: no ':=' is a product of labelled paths "
            "that lead from one variable to another",
            "label the paths and define it: 'ind := a*b'",
        )
    elif structure(syntax, found) is None:
        yield Problem("kind", "its paths go in a circle", "name a chain of scores")
