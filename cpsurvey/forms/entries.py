"""Lines of a draft for items, questions and attention checks."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping

from cpsurvey.design import expressions
from cpsurvey.design.form import Question
from cpsurvey.errors import CpsurveyError
from cpsurvey.forms import lines
from cpsurvey.forms.form import FormQuestion, Texts
from cpsurvey.forms.lines import scalar, text
from cpsurvey.forms.planned import CHOSEN, Planned, PlannedScale
from cpsurvey.forms.sets import Sets
from cpsurvey.forms.texts import UNNAMED

TYPES = frozenset(typing.get_args(Question.model_fields["type"].annotation))
"""Types a questionnaire file knows."""
_SCALE_ROLES = ("core", "control", "marker")


class Entries:
    """Writes what is asked.

    Parameters
    ----------
    sets : Sets
        Named as they are needed; written afterwards.
    """

    def __init__(self, planned: Planned, sets: Sets) -> None:
        self._planned = planned
        self._worded = planned.worded
        self._sets = sets
        self._stems = {group.name: group.text for group in planned.form.groups}

    def scale(self, planned: PlannedScale) -> Iterator[str]:
        """A scale with its items."""
        scale, said = planned.scale, planned.scale.kept
        label, missing = self._worded.complete(scale.label, scale.id)
        sets = [self._set(one) for one in planned.items]
        shared = max(dict.fromkeys(sets), key=sets.count)
        yield f"  - id: {scalar(planned.id)}"
        if scale.evidence:
            check = "check: is this one construct?"
            yield from lines.comment(check, *scale.evidence, indent=4)
        yield f"    label: {text(label)}{lines.beside(lines.not_in(missing))}"
        yield f"    options: {scalar(shared)}"
        yield from _scoring(said, len(planned.items))
        if said.get("role") in _SCALE_ROLES:
            yield f"    role: {said['role']}"
        yield from _kept(said, 4, truths=("optional",))
        yield "    items:"
        for one, own in zip(planned.items, sets, strict=True):
            yield from self._item(one, own if own != shared else None)

    def _item(self, one: FormQuestion, options: str | None) -> Iterator[str]:
        yield f"      - id: {scalar(self._planned.id_of(one))}"
        yield from self._texts(one, one.text, 8)
        if options:
            yield f"        options: {scalar(options)}"
        if one.reverse:
            yield "        reverse: true"
        yield from _kept(one.kept, 8, truths=("optional",))
        yield from self._aliases(one, 8)

    def question(self, one: FormQuestion) -> Iterator[str]:
        """A question outside the scales."""
        type_, why = self._type(one)
        stem = self._stems.get(one.of or "", {})
        yield f"  - id: {scalar(self._planned.id_of(one))}"
        yield f"    type: {type_}{lines.beside(why)}"
        yield from self._texts(one, _below(stem, one.text), 4)
        if type_ in CHOSEN:
            yield f"    options: {scalar(self._set(one))}"
        if type_ in ("integer", "decimal"):
            yield from (f"    min: {one.min!r}",) if one.min is not None else ()
            yield from (f"    max: {one.max!r}",) if one.max is not None else ()
        if one.pii:
            yield "    pii: true"
        role = one.kept.get("role", "")
        kept = {**one.kept, "role": "" if role == "question" else role}
        kept["show_if"] = self._condition(one)
        yield from _kept(kept, 4, plain=("role", "privacy", "show_if"), truths=("control",))
        yield from self._aliases(one, 4)

    def _condition(self, one: FormQuestion) -> str:
        """A condition of the questionnaire, where what it speaks of is there."""
        written = one.kept.get("show_if", "")
        try:
            used = expressions.names(expressions.parse(written)) if written else ()
        except CpsurveyError:
            return ""
        return written if {*used} <= {*self._planned.ids.values()} else ""

    def check(self, one: FormQuestion) -> Iterator[str]:
        """An attention check."""
        said, _ = self._worded.complete(one.text, one.name)
        yield f"  - id: {scalar(self._planned.id_of(one))}"
        yield f"    kind: {scalar(one.kept.get('role', 'instructed'))}"
        yield f"    text: {text(said)}"
        yield f"    options: {scalar(self._set(one))}"
        yield f"    expected: [{', '.join(one.kept['expected'].split())}]"
        yield from self._aliases(one, 4)

    def _set(self, one: FormQuestion) -> str:
        return self._sets.name(one, self._planned.id_of(one))

    def _aliases(self, one: FormQuestion, indent: int) -> Iterator[str]:
        if names := aliases(one, self._planned.id_of(one)):
            yield f"{' ' * indent}aliases: {names}"

    def _texts(self, one: FormQuestion, texts: Texts, indent: int) -> Iterator[str]:
        space = " " * indent
        said, missing = self._worded.complete(texts, one.name)
        yield from lines.comment(*one.evidence, *self.remarks(one), indent=indent)
        if any(one.label.values()):
            yield f"{space}label: {text(self._worded.complete(one.label, one.name)[0])}"
        if len(said) == 1:
            yield f"{space}text: {text(said)}"
            return
        yield f"{space}text:{lines.beside(lines.not_in(missing))}"
        for language, words in said.items():
            yield f"{space}  {language}: {lines.quoted(words)}"

    def remarks(self, one: FormQuestion) -> Iterator[str]:
        """What the form says of a question and a questionnaire has no key for."""
        if (condition := one.kept.get("show_if") or one.relevant) and not self._condition(one):
            yield f"asked if: {condition}"
        if one.required:
            yield "must be answered"
        for language, hint in one.hint.items():
            yield f"hint: {hint}" if language == UNNAMED else f"hint ({language}): {hint}"
        for name, value in one.extra.items():
            yield f"{name}: {value}"
        for words in self._worded.left_over(one.text):
            yield f"also worded, without a language: {words}"

    def _type(self, one: FormQuestion) -> tuple[str, str]:
        """Type of a question in a questionnaire, and why it is another than the form's."""
        if one.type in CHOSEN and not self._planned.answers(one):
            listed = self._planned.form.option_lists.get(one.options or "")
            there = [f"{o.name}: {_any(o.label)}" for o in listed.options] if listed else []
            said = ", ".join(there) or "none in the form"
            return "text", f"check: {one.type} with fewer than two answers ({said})"
        if one.type == "identifier":
            return "text", "names somebody or something"
        if one.type not in TYPES:
            return "text", f"'{one.type}' in the form"
        return one.type, ""


