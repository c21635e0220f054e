"""What does not go together in one fit: of options, and of options with a model.

Both tables are read from the top; the first rule that is broken speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.language.rule import Rule
from cpsurvey.sem.language.settings import (
    ESTIMATORS,
    INFORMATION,
    KINDS,
    MISSING,
    PARAMETERIZATIONS,
    RANDOM_X,
    WEIGHTED,
    Settings,
)
from cpsurvey.sem.moments.given import Given


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, of what data, and the table of the model once there is one."""

    settings: Settings
    given: Given
    table: Partable | None = None

    def estimator(self, *names: str) -> bool:
        """Whether it is one of these."""
        return self.settings.estimator in names

    @property
    def name(self) -> str:
        """The estimator, as it is written."""
        return self.settings.estimator.upper()

    @property
    def fiml(self) -> bool:
        """Whether every answer there is counts."""
        return self.settings.missing == "fiml"

    @property
    def groups(self) -> bool:
        """Whether a column tells groups, be it of one value."""
        return self.given.group is not None

    @property
    def moments(self) -> bool:
        """Whether there are no columns."""
        return self.given.data is None

    @property
    def covariates(self) -> str:
        """Covariates whose moments are fixed."""
        return ", ".join(self.table.exogenous if self.table else ())

    @property
    def given_and_ordered(self) -> str:
        """Covariates whose moments are fixed, named among the ordered variables."""
        names = self.table.exogenous if self.table else ()
        return ", ".join(name for name in names if name in self.settings.ordered)

    @property
    def predictors(self) -> str:
        """Ordered variables that predict others."""
        rows = self.table.rows if self.table else ()
        return ", ".join(sorted({r.rhs for r in rows if r.op == "~"} & self.settings.ordered))

    @property
    def thresholds_of_none(self) -> str:
        """Variables that are not ordered and have thresholds in the model."""
        rows = self.table.rows if self.table else ()
        named = dict.fromkeys(r.lhs for r in rows if r.op == "|")
        return ", ".join(name for name in named if name not in self.settings.ordered)

    @property
    def thresholds_beyond(self) -> str:
        """Thresholds in the model that no category lies above."""
        rows = self.table.rows if self.table else ()
        most = self.settings.nlevels
        beyond = [
            f"{r.lhs} | {r.rhs}"
            for r in rows
            if r.op == "|" and not 0 < int(r.rhs[1:]) < most.get(r.lhs, 0)
        ]
        return ", ".join(dict.fromkeys(beyond))


def _known(option: str, words: Sequence[str], what: str = "") -> Rule[Asked]:
    return Rule(
        lambda c: getattr(c.settings, option) not in words,
        what or f"{option} '{{c.settings.{option}}}' is not known",
        f"known: {', '.join(words)}",
    )


def _levels(broken: Callable[[Asked], object], what: str) -> Rule[Asked]:
    return Rule(
        lambda c: c.settings.two_level and broken(c),
        f"a model of two levels {what}",
        "change that option, or write the model without levels",
    )


PLAIN = "leave 'ordered' out and use estimator mlr"
MLR = "use estimator mlr"

