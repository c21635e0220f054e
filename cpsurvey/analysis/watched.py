"""What an analysis reads of a study, noted as it reads it.

An analysis is handed its context through a glass: every part of the study and every column
it looks at is noted with a digest. Where all of them are the same another time, and so are
its options and the code, its results would be the same too (`keeping.py`). Nobody has to
declare what a kind depends on, so nobody can forget it.

Words of the questionnaire are taken out before: no analysis can depend on them.
"""

from __future__ import annotations

import hashlib
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from types import FunctionType, MethodType
from typing import Any, cast

import numpy as np
from pydantic import BaseModel

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.model_options import main_model
from cpsurvey.coded import Coded
from cpsurvey.design import Questionnaire, Study
from cpsurvey.design.privacy import Privacy
from cpsurvey.design.study import ReportSpec

Path = tuple[str, ...]
Note = Callable[[Path, Any], None]
Reads = dict[Path, str]
"""Place of what was read, from the context -> digest of what stood there."""
ABSENT, NAMES, AT = "absent", "*", "at "
WORDS: Mapping[str, Any] = {
    "label": {},
    "title": {},
    "question": {},
    "text": {},
    "notice": {},
    "status_label": {},
    "derived_labels": {},
    **dict.fromkeys(("aliases", "authors", "changes"), ()),
    "licence": "",
}
FIELD_BY_FIELD = {"study", "file", "questionnaire", "scored", "waves", "whole", "held"}
"""Parts whose own parts are noted one by one."""
LOOK_UPS = {"items", "scale_of", "scale_by_id", "question_by_id"}
"""Of a questionnaire, made of its scales and questions: noted key by key too."""
KEYED = {*LOOK_UPS, "values", "raw", "reasons", "groups", "seconds", "models", "option_sets"}
PLAIN = {str, int, float, bool, type(None)}
UNNOTED = {"id", "progress", "fits", "results", "rescore", "observed"}
"""Cannot change a result, or only in kinds that are never kept."""


# ------------------------------------------------------------------------ digests
def digest(value: Any) -> str:
    """SHA-256 of any part of a context."""
    found = hashlib.sha256()
    for piece in _pieces(value):
        found.update(piece)
    return found.hexdigest()


def _pieces(value: Any) -> Iterator[bytes]:
    if isinstance(value, np.ndarray):
        yield f"{value.dtype}{value.shape}".encode()
        yield repr(value.tolist()).encode() if value.dtype == object else value.tobytes()
    elif isinstance(value, Coded):
        yield from _pieces([list(value.kinds), value.at])
    elif isinstance(value, BaseModel):
        yield type(value).__name__.encode()
        yield from _pieces({name: getattr(value, name) for name in type(value).model_fields})
    elif is_dataclass(value):
        yield type(value).__name__.encode()
        compared = (f.name for f in fields(value) if f.compare)
        yield from _pieces({name: getattr(value, name) for name in compared})
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield repr(key).encode() + b":"
            yield from _pieces(one)
        yield b"}"
    elif isinstance(value, set | frozenset):
        yield repr(sorted(map(repr, value))).encode()
    elif isinstance(value, list | tuple) and set(map(type, value)) <= PLAIN:
        yield repr(value).encode()
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _pieces(one)
        yield b"]"
    else:
        yield repr(value).encode() + b","


def without_words(questionnaire: Questionnaire) -> Questionnaire:
    """The same questionnaire, saying nothing: what remains can change a number."""
    return cast(Questionnaire, _bare(questionnaire))


def without_other_business(study: Study) -> Study:
    """The study as analyses see it: no words, no formats, no place, no sources."""
    file = study.file
    kept = {
        "study": file.study.model_copy(update={"title": {}, "question": {}}),
        "sources": (),
        "analyses": None,
        "report": ReportSpec(min_cell=file.report.min_cell),
        "privacy": Privacy(k=file.privacy.k),
    }
    held = study.held and replace(study.held, whole=without_words(study.held.whole))
    return replace(
        study,
        file=file.model_copy(update=kept),
        questionnaire=without_words(study.questionnaire),
        held=held,
    )


def _bare(value: Any) -> Any:
    if isinstance(value, BaseModel):
        kept = {
            name: WORDS[name] if name in WORDS else _bare(getattr(value, name))
            for name in type(value).model_fields
        }
        return type(value).model_construct(_fields_set=set(value.model_fields_set), **kept)
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_bare(one) for one in value)
    return value


# -------------------------------------------------------------------------- glass
class Glass:
    """An object seen through; its methods and properties see their own object so too."""

    def __init__(self, target: Any, path: Path, note: Note) -> None:
        self.__dict__.update(_target=target, _path=path, _note=note)

    def __getattr__(self, name: str) -> Any:
        target, path = self._target, (*self._path, name)
        way = WAYS.get((type(target).__name__, name))
        if way:
            return way(self)
        found = None if name in LOOK_UPS else getattr(type(target), name, None)
        if isinstance(found, FunctionType):
            return MethodType(found, self)
        if isinstance(found, property):
            assert found.fget is not None
            return found.fget(self)
        if isinstance(found, cached_property):
            value = self.__dict__[name] = found.func(self)
            return value
        return seen(getattr(target, name), path, self._note)


