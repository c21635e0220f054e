"""Why numbers may differ: data, questionnaire, options, seed, versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cpsurvey.batch.diff.runs import Run

What = Literal[
    "study",
    "data",
    "indicators",
    "deleted",
    "questionnaire",
    "options",
    "seed",
    "plan",
    "version",
]


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that is other in B than in A; None where it was not there."""

    what: What
    name: str
    before: str | None
    after: str | None


def causes(a: Run, b: Run) -> list[Cause]:
    """Everything that the numbers depend on and that is not the same."""
    return list(_causes(a, b))


def _causes(a: Run, b: Run) -> Iterator[Cause]:
    old, new = a.results.provenance, b.results.provenance
    yield from _one("study", "id", a.results.study.get("id"), b.results.study.get("id"))
    yield from _files("data", _hashes(old.get("sources")), _hashes(new.get("sources")))
    yield from _files("indicators", _kpi(old), _kpi(new))
    yield from _one("deleted", "purges", _purged(old), _purged(new))
    for part in ("id", "version", "sha256"):
        before, after = (_part(one.get("questionnaire"), part) for one in (old, new))
        yield from _one("questionnaire", part, _short(before), _short(after))
    yield from _options(a, b)
    yield from _one("seed", "seed", old.get("seed"), new.get("seed"))
    yield from _one(
        "plan", "sha256", _short(old.get("plan_sha256")), _short(new.get("plan_sha256"))
    )
    yield from _one("version", "cpsurvey", old.get("cpsurvey"), new.get("cpsurvey"))
    yield from _one("version", "python", old.get("python"), new.get("python"))
    packages = [one.get("packages") or {} for one in (old, new)]
    for name in dict.fromkeys((*packages[0], *packages[1])):
        yield from _one("version", name, *(one.get(name) for one in packages))


def _one(what: What, name: str, before: Any, after: Any) -> Iterator[Cause]:
    if before != after:
        yield Cause(what, name, _text(before), _text(after))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _part(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _short(sha256: Any) -> Any:
    """Enough of a hash to tell two apart."""
    return sha256[:12] if isinstance(sha256, str) and len(sha256) == 64 else sha256


def _hashes(files: Any) -> dict[str, str]:
    """SHA-256 -> name of the file."""
    found = [one for one in files or () if isinstance(one, dict)]
    return {str(one["sha256"]): str(one["file"]) for one in found if "sha256" in one}


def _kpi(provenance: Mapping[str, Any]) -> dict[str, str]:
    return _hashes(_part(provenance.get("kpi"), "files"))


def _purged(provenance: Mapping[str, Any]) -> int:
    return len(_part(provenance.get("privacy"), "purges") or ())


def _files(what: What, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Cause]:
    for sha256, name in old.items():
        if sha256 not in new:
            yield Cause(what, name, _short(sha256), None)
    for sha256, name in new.items():
        if sha256 not in old:
            yield Cause(what, name, None, _short(sha256))


def _options(a: Run, b: Run) -> Iterator[Cause]:
    """Keys of the study file, where both runs kept them; else only that it is another one."""
    old, new = (one.record.get("settings") for one in (a, b))
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            yield from _one("options", name, old.get(name), new.get(name))
        return
    before, after = (one.results.provenance.get("study_sha256") for one in (a, b))
    yield from _one("options", "study.yaml", _short(before), _short(after))
