"""Which step of the ladder a scale is on: the rules, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from cpsurvey.kinds.evidence.data import (
    Back,
    Criterion,
    Interviews,
    Lack,
    Model,
    Ratings,
    Reliability,
    Role,
    Sorting,
    Status,
)

FEWEST_EXPERTS = 3
"""Lynn (1986, doi:10.1097/00006199-198611000-00017)."""
AVERAGE = 0.90
"""Least S-CVI/Ave (Polit & Beck, 2006, doi:10.1002/nur.20147)."""
FOR_PILOT = 100
"""Answers that reliability needs (Terwee et al., 2007, doi:10.1016/j.jclinepi.2006.03.012)."""
RELIABLE = 0.70
"""Whole interval above (Nunnally & Bernstein, 1994; Terwee et al., 2007)."""
FOR_MODEL = 200
"""Answers that a measurement model needs (Boomsma, 1985; Kline, 2016)."""
CFI, RMSEA, SRMR = 0.95, 0.06, 0.08
"""Hu & Bentler (1999, doi:10.1080/10705519909540118)."""
SAME_LOADINGS = ("metric", "scalar", "strict")
STEPS: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that the rules look at, of a scale in a language.

    Parameters
    ----------
    k : int
        Items of the scale.
    experts : int
        Of the item that fewest rated.
    source : Found or None
        The same scale in the language it was written in, where this is a translation.
    answers : int or None
        People who answered in this language.
    languages : int
        Languages people answered in; 0 where that is not known.
    chosen : bool
        Whether this study leaves items of the scale out.
    """

    k: int
    experts: int
    ratings: Ratings | None
    sorting: Sorting | None
    back: Back | None
    interviews: Interviews | None
    source: Found | None
    answers: int | None
    languages: int
    reliability: Reliability | None
    model: Model | None
    criterion: Criterion | None
    role: Role | None
    chosen: bool


def climb(found: Found) -> tuple[Status, tuple[Lack, ...], tuple[Status, ...]]:
    """The step reached, what the next one lacks, and later steps whose own rule is met."""
    lacks: dict[Status, Sequence[Lack]] = {
        "content": tuple(_content(found)),
        "pretested": tuple(_pretested(found)),
        "piloted": tuple(_piloted(found)),
        "confirmed": tuple(_confirmed(found)),
        "criterion": tuple(_criterion(found)),
    }
    status: Status = "drafted"
    for step, lacking in lacks.items():
        if lacking:
            later = STEPS[STEPS.index(step) + 1 :]
            return status, tuple(lacking), tuple(one for one in later if not lacks[one])
        status = step
    return status, (), ()


def _content(found: Found) -> Iterator[Lack]:
    """Every item relevant to experts; or a translation that says the same as one that is.

    What judges or translators say against an item counts, whatever the experts say.
    """
    if found.sorting and found.sorting.enough < found.sorting.items:
        yield "sorting"
    if found.back and found.back.different:
        yield "back"
    own = tuple(_rated(found))
    if own and not _translated(found):
        yield from own


def _rated(found: Found) -> Iterator[Lack]:
    if found.ratings is None or found.ratings.items < found.k:
        yield "not_rated"
        return
    if found.experts < FEWEST_EXPERTS:
        yield "few_experts"
    if found.ratings.enough < found.k:
        yield "icvi"
    if found.ratings.average is not None and found.ratings.average < AVERAGE:
        yield "scvi"


def _translated(found: Found) -> bool:
    """Whether experts rated nothing in this language, and all of it was translated back."""
    whole = found.back is not None and found.back.n == found.k and not found.back.different
    return (
        whole
        and found.ratings is None
        and found.source is not None
        and not tuple(_content(found.source))
    )


def _pretested(found: Found) -> Iterator[Lack]:
    """Every item tried on enough people, with few problems."""
    if found.interviews is None or found.interviews.items < found.k:
        yield "few_interviews"
    if found.interviews and found.interviews.troubled:
        yield "troubled"


def _piloted(found: Found) -> Iterator[Lack]:
    """Enough answers in this language, and reliable ones."""
    if not found.languages:
        yield "no_language"
        return
    if (found.answers or 0) < FOR_PILOT:
        yield "few_answers"
    reliable = found.reliability
    if reliable is None or reliable.pooled or reliable.ci is None:
        yield "no_reliability"
    elif reliable.ci.lower < RELIABLE:
        yield "reliability"


def _confirmed(found: Found) -> Iterator[Lack]:
    """A model settled before, put to the test on people nothing was chosen on."""
    if found.role is None:
        yield "no_role"
    elif found.role != "confirmed":
        yield found.role
    if found.chosen:
        yield "items_chosen"
    if not found.languages:
        yield "no_language"
    elif (found.answers or 0) < FOR_MODEL:
        yield "few_for_model"
    if found.model is None:
        yield "no_model"
        return
    if not found.model.sound:
        yield "unsound"
    elif not _fits(found.model):
        yield "fit"
    if found.languages > 1 and found.model.across not in SAME_LOADINGS:
        yield "languages"


def _fits(model: Model) -> bool:
    """By all three measures; a model without degrees of freedom fits whatever there is."""
    if not model.df:
        return False
    if model.cfi is None or model.rmsea is None or model.srmr is None:
        return False
    return model.cfi >= CFI and model.rmsea <= RMSEA and model.srmr <= SRMR


def _criterion(found: Found) -> Iterator[Lack]:
    if found.criterion is None:
        yield "no_criterion"
    elif not found.criterion.beyond:
        yield "criterion"
