"""What a study chooses, and how it differs from what it declared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cpsurvey import kind as kinds
from cpsurvey.analysis.planned import plan
from cpsurvey.design import Study
from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.design.plan import Declared
from cpsurvey.design.study import StudyFile

ELSEWHERE = {
    *("study", "questionnaire", "sources", "groups", "screening", "measurement"),
    *("analyses", "hypotheses", "report", "privacy"),
}
"""Sections that a plan holds in its own way, or that change no number."""
NO_MORE = {"judged"}
"""Keys of hypotheses that plans of earlier versions hold, and that decide nothing now."""
LONGEST = 120
"""Characters of a value that a deviation shows."""


def choices(study: Study) -> dict[str, Any]:
    """Everything a plan declares, as plain values.

    Raises
    ------
    Invalid
        CPS402 the analyses are invalid.
    """
    questionnaire = study.questionnaire
    return {
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "sha256": study.questionnaire_sha256,
        },
        "seed": study.file.study.seed,
        "groups": dict(study.groups),
        "screening": _plain(study.file.screening),
        "measurement": _plain(study.file.measurement),
        "analyses": [
            {"id": one.id, "kind": one.request.kind, **_options(one.params)}
            for one in plan(study)
        ],
        "hypotheses": [_plain(one) for one in study.hypotheses],
        "other": _other(study),
    }


def _other(study: Study) -> dict[str, Any]:
    """Other sections of the study file (indicators with their directions), without files."""
    found = {
        name: _plain(section)
        for name in StudyFile.model_fields
        if name not in ELSEWHERE and (section := getattr(study.file, name)) is not None
    }
    for section in found.values():
        if isinstance(section, dict):
            section.pop("files", None)
    if study.reasons:
        found["reasons_sha256"] = study.reasons.sha256
    return found


def _options(params: Any) -> dict[str, Any]:
    return {name: value for name, value in _plain(params).items() if name != "id"}


def _plain(part: Any) -> Any:
    if hasattr(part, "model_dump"):
        return part.model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.loads(json.dumps(part, default=_plain))


def record(
    study: Study, declared: Declared | None, ingested: Sequence[str]
) -> dict[str, Any] | None:
    """What the report says about the plan; None without one.

    Parameters
    ----------
    ingested : sequence of str
        When exports were ingested, in UTC; days are shown where data came first.
    """
    if declared is None:
        return None
    first = min(ingested, default=None)
    late = first is not None and first < declared.file.declared_at
    return {
        "sha256": declared.sha256,
        "declared": declared.day,
        "intact": declared.intact,
        "first_data": first[:10] if late and first else None,
        "deviations": list(_deviations(_plain(declared.file.plan), choices(study))),
    }


def _deviations(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if before["seed"] != now["seed"]:
        yield _row("seed_changed", "seed", before["seed"], now["seed"])
    for section in ("questionnaire", "groups", "screening", "measurement", "other"):
        yield from _changed(section, "", before[section], now[section], {})
    for section, one in (("analyses", "analysis"), ("hypotheses", "hypothesis")):
        yield from _listed(one, before[section], now[section])


def _listed(what: str, before: Any, now: Any) -> Iterator[dict[str, Any]]:
    old, new = ({entry["id"]: entry for entry in part} for part in (before, now))
    for name in old:
        if name not in new:
            yield _row(f"{what}_removed", name)
    for name, entry in new.items():
        if name not in old:
            yield _row(f"{what}_added", name)
        else:
            kept = {key: value for key, value in old[name].items() if key not in NO_MORE}
            yield from _changed(what, name, kept, entry, _defaults(what, entry.get("kind")))


def _defaults(what: str, kind: Any) -> Mapping[str, Any]:
    """Keys with their defaults: one of a kind or a hypothesis may be newer than the plan."""
    if what == "hypothesis":
        fields = Hypothesis.model_fields
    elif kind in kinds.found():
        fields = kinds.named(kind).options.model_fields
    else:
        return {}
    return {
        name: field.get_default(call_default_factory=True)
        for name, field in fields.items()
        if not field.is_required()
    }


def _changed(
    what: str, name: str, before: Any, now: Any, defaults: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    for key in dict.fromkeys([*before, *now]):
        old, new = (part.get(key, _plain(defaults.get(key))) for part in (before, now))
        place = f"{name}.{key}".strip(".")
        if isinstance(old, dict) and isinstance(new, dict):
            yield from _changed(what, place, old, new, {})
        elif old != new:
            yield _row(f"{what}_changed", place, old, new)


def _row(what: str, name: str, before: Any = None, now: Any = None) -> dict[str, Any]:
    return {"what": what, "name": name, "before": _shown(before), "now": _shown(now)}


def _shown(value: Any) -> str | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else text[: LONGEST - 2] + " …"
