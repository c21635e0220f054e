"""What simulated answers are drawn from: paths, loadings, teams, people who do not read."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from cpsurvey.design.base import Id, Part


class Moderation(Part):
    """A product of two factors with an effect, in simulated answers."""

    outcome: Id
    of: tuple[Id, Id]
    b: float


class Careless(Part):
    """Simulated respondents who do not read: how many, and in which proportions of kinds."""

    share: float = Field(0.04, ge=0, le=1, description="Share of all respondents.")
    straight: float = Field(3.0, ge=0, description="Tick one column all the way.")
    random: float = Field(3.0, ge=0, description="Tick anywhere.")
    speeder: float = Field(3.0, ge=0, description="Rush, and read every other item.")
    diagonal: float = Field(1.0, ge=0, description="Tick down and up the columns.")

    @property
    def kinds(self) -> dict[str, float]:
        """Kind -> its share among the careless."""
        weights = {
            kind: getattr(self, kind) for kind in ("straight", "random", "speeder", "diagonal")
        }
        return {kind: weight / sum(weights.values()) for kind, weight in weights.items()}

    @model_validator(mode="after")
    def _some_kind(self) -> Careless:
        if not self.straight + self.random + self.speeder + self.diagonal:
            raise ValueError("no kind of careless respondent has a proportion above zero")
        return self


class Shift(Part):
    """An item that does not measure in one language as it does in the others."""

    item: Id
    group: str = Field(description="Language in which it measures otherwise.")
    intercept: float = Field(
        0.0, ge=-3, le=3, description="Added to the answer, after reversal, in its SDs."
    )
    loading: float = Field(
        0.0, ge=-1, le=1, description="Added to the standardised loading, after reversal."
    )


class Drawn(Part):
    """A question whose answers are drawn in known shares, and from a factor."""

    shares: dict[int, float] = Field(
        min_length=1, description="Answer -> its share, from low to high on the factor."
    )
    of: Id | None = Field(None, description="Scale or composite that it goes with.")
    r: float = Field(0.0, ge=-1, le=1, description="Correlation with it, before it is cut.")

    @model_validator(mode="after")
    def _add_up(self) -> Drawn:
        if min(self.shares.values()) < 0 or abs(sum(self.shares.values()) - 1) > 1e-6:
            raise ValueError("the shares do not add up to 1")
        return self


class CommonMethod(Part):
    """A factor behind all items of one format, whatever they measure."""

    share: float = Field(0.0, ge=0, lt=1, description="Share of each item's variance.")
    options: str | None = Field(
        None, description="Option set of the format; the one of most items when absent."
    )


class SimulatedNetwork(Part):
    """Communities that people ask for help in, and what is seen of them in a survey."""

    size: int = Field(14, ge=3, description="Mean size of a community.")
    degree: float = Field(3.5, gt=0, description="Mean number of people asked for advice.")
    community: float = Field(
        0.70, ge=0, le=1, description="Share of ties within the community (outside routine) ..."
    )
    team: float = Field(
        0.15, ge=0, le=1, description="... and within the team (routine); others are anywhere."
    )
    across: float = Field(
        0.85, ge=0, le=1, description="Share of people whose community is not their team's."
    )
    alike: float = Field(
        0.15, ge=0, lt=1, description="Share of involvement's variance between communities."
    )
    involvement: float = Field(
        0.30,
        ge=0,
        le=2,
        description="How many ties of a person, to and from them, and how many are returned: "
        "in logarithms per SD of involvement.",
    )
    skill: float = Field(
        0.50, ge=0, le=2, description="How much more often some are asked, SD in logarithms."
    )
    reciprocity: float = Field(0.25, ge=0, le=1, description="Ties that are returned.")
    closure: float = Field(0.20, ge=0, le=1, description="Ties to whom those asked ask.")
    refusal: float = Field(0.04, ge=0, lt=1, description="Respondents who do not consent.")
    outside: float = Field(
        0.03, ge=0, le=1, description="People who did not answer, per respondent."
    )
    forgotten: float = Field(
        0.20, ge=0, lt=1, description="Ties that the person asked does not tell of."
    )

    @model_validator(mode="after")
    def _shares(self) -> SimulatedNetwork:
        if self.community + self.team > 1:
            raise ValueError(
                "'community' and 'team' are shares of all ties: at most 1 together"
            )
        return self


def _share(value: object) -> object:
    return {"share": value} if isinstance(value, int | float) else value


LOADING_SPREAD = 0.08
"""Simulated loadings lie this far, at most, from their mean."""


class Simulation(Part):
    """Known parameters that simulated answers are drawn from, all standardised."""

    paths: str = Field("", description="lavaan syntax, every coefficient fixed: tks ~ 0.5*cop.")
    moderation: tuple[Moderation, ...] = ()
    effects: dict[Id, str] = Field(
        default_factory=dict,
        description="Chains whose power is of interest: cop > tks > perf_ad.",
    )
    loading: float = Field(0.74, gt=0, lt=1, description="Mean loading of the items.")
    team_share: float = Field(
        0.1, ge=0, lt=1, description="Share of every factor's variance between teams."
    )
    questions: dict[Id, Drawn] = Field(
        default_factory=dict, description="Questions outside the scales; others by chance."
    )
    careless: Careless = Careless()
    network: SimulatedNetwork = Field(
        SimulatedNetwork(), description="Who names whom, where a network is asked for."
    )
    shifts: tuple[Shift, ...] = ()
    reversed_method: float = Field(
        0.0,
        ge=0,
        lt=1,
        description="Share of reversed items' variance that their wording has in common.",
    )
    common_method: Annotated[CommonMethod, BeforeValidator(_share)] = CommonMethod()

    @model_validator(mode="after")
    def _room_for_error(self) -> Simulation:
        largest = min(self.loading + LOADING_SPREAD, 0.95)
        if largest**2 + self.reversed_method + self.common_method.share >= 1:
            raise ValueError(
                f"loadings up to {largest:.2f} and the method factors leave no variance for "
                "error; lower 'loading', 'reversed_method' or 'common_method'"
            )
        return self
