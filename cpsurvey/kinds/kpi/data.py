"""What indicators leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from cpsurvey import parts
from cpsurvey import payload as u
from cpsurvey.design.kpi import Type, Version

Direction = Literal["+", "-", "none"]
Errors = Literal["cr1", "cr2"]
Part = Version | Literal["difference"]
"""A version, or non-routine minus routine."""
Order = Literal["earlier", "same", "later", "unknown"]
"""Of a period, against what the answers speak of."""
Taken = Literal["later", "same", "earlier", "all"]
"""Which periods are analysed."""
Role = Literal["total", "direct", "indirect", "through", "marker"]
"""What an effect is; `through` one mediator of several or the only one."""
Why = Literal[
    "kpi_no_rates",
    "kpi_lag_missing",
    "kpi_too_few",
    "kpi_one_group",
    "kpi_same",
    "kpi_separated",
]
"""Why an indicator has no model."""


@u.frozen
class Rate:
    """A row of T21d; empty below `k` agents, but for periods that were too `thin`.

    `mean` is a share or rate of all contacts, a geometric mean of seconds or a mean score;
    `sd` is that of agents, for seconds of their logarithms.
    """

    version: Version
    agents: u.Count | None
    contacts: u.Contacts
    mean: u.Score
    sd: u.Score
    thin: u.Count


@u.frozen
class Mix:
    """Contacts of respondents by the reason map."""

    routine: u.Contacts
    nonroutine: u.Contacts
    unclear: u.Contacts


@u.frozen
class Tested(parts.Term):
    """A coefficient on the scale of its model (log odds, log rate, log seconds, score)."""

    version: Part


@u.frozen
class Term(Tested):
    """A row of T21b; `points` is the average change of a share.

    `se` is one of the three kinds of error; differences have no other.
    """

    ratio: u.Ratio = None
    ratio_ci: u.Limits = None
    points: u.Gain = None
    points_ci: u.Limits = None
    pvalue_holm: u.Probability = None
    se_cr1: u.Error = None
    se_cr2: u.Error = None
    se_model: u.Error = None


@u.frozen
class Mixed:
    """Logit with an intercept per agent, whose SD is `sd`."""

    converged: bool
    sd: u.Pure
    nodes: u.Count
    terms: tuple[Tested, ...]


@u.frozen
class NegativeBinomial:
    """Counts that vary more than chance."""

    theta: Mapping[Version, u.Pure]
    terms: tuple[Tested, ...]


@u.frozen
class Model:
    """Versions in one model; `contacts` are unknown where a file does not say.

    With an `imputation` numbers are pooled over completed data sets, but for `mixed` and
    `nb`, which are of the first.
    """

    agents: u.Count
    clusters: u.Count
    contacts: Mapping[Version, u.Contacts]
    dispersion: u.Pure
    terms: tuple[Term, ...]
    differences: tuple[Term, ...]
    mixed: Mixed | None
    nb: NegativeBinomial | None
    imputation: parts.Imputation | None = None

    @property
    def versions(self) -> tuple[Version, ...]:
        """Routine and non-routine, or one alone."""
        return tuple(self.contacts)

    def of(self, predictor: str) -> list[Term]:
        """The terms of a predictor, a version each."""
        return [term for term in self.terms if term.term == predictor]


@u.frozen
class Curve:
    """Points of a density."""

    at: tuple[u.Share, ...]
    density: tuple[u.Pure, ...]


@u.frozen
class Shrinkage:
    """Beta(a, b) of the agents' own rates; no curve where they do not differ (`bounded`).

    `raw` and `shrunken` are means of the same slices of at least `k` agents.
    """

    version: Version
    agents: u.Count
    a: u.Pure
    b: u.Pure
    rho: u.Share
    mean: u.Share
    bounded: bool
    raw: tuple[u.Share, ...]
    shrunken: tuple[u.Share, ...]
    curve: Curve | None


@u.frozen
class Selection:
    """A row of T21g: respondents beside agents who did not answer."""

    version: Version
    respondents: u.Count
    others: u.Count
    mean_respondents: u.Score
    mean_others: u.Score
    difference: u.Score
    ci: u.Limits


@u.frozen
class Effect:
    """A row of T21j or T21l: what one standard deviation more goes with.

    `est` is a difference of shares (binomial), a share of change (count, log: .05 is 5 %
    more) or points of the score (linear); `odds` is the odds ratio of the same model.
    """

    version: Part
    role: Role
    through: str | None = None
    est: u.Pure
    ci: u.Limits
    pvalue: u.Probability
    pvalue_holm: u.Probability = None
    odds: u.Ratio = None
    odds_ci: u.Limits = None


@u.frozen
class Decomposition:
    """An effect in total and its parts; `gap` is how far the parts miss the total at most.

    `corrected` are direct and indirect as if mediators were measured without error, by the
    `reliability` (alpha) of each; empty where none is known, or where too little is left.
    """

    agents: u.Count
    draws: u.Count
    gap: u.Pure
    effects: tuple[Effect, ...]
    corrected: tuple[Effect, ...] = ()
    reliability: Mapping[str, u.Reliability] = field(default_factory=dict)


@u.frozen
class Negative:
    """The marker scale beside involvement: what should go with nothing."""

    agents: u.Count
    effects: tuple[Effect, ...]


@u.frozen
class Timed:
    """A row of T21k; `overlap` is the share of the recall period that lies in it, on average.

    `indicators` counts those that have the period.
    """

    period: str
    order: Order
    overlap: u.Share
    indicators: u.Count


@u.frozen
class Timing:
    """Periods against the answers: `recall` days up to each, the `middle` one on that day."""

    recall: u.Count | None
    dated: u.Count
    middle: str | None
    periods: tuple[Timed, ...]


@u.frozen
class Entry:
    """One indicator; without a model there is a reason why.

    `periods` are those analysed, `order` the one they share.
    """

    indicator: str
    type: Type
    direction: Direction
    direction_reason: str | None
    definition: u.Texts
    min_exposure: u.Count
    periods: tuple[str, ...]
    versions: tuple[Rate, ...]
    mix: Mix | None
    model: Model | None
    reason: Why | None
    shrinkage: tuple[Shrinkage, ...]
    selection: tuple[Selection, ...]
    order: Order | None = None
    parts: Decomposition | None = None
    negative: Negative | None = None


@u.frozen
class WithScore:
    """A version of an indicator and a score; empty below `k` agents."""

    indicator: str
    version: Version
    score: str
    n: u.Count | None
    r: u.Correlation
    ci: u.Limits


@u.frozen
class Convergence:
    """A row of T21e: a version with the scale that claims to see the same, and with others."""

    expected: Direction
    own: WithScore
    others: tuple[WithScore, ...]


@u.frozen
class Aside:
    """Cells or, without an indicator, rows that were not used."""

    rule: str
    indicator: str | None
    count: u.Count


@u.frozen
class Reasons:
    """The reason map."""

    id: str
    version: str
    decided: str


@u.frozen
class Kpi(u.Payload):
    """Indicators beside scores; without a `cluster` errors are by agent."""

    predictors: tuple[str, ...]
    controls: tuple[str, ...]
    cluster: str | None
    errors: Errors
    lag: bool
    k: u.Count
    reasons: Reasons | None
    indicators: tuple[Entry, ...]
    quarantine: tuple[Aside, ...]
    correlations: tuple[WithScore, ...]
    convergence: tuple[Convergence, ...]
    source: str | None = None
    mediators: tuple[str, ...] = ()
    marker: str | None = None
    taken: Taken | None = None
    timing: Timing | None = None