OPTIONS: tuple[Rule[Asked], ...] = (
    _levels(
        lambda c: not c.settings.clustered,
        "needs 'cluster', the variable whose groups are level 2",
    ),
    _levels(lambda c: c.moments, "needs the data itself, moments do not do"),
    _levels(lambda c: c.settings.ordered, "takes no ordered variables"),
    _levels(lambda c: not c.estimator("ml", "mlr"), "is fitted by ml or mlr"),
    _levels(
        lambda c: c.settings.missing != "listwise",
        "needs complete answers (missing: listwise)",
    ),
    _levels(lambda c: c.given.group is not None, "cannot have groups beside its clusters"),
    _levels(lambda c: c.settings.kind == "growth", "has no growth defaults"),
    _levels(lambda c: c.settings.information == "expected", "rests on observed information"),
    _levels(lambda c: c.settings.fixed_x, "takes covariates as random at both levels"),
    _levels(lambda c: not c.settings.meanstructure, "has means"),
    _levels(lambda c: c.settings.group_equal, "has no groups to hold anything equal in"),
    _known(
        "estimator", ESTIMATORS, "'{c.settings.estimator}' is not an estimator cpsurvey has"
    ),
    _known("missing", MISSING),
    _known("kind", KINDS),
    _known("information", INFORMATION),
    _known("parameterization", PARAMETERIZATIONS),
    Rule(
        lambda c: c.settings.ordered and not c.estimator(*WEIGHTED),
        "{c.name} does not fit ordered variables",
        f"use estimator wlsmv, or {PLAIN}",
    ),
    Rule(
        lambda c: c.estimator(*WEIGHTED) and not c.settings.ordered,
        "{c.name} is for ordered variables",
        f"name them with 'ordered', or {MLR}",
    ),
    Rule(lambda c: c.estimator("mlm") and c.fiml, "MLM needs complete data", MLR),
    Rule(lambda c: c.estimator("mlm") and c.settings.clustered, "MLM ignores clusters", MLR),
    Rule(
        lambda c: c.settings.ordered and c.fiml,
        "{c.name} has no full information",
        f"use missing pairwise or listwise, or {PLAIN}",
    ),
    Rule(
        lambda c: c.settings.least_squares and c.fiml, "{c.name} has no full information", MLR
    ),
    Rule(
        lambda c: c.estimator(*RANDOM_X) and c.settings.clustered,
        "{c.name} knows no clusters",
        MLR,
    ),
    Rule(
        lambda c: (
            c.moments
            and (not c.estimator("ml", "gls", "uls") or c.fiml or c.settings.clustered)
        ),
        "moments alone allow ML, GLS and ULS only",
        "give the data itself for robust errors, missing answers or clusters",
    ),
    Rule(
        lambda c: c.moments and c.settings.meanstructure and c.given.mean is None,
        "a mean structure needs the sample's means",
        "give them, or leave it",
    ),
)


MODEL: tuple[Rule[Asked], ...] = (
    Rule(
        lambda c: c.settings.group_equal and not c.groups,
        "there are no groups in which anything could be equal",
        "name the column that tells them with 'group', or leave 'group_equal' out",
    ),
    Rule(
        lambda c: c.settings.group_partial and not c.settings.group_equal,
        "'group_partial' frees again what is held equal, and nothing is",
        "say what is equal with 'group_equal', or leave 'group_partial' out",
    ),
    Rule(
        lambda c: c.settings.parameterization == "theta" and not c.settings.ordered,
        "the theta parameterisation is one of ordered variables, and none is ordered",
        "name them with 'ordered', or leave 'parameterization' out",
    ),
    Rule(
        lambda c: c.settings.missing == "pairwise" and not c.settings.ordered,
        "pairwise is for models with ordered variables, and none is ordered",
        "use missing fiml, which keeps everybody who answered something",
    ),
    Rule(
        lambda c: c.given_and_ordered,
        "covariates that are taken as given have no categories ({c.given_and_ordered})",
        "leave them out of 'ordered', or let them be random (--free-x)",
    ),
    Rule(
        lambda c: c.settings.parameterization == "delta" and c.predictors,
        "the ordered variable {c.predictors} predicts others",
        "use the theta parameterisation",
    ),
    Rule(
        lambda c: c.thresholds_of_none,
        "thresholds are of ordered variables, and these are none ({c.thresholds_of_none})",
        "name them with 'ordered', or leave their lines out",
    ),
    Rule(
        lambda c: c.thresholds_beyond,
        "the answers have too few categories for these thresholds ({c.thresholds_beyond})",
        "leave them out: three categories have t1 and t2",
    ),
    Rule(
        lambda c: c.estimator(*RANDOM_X) and c.covariates,
        "{c.name} with fixed covariates ({c.covariates}) is not fitted",
        f"leave --fixed-x out, so that they are random, or {MLR}",
    ),
)
