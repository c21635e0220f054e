"""What stands at the head of results: the study, its groups, and words for all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.design import Study
from cpsurvey.design.held import Held
from cpsurvey.errors.fault import Fault, OnFault
from cpsurvey.results import Result
from cpsurvey.scoring import Scored

COMMUNITIES = {"cop", "tks"}
"""Involvement in a community and sharing tacit knowledge: a report says what holds of them."""


def words(
    study: Study, results: Sequence[Result[Any]], on_fault: OnFault | None
) -> dict[str, dict[str, str]]:
    """Words of the run; where they cannot be found, ids stand in the report."""
    from cpsurvey.analysis.labels import labels

    try:
        return labels(study.whole, results)
    except Exception as error:
        if on_fault is None:
            raise
        on_fault(Fault.of("report", "labels", error))
        return {}


def _unlike(study: Study, results: Sequence[Result[Any]]) -> dict[str, list[str]]:
    """Grouping -> scores whose means its groups cannot compare, composites of such included."""
    found: dict[str, dict[str, None]] = {}
    for result in results:
        for by, scales in (result.data.unlike() if result.data else {}).items():
            found.setdefault(by, {}).update(dict.fromkeys(scales))
    for scales in found.values():
        for composite in study.questionnaire.composites:
            if set(composite.of) & set(scales):
                scales[composite.id] = None
    return {by: list(scales) for by, scales in found.items() if scales}


def _groups(study: Study, scored: Scored) -> dict[str, int]:
    """How many teams, centres and languages the people analysed are of."""
    return {
        role: len({group for group in scored.groups[variable].tolist() if group is not None})
        for role, variable in study.groups.items()
        if variable in scored.groups
    }


def header(
    study: Study, scored: Scored, results: Sequence[Result[Any]], since: str, until: str
) -> dict[str, Any]:
    """What is said of the study; `since` and `until` are days of the answers."""
    questionnaire = study.questionnaire
    report = study.file.report
    names = {*questionnaire.scale_by_id, *(one.id for one in questionnaire.composites)}
    return {
        "id": study.id,
        "title": dict(study.file.study.title),
        **({"question": dict(asked)} if (asked := study.file.study.question) else {}),
        "languages": list(study.languages),
        "simulated": study.file.study.simulated,
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "status": questionnaire.status,
            "status_label": dict(questionnaire.status_label),
            "communities": names >= COMMUNITIES,
        },
        "report": {
            "formats": list(report.formats),
            "languages": list(study.languages),
            **report.asked_documents,
            "min_cell": study.smallest,
        },
        "k": study.smallest,
        "invited": study.file.people.invited,
        **({"held": _held(study.held)} if study.held else {}),
        "answered": {"since": since, "until": until},
        "groups": _groups(study, scored),
        "unlike": _unlike(study, results),
    }


def _held(held: Held) -> dict[str, Any]:
    """What the data hold of the questionnaire, as the report says it."""
    roles = held.whole.identifiers.by_role()
    return {
        "groups": {
            role: roles[role].variable if role in roles else role for role in held.groups
        },
        "clusters": held.clusters,
        "unasked": list(held.unasked),
        "controls": list(held.controls),
        "short": [
            {
                "scale": one.scale,
                "used": list(one.used),
                "absent": list(one.absent),
                "dropped": list(one.dropped),
            }
            for one in held.short
        ],
    }
