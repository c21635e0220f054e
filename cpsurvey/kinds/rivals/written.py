"""Rival measurement models of the same items, written from the questionnaire itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from cpsurvey.analysis.measurement import Measured
from cpsurvey.analysis.names import free_name
from cpsurvey.design import Questionnaire
from cpsurvey.kinds.rivals.data import Model, Relation
from cpsurvey.results import Caveat

MOST = 12
"""Reversed items whose uniquenesses are let correlate, pair by pair."""


@dataclass(frozen=True, slots=True)
class Rival:
    """One model, every factor of variance one.

    Parameters
    ----------
    added : tuple of str
        Factors beyond those of the scales.
    """

    name: Model
    syntax: str
    relation: Relation
    added: tuple[str, ...] = ()


def rivals(
    found: Measured, questionnaire: Questionnaire, *, uniqueness: bool = False
) -> tuple[list[Rival], list[Caveat], dict[str, list[str]]]:
    """Models that can be written for these scales, why others cannot, and composites.

    With `uniqueness`, also correlated uniquenesses of the reversed items.
    """
    base = found.syntax()
    taken = {*found.scales, *found.items}
    general = free_name("general", taken)
    wording = free_name("wording", taken)
    models = [
        Rival("correlated", base, "itself"),
        Rival("one_factor", f"{general} =~ {_sum(found.items)}", "restricted", (general,)),
    ]
    caveats: list[Caveat] = []
    composites = _composites(found, questionnaire)
    if composites:
        syntax = "\n".join([base, *_second_order(composites)])
        models.append(Rival("second_order", syntax, "restricted", tuple(composites)))
    else:
        caveats.append(Caveat("rivals_no_composite"))
    relation: Relation = "general" if len(found.scales) <= 3 else "apart"
    models.append(Rival("bifactor", _bifactor(found, general), relation, (general,)))
    reversed_ = [item for item in found.items if questionnaire.items[item].reverse]
    if len(reversed_) < 2:
        caveats.append(Caveat("rivals_no_wording", "note", {"count": len(reversed_)}))
        return models, caveats, composites
    shared = _shared(found, reversed_, wording)
    models.append(Rival("wording", shared, "general", (wording,)))
    if len(reversed_) > 2:
        syntax = _wording(found, _sum(reversed_), wording)
        models.append(Rival("wording_free", syntax, "general", (wording,)))
    if uniqueness and len(reversed_) <= MOST:
        pairs = (f"{one} ~~ {other}" for one, other in combinations(reversed_, 2))
        models.append(Rival("uniqueness", "\n".join([base, *pairs]), "general"))
    return models, caveats, composites


def _sum(names: Sequence[str], label: str = "") -> str:
    return " + ".join(f"{label}*{name}" if label else name for name in names)


def _apart(names: Sequence[str]) -> Iterator[str]:
    for one, other in combinations(names, 2):
        yield f"{one} ~~ 0*{other}"


def _composites(found: Measured, questionnaire: Questionnaire) -> dict[str, list[str]]:
    """Reflective composites with two of the scales and more; a scale belongs to one."""
    made: dict[str, list[str]] = {}
    used: set[str] = set()
    for composite in questionnaire.composites:
        parts = [part for part in composite.of if part in found.scales and part not in used]
        if composite.measurement == "reflective" and len(parts) > 1:
            made[composite.id] = parts
            used.update(parts)
    return made


def _second_order(composites: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Two first-order factors allow one loading for both, three and more one each."""
    for at, (composite, parts) in enumerate(composites.items()):
        label = f"equal{at}" if len(parts) == 2 else ""
        yield f"{composite} =~ {_sum(parts, label)}"


def _bifactor(found: Measured, general: str) -> str:
    """Every item on one factor for all and one for its scale, all orthogonal."""
    lines = [f"{general} =~ {_sum(found.items)}"]
    for at, (scale, items) in enumerate(found.scales.items()):
        label = f"both{at}" if len(items) == 2 else ""
        lines.append(f"{scale} =~ {_sum(items, label)}")
    return "\n".join([*lines, *_apart([general, *found.scales])])


def _shared(found: Measured, items: Sequence[str], wording: str) -> str:
    """Wording takes one share of every reversed item's variance.

    Loadings fixed at the items' standard deviations leave one parameter, the share, whose
    test is regular where there is none: a random intercept (Maydeu-Olivares & Coffman,
    2006, doi:10.1037/1082-989X.11.4.344).
    """
    fixed = " + ".join(f"{found.spread.get(item, 1.0):.6g}*{item}" for item in items)
    return _wording(found, fixed, wording) + f"\n{wording} ~~ NA*{wording}"


def _wording(found: Measured, items: str, wording: str) -> str:
    lines = [found.syntax(), f"{wording} =~ {items}"]
    return "\n".join([*lines, *(f"{wording} ~~ 0*{scale}" for scale in found.scales)])