def _scoring(said: Mapping[str, str], items: int) -> Iterator[str]:
    inside = [f"method: {said['scoring']}"] if "scoring" in said else []
    if "min_valid" in said and int(said["min_valid"]) <= items:
        inside.append(f"min_valid: {said['min_valid']}")
    if inside:
        yield f"    scoring: {{{', '.join(inside)}}}"


def _kept(
    said: Mapping[str, str],
    indent: int,
    *,
    plain: tuple[str, ...] = (),
    truths: tuple[str, ...] = (),
) -> Iterator[str]:
    """Keys of a questionnaire that a form kept."""
    space = " " * indent
    yield from (f"{space}{key}: {scalar(said[key])}" for key in plain if said.get(key))
    yield from (f"{space}{key}: true" for key in truths if said.get(key) == "yes")


def _any(texts: Mapping[str, str]) -> str:
    return next(iter(texts.values()), "")


def _below(stem: Texts, words: Texts) -> Texts:
    """Text of a row of a matrix that stands on its own."""
    return {
        language: f"{above} - {said}"
        if (above := stem.get(language)) and above != said
        else said
        for language, said in words.items()
    }


def aliases(one: FormQuestion, given: str) -> str:
    """What else exports call it, as a list; nothing where they call it by its id."""
    names = [name for name in (one.name, *one.aliases) if name and name != given]
    return lines.listed(tuple(dict.fromkeys(names))) if names else ""