class Keyed(Mapping[Any, Any]):
    """A mapping seen through."""

    def __init__(self, target: Mapping[Any, Any], path: Path, note: Note) -> None:
        self._target, self._path, self._note = target, path, note

    def __getitem__(self, key: Any) -> Any:
        path = (*self._path, str(key))
        if key not in self._target:
            self._note(path, ABSENT)
            raise KeyError(key)
        self._note(path, self._target[key])
        return self._target[key]

    def __iter__(self) -> Iterator[Any]:
        self._note((*self._path, NAMES), list(self._target))
        return iter(self._target)

    def __len__(self) -> int:
        self._note((*self._path, NAMES), list(self._target))
        return len(self._target)


def seen(value: Any, path: Path, note: Note) -> Any:
    """A part of a context as an analysis sees it."""
    if path[-1] in UNNOTED:
        return value
    if path[-1] in FIELD_BY_FIELD and value is not None:
        return Glass(value, path, note)
    if path[-1] in KEYED and isinstance(value, Mapping):
        return Keyed(value, path, note)
    note(path, value)
    return value


def _models_asked(glass: Any) -> Any:
    """Of what else a study asks, an analysis may see which model is the main one."""
    study = glass._target
    glass._note((*glass._path, "requests"), main_model(study))
    return [one for one in study.requests if one.kind in ("sem", "cfa")]


def _at_stage(glass: Any) -> Any:
    first = glass.__dict__.get("_first", glass)

    def at(stage: Any) -> Any:
        if stage == first._target.stage:
            return first
        path = (*first._path, f"{AT}{stage}")
        return _derived(glass._target.at(stage), path, first)

    return at


def _protected(glass: Any) -> Any:
    """The same categories as everybody's, and what they rest on."""
    whole = glass._target.protected
    if whole is None:
        return None
    glass._note((*glass._path, "protected"), whole.rests_on)
    return whole.seen_by(glass.__dict__.get("_first", glass).scored)


def _context_at(glass: Any) -> Any:
    first = glass.__dict__.get("_first", glass)

    def at(stage: Any) -> Any:
        other = _derived(glass._target, first._path, first)
        other.__dict__["scored"] = glass.scored.at(stage)
        return other

    return at


def _completed(glass: Any) -> Any:
    """Columns that were filled stand before those that are read, which are noted."""

    def completed(values: Mapping[str, Any]) -> Any:
        scored = _derived(glass.scored._target, glass.scored._path, glass.scored)
        scored.__dict__["values"] = ChainMap(dict(values), glass.scored.values)
        other = _derived(glass._target, glass._path, glass)
        other.__dict__.update(scored=scored, observed=glass)
        return other

    return completed


def _derived(target: Any, path: Path, first: Any) -> Glass:
    made = Glass(target, path, first._note)
    made.__dict__["_first"] = first
    return made


def _once(name: str) -> Callable[[Any], Any]:
    """Parts that are compared by identity are the same glass each time."""

    def part(glass: Any) -> Any:
        value = seen(getattr(glass._target, name), (*glass._path, name), glass._note)
        return glass.__dict__.setdefault(name, value)

    return part


WAYS: Mapping[tuple[str, str], Callable[[Any], Any]] = {
    ("Study", "requests"): _models_asked,
    ("Scored", "at"): _at_stage,
    ("Context", "protected"): _protected,
    ("Context", "at"): _context_at,
    ("Context", "completed"): _completed,
    ("Study", "whole"): _once("whole"),
    ("Context", "study"): _once("study"),
    ("Context", "scored"): _once("scored"),
}


class Watch:
    """Digests of one run, each worked out once: most is read by many analyses."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Any, str]] = {}

    def over(self, context: Context) -> tuple[Context, Reads]:
        """The context through the glass, and what has been read through it so far."""
        reads: Reads = {}

        def note(path: Path, value: Any) -> None:
            if path not in reads:
                reads[path] = self._digest(path, value)

        return cast(Context, Glass(context, (), note)), reads

    def changed(self, context: Context, before: Mapping[Path, str]) -> Path | None:
        """The first thing read before that is not the same now."""
        glass, reads = self.over(context)
        for path, then in before.items():
            with suppress(AttributeError, KeyError):
                _walk(glass, path)
            if reads.get(path) != then:
                return path
        return None

    def _digest(self, path: Path, value: Any) -> str:
        held = self._known.get(path)
        if held is not None and held[0] is value:
            return held[1]
        found = digest(value)
        self._known[path] = (value, found)
        return found


def _walk(place: Any, path: Path) -> None:
    for name in path:
        if name == NAMES:
            len(place)
        elif isinstance(place, Mapping):
            place = place[name]
        elif name.startswith(AT):
            place = place.at(name.removeprefix(AT))
        else:
            place = getattr(place, name)
