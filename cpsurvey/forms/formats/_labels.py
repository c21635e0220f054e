"""Variables and labels of a statistical file as a form; its answers are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cpsurvey.forms.answers import reason
from cpsurvey.forms.form import Form, FormOption, FormOptions, FormQuestion, QuestionType
from cpsurvey.forms.opened import refused, said_of
from cpsurvey.forms.texts import UNNAMED, plain

_About = Mapping[str, Any]

_SPSS_DAY = re.compile(r"(A|E|S|J)?DATE\d+$")
_SPSS_WHOLE = re.compile(r"[FN]\d+(\.0)?$")
_STATA_DAY = re.compile(r"%-?td")
_STATA_WHOLE = re.compile(r"int(8|16|32)$")


def form_of(data: bytes, kind: str, platform: str, where: str) -> Form:
    """A question of every variable.

    Raises
    ------
    CpsurveyError
        CPS701 damaged, or without a variable.
    """
    about = _described(data, kind, where)
    lists: dict[str, FormOptions] = {}
    questions = [_question(one, lists) for one in _variables(about)]
    if not questions:
        raise refused("it has no variable", where)
    title = plain(about["label"])
    return Form(
        id=Path(where).stem,
        title={UNNAMED: title} if title else {},
        languages=(UNNAMED,),
        default_language=UNNAMED,
        questions=tuple(questions),
        option_lists=lists,
        notes=tuple(
            f"multiple-response set '{plain(name)}' ({plain(label)}): {', '.join(inside)}"
            for name, (inside, label, _) in about["sets"].items()
        ),
        platform=platform,
    )


def _described(data: bytes, kind: str, where: str) -> _About:
    said = said_of(data, where, "statistical", format=kind, encoding=None, answers=False)
    return next((one for one in said if "names" in one), {"names": ()})


def _variables(about: _About) -> Iterator[_About]:
    """What the file says of each variable that has a name."""
    parts = {
        "name": "names",
        "label": "texts",
        "kind": "types",
        "shape": "formats",
        "measure": "measures",
        "values": "labels",
        "missing": "missing",
    }
    for at, name in enumerate(about["names"]):
        if name:
            yield {part: about[one][at] for part, one in parts.items()}


def _question(one: _About, lists: dict[str, FormOptions]) -> FormQuestion:
    name, label, gaps = one["name"], plain(one["label"]), one["missing"]
    options = tuple(_options(one["values"], gaps))
    chosen = sum(1 for each in options if not each.missing) >= 2
    evidence = []
    if not chosen:
        evidence = [f"labelled: {each.name} is '{_label(each)}'" for each in options]
    if gaps:
        evidence.append(f"missing in the file: {', '.join(_span(*gap) for gap in gaps)}")
    return FormQuestion(
        name=name,
        type="select_one" if chosen else _type(one),
        text={UNNAMED: label} if label else {},
        options=_shared(name, options, one["measure"], lists) if chosen else None,
        evidence=tuple(evidence),
    )


def _label(option: FormOption) -> str:
    return next(iter(option.label.values()), option.name)


def _type(one: _About) -> QuestionType:
    kind, shape = one["kind"], one["shape"]
    if kind == "string":
        return "text"
    if _SPSS_DAY.match(shape) or _STATA_DAY.match(shape):
        return "date"
    if re.match(r"(%-?t|D?TIME|DATETIME|[MQ]?YR|WKYR|MOYR|WKDAY|MONTH)", shape):
        return "text"
    whole = _SPSS_WHOLE.match(shape) or _STATA_WHOLE.match(kind)
    return "integer" if whole else "decimal"


def _options(labels: list[Any], gaps: list[Any]) -> Iterator[FormOption]:
    """Labelled values; those that are missing for the file keep a reason."""
    for value, said in labels:
        label = plain(said)
        number = isinstance(value, int | float)
        if number and not float(value).is_integer():
            continue
        tagged = isinstance(value, str) and re.fullmatch(r"[a-z]", value) and not gaps
        name = str(int(value)) if number else str(value)
        gone = any(_within(value, *gap) for gap in gaps)
        why = (reason(label) or "user_missing") if gone else None
        aliases = (f".{value}",) if tagged else ()
        yield FormOption(name, {UNNAMED: label or name}, missing=why, aliases=aliases)


def _within(value: Any, low: Any, high: Any) -> bool:
    if isinstance(value, str) or isinstance(low, str):
        return bool(value == low)
    return low is not None and high is not None and bool(low <= value <= high)


def _span(low: Any, high: Any) -> str:
    first, last = (f"{end:g}" if isinstance(end, float) else plain(end) for end in (low, high))
    return first if first == last else f"{first} to {last}"


def _shared(
    name: str, options: tuple[FormOption, ...], measure: Any, lists: dict[str, FormOptions]
) -> str:
    """Name of the list with these answers; variables with the same ones share it."""
    for known, there in lists.items():
        if there.options == options:
            return known
    lists[name] = FormOptions(options, False if measure == "nominal" else None)
    return name
