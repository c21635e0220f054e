"""The JSON of a Qualtrics survey: its parts by what they are, whatever stands there instead.

PHP wrote it: an empty mapping is an empty list, a mapping of numbers may be a list, a number
may be a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cpsurvey.forms.languages import language_code
from cpsurvey.forms.opened import refused
from cpsurvey.forms.texts import UNNAMED, plain

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Block:
    """Questions that stand together, by their numbers."""

    name: str
    text: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The parts of a survey that matter here."""

    name: str
    language: str
    questions: Mapping[str, Json]
    blocks: tuple[Block, ...]
    unused: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())

    @staticmethod
    def is_other(choice: Json) -> bool:
        """Whether an answer takes a text and is called so."""
        from cpsurvey.forms.answers import is_other

        return bool(choice.get("TextEntry")) and is_other(text(choice.get("Display")))


def text(value: Any) -> str:
    """A text or a number on one line; nothing for anything else."""
    return plain(value) if isinstance(value, str | int | float) and value is not False else ""


def part(whole: Any, key: str) -> Json:
    """A mapping within a mapping, or within the list that PHP made of one."""
    found: Any = None
    if isinstance(whole, Mapping):
        found = whole.get(key)
    elif isinstance(whole, list) and key.isdecimal() and int(key) < len(whole):
        found = whole[int(key)]
    if isinstance(found, list):
        return {str(i): one for i, one in enumerate(found)}
    return found if isinstance(found, Mapping) else {}


def natural(key: str) -> tuple[int, str]:
    """Order of keys that are mostly numbers."""
    return (int(key) if key.isdecimal() and len(key) < 10 else 0, key)


def order(question: Json, key: str) -> list[str]:
    """Keys of choices or answers in the order they are shown in."""
    there = part(question, key)
    named = question.get(f"{key[:-1]}Order")
    shown = [text(one) for one in named] if isinstance(named, list) else []
    keys = [one for one in dict.fromkeys(shown) if one in there]
    return keys or sorted(there, key=natural)


def tag(question: Json) -> str:
    """Name of the question's column."""
    return text(question.get("DataExportTag")) or text(question.get("QuestionID"))


def texts(question: Json, language: str, *path: str) -> dict[str, str]:
    """A text at `path`, and its translations."""
    found: dict[str, str] = {}
    if own := _at(question, path):
        found[language] = own
    translated = question.get("Language")
    for name, inside in translated.items() if isinstance(translated, Mapping) else ():
        if isinstance(inside, Mapping) and (said := _at(inside, path)):
            found.setdefault(language_code(name), said)
    return found


def _at(whole: Json, path: tuple[str, ...]) -> str:
    *outer, last = path
    here: Json = whole
    for key in outer:
        here = part(here, key)
    return text(here.get(last))


def required(question: Json) -> bool:
    """Whether an answer is forced."""
    settings = part(part(question, "Validation"), "Settings")
    return settings.get("ForceResponse") == "ON"


def content(question: Json) -> str:
    """What a text must be: ``ValidNumber``, ``ValidEmail``, ..."""
    return text(part(part(question, "Validation"), "Settings").get("ContentType"))


def number_limits(question: Json) -> tuple[float | None, float | None, bool]:
    """Smallest and largest number, and whether a text must be one."""
    if content(question) != "ValidNumber":
        return None, None, False
    settings = part(part(question, "Validation"), "Settings")
    valid = part(settings, "ValidNumber")
    return _number(valid.get("Min")), _number(valid.get("Max")), True


def _number(value: Any) -> float | None:
    try:
        return float(text(value))
    except ValueError:
        return None


def condition(question: Json) -> str | None:
    """When the question is shown, in Qualtrics' words."""
    logic = question.get("DisplayLogic")
    if not isinstance(logic, Mapping):
        return None
    said = [
        text(inner.get("Description"))
        for outer in logic.values()
        if isinstance(outer, Mapping)
        for inner in outer.values()
        if isinstance(inner, Mapping)
    ]
    return " ".join(filter(None, said)) or "a condition of Qualtrics"


def survey_of(document: Any, where: str) -> Survey:
    """The parts of a survey file.

    Raises
    ------
    CpsurveyError
        CPS701 it is JSON of another kind.
    """
    elements = document.get("SurveyElements") if isinstance(document, Mapping) else None
    if not isinstance(elements, list):
        raise refused("it is JSON, but no survey file of Qualtrics", where)
    entry = part(document, "SurveyEntry")
    by_kind: dict[str, list[Json]] = {}
    for element in elements:
        if isinstance(element, Mapping):
            by_kind.setdefault(text(element.get("Element")), []).append(element)
    questions = {}
    for element in by_kind.get("SQ", []):
        payload = part(element, "Payload")
        number = text(payload.get("QuestionID")) or text(element.get("PrimaryAttribute"))
        if payload:
            questions[number] = {**payload, "QuestionID": number}
    blocks = list(_blocks(by_kind.get("BL", [])))
    flow = [
        number
        for element in by_kind.get("FL", [])
        for number in _in_flow(part(element, "Payload"))
    ]
    blocks.sort(key=lambda one: flow.index(one[0]) if one[0] in flow else len(flow))
    unused = [
        number for _, kind, block in blocks if kind == "Trash" for number in block.questions
    ]
    kept = [block for _, kind, block in blocks if kind != "Trash"]
    named = {number for _, _, block in blocks for number in block.questions}
    if rest := tuple(number for number in questions if number not in named):
        kept.append(Block("without_block", "", rest))
    return Survey(
        name=text(entry.get("SurveyName")),
        language=language_code(entry["SurveyLanguage"])
        if text(entry.get("SurveyLanguage"))
        else UNNAMED,
        questions=questions,
        blocks=tuple(kept),
        unused=tuple(unused),
        notes=tuple(_embedded(by_kind.get("FL", []))),
    )


def _blocks(elements: list[Json]) -> Iterator[tuple[str, str, Block]]:
    """Number, kind and block; the payload is a list or a mapping of blocks."""
    for element in elements:
        payload = element.get("Payload")
        inside = list(payload.values()) if isinstance(payload, Mapping) else payload
        for place, one in enumerate(inside if isinstance(inside, list) else [], 1):
            if not isinstance(one, Mapping):
                continue
            parts = one.get("BlockElements")
            numbers = tuple(
                text(each.get("QuestionID"))
                for each in (parts if isinstance(parts, list) else ())
                if isinstance(each, Mapping) and each.get("Type") == "Question"
            )
            name = text(one.get("ID")) or f"block_{place}"
            block = Block(name, text(one.get("Description")), numbers)
            yield name, text(one.get("Type")), block


def _in_flow(step: Json) -> Iterator[str]:
    """Numbers of blocks in the order of the flow, branches included."""
    waiting: list[Any] = [step]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, Mapping):
            if one.get("Type") in ("Block", "Standard"):
                yield text(one.get("ID"))
            inside = one.get("Flow")
            waiting[:0] = inside if isinstance(inside, list) else []


def _embedded(elements: list[Json]) -> Iterator[str]:
    """Fields that the flow fills: columns of an export that no question asks."""
    waiting: list[Any] = [part(element, "Payload") for element in elements]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            fields = one.get("EmbeddedData")
            for each in fields if isinstance(fields, list) else ():
                if isinstance(each, Mapping) and text(each.get("Field")):
                    yield f"embedded data '{text(each.get('Field'))}': a column of the export"
            inside = one.get("Flow")
            waiting += inside if isinstance(inside, list) else []
