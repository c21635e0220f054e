"""What a model of ties leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u

Sort = Literal["edges", "mutual", "closure", "same", "receiver", "sender", "difference"]
Told = Literal["mutual", "closure", "same"]
Statistic = Literal["indegree", "outdegree", "alone", "shared"]


@u.frozen
class OfTerm:
    """One term; `name` is the group, score or variable it is about.

    `b` is in log odds of a tie per unit of the statistic, `odds` the ratio of odds.
    `simulation` is the share of the squared error that comes from the simulation.
    """

    term: Sort
    name: str | None
    b: u.Pure
    se: u.Error
    ci: u.Limits
    odds: u.Ratio
    odds_ci: u.Limits
    pvalue: u.Probability
    simulation: u.Share


@u.frozen
class OfNetwork:
    """Something that is no term, observed and in networks drawn from the model.

    Standard deviation of degrees; share of ties that no third person, and two and more, close.
    `range` holds 95% of the networks drawn, `pvalue` is two-sided.
    """

    statistic: Statistic
    observed: u.Pure
    mean: u.Pure
    range: u.Limits
    pvalue: u.Probability


@u.frozen
class Ergm(u.Payload):
    """An exponential random graph model of one relation.

    `effective` is how many independent networks those simulated are worth for the worst term,
    `rhat` how far chains disagree, `off` how far the means simulated are from the network
    observed, in standard deviations. `package` is what fitted it, in its version.
    """

    relation: str
    people: u.Count
    asked: u.Count
    ties: u.Count
    response: u.Share
    decay: u.Pure
    terms: tuple[OfTerm, ...]
    converged: bool
    effective: u.Pure
    rhat: u.Ratio
    off: u.Pure
    drawn: u.Count
    package: str
    against: tuple[OfNetwork, ...]

    @property
    def solved(self) -> bool:
        """Whether the simulation came to an end."""
        return self.converged

    @property
    def subject(self) -> str | None:
        """The relation."""
        return self.relation
