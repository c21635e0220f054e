"""The text of a questionnaire file made of a form: it loads at once, and is to be checked.

What was decided without the form saying so stands beside it as a comment; what has no place
in a questionnaire is listed at the end.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping

from cpsurvey.design.form import Identifiers, Question
from cpsurvey.forms import lines
from cpsurvey.forms.codes import Coded, coded
from cpsurvey.forms.form import Form, FormQuestion, FormScale, Texts
from cpsurvey.forms.identifiers import identifiers_of
from cpsurvey.forms.ids import LONGEST, Ids, made_id
from cpsurvey.forms.lines import scalar, text
from cpsurvey.forms.scales import scales_of
from cpsurvey.forms.sets import Sets
from cpsurvey.forms.worded import Worded
from cpsurvey.forms.texts import UNNAMED

TYPES = frozenset(typing.get_args(Question.model_fields["type"].annotation))
"""Types a questionnaire file knows."""
_CHOSEN = ("select_one", "select_multiple")


def draft(
    form: Form,
    *,
    source: str = "",
    language: str | None = None,
    made_by: str = "cpsurvey questionnaire import",
) -> str:
    """Text of a questionnaire file.

    Parameters
    ----------
    source : str
        Name of the file the form comes from.
    language : str, optional
        Language of texts whose file names none; English by default.
    made_by : str
        Command that made the draft.
    """
    return _Draft(form, Worded.of(form, language)).text(source, made_by)


def draft_id(form: Form, source: str) -> str:
    """Id of the questionnaire that a draft makes of a form."""
    title = next(filter(None, form.title.values()), "")
    return lines.file_id(form.id or title or source)


class _Draft:
    def __init__(self, form: Form, worded: Worded) -> None:
        self.form = form
        self.worded = worded
        self.stems = {group.name: group.text for group in form.groups}
        self.found = identifiers_of(form)
        ids = Ids((Identifiers().respondent.variable,))
        self.identifiers = {}
        for role, one in self.found.items():
            same = role == "respondent" and made_id(one.name) == "respondent_id"
            self.identifiers[role] = "respondent_id" if same else ids.give(one.name)
        known = {one.name for one in self.found.values()}
        self.asked = [
            one
            for one in form.questions
            if one.name not in known and one.type not in ("note", "calculate")
        ]
        self.ids = {
            id(one): ids.give(one.name, longest=self._longest(one)) for one in self.asked
        }
        by_name = {one.name: one for one in reversed(self.asked)}
        self.scales: list[tuple[str, FormScale, list[FormQuestion]]] = []
        placed: set[int] = set()
        for scale in scales_of(form):
            items = [by_name[name] for name in scale.items if name in by_name]
            items = [one for one in items if id(one) not in placed and self.answers(one)]
            if items:
                placed.update(map(id, items))
                taken = made_id(scale.id) in self.ids.values()
                named = f"{scale.id}_scale" if taken else scale.id
                self.scales.append((ids.give(named, first="scale"), scale, items))
        self.questions = [one for one in self.asked if id(one) not in placed]
        self.sets = Sets(form, self.worded, self.answers, placed)

    def _longest(self, one: FormQuestion) -> int:
        """Room an id has: of several answers each is a variable called by both ids."""
        return LONGEST - 8 if one.type == "select_multiple" else LONGEST

    def answers(self, one: FormQuestion) -> tuple[Coded, ...]:
        """Answers of a question; none where there are fewer than two."""
        options = self.form.option_lists.get(one.options or "")
        if options is None or one.type not in _CHOSEN:
            return ()
        made = coded(options, other=one.other, languages=self.worded.languages)
        return made if len(made) > 1 else ()

    # --------------------------------------------------------------------- sections
    def text(self, source: str, made_by: str) -> str:
        """The whole file."""
        scales = list(self._scales())  # names the sets they need
        questions = list(self._questions())
        parts = [
            *self._head(source, made_by),
            *self._identifiers(),
            *self._missing_codes(),
            *self.sets.lines(),
            "",
            *(["scales:", *scales] if scales else ["scales: []"]),
            "",
            *(["questions:", *questions, ""] if questions else []),
            *self._pages(),
            *self._rest(),
        ]
        return "\n".join(parts).rstrip() + "\n"

    def _head(self, source: str, made_by: str) -> Iterator[str]:
        instead = self.form.id or source or "Untitled"
        title, missing = self.worded.complete(self.form.title, instead)
        yield from lines.comment(
            f"Draft made by '{made_by}'" + (f" from {source}" if source else "") + "."
        )
        yield "# Read every line before use: ids, codes, scales, reversed items, languages."
        yield from lines.comment(*self.form.evidence)
        yield "schema: cpsurvey/questionnaire/1"
        yield f"id: {scalar(draft_id(self.form, source))}"
        yield "version: 0.1.0"
        yield "status: new_wording_to_be_validated   # or published_scale, validated"
        yield f"title: {text(title)}{lines.beside(lines.not_in(missing))}"
        yield "licence: not stated            # what may be done with the texts"
        assumed = "the file names no language: put the right one" if self.worded.assumed else ""
        yield f"languages: [{', '.join(self.worded.languages)}]{lines.beside(assumed)}"
        yield f"default_language: {self.worded.languages[0]}"

    def _identifiers(self) -> Iterator[str]:
        if not self.found:
            return
        yield ""
        yield "identifiers:"
        for role, one in self.found.items():
            variable = self.identifiers[role]
            yield f"  {role}:"
            yield from lines.comment(*one.evidence, *self._said(one), indent=4)
            yield f"    variable: {scalar(variable)}"
            if names := _aliases(one, variable):
                yield f"    aliases: {names}"
            if any(one.text.values()):
                yield f"    label: {text(self.worded.complete(one.text, one.name)[0])}"
            if role == "respondent":
                yield "    privacy: pseudonym"

    def _missing_codes(self) -> Iterator[str]:
        if self.form.missing_codes:
            pairs = (f"{code}: {scalar(why)}" for code, why in self.form.missing_codes.items())
            yield ""
            yield f"missing_codes: {{{', '.join(pairs)}}}"

    def _scales(self) -> Iterator[str]:
        for name, scale, items in self.scales:
            label, missing = self.worded.complete(scale.label, scale.id)
            sets = [self.sets.name(one, self.ids[id(one)]) for one in items]
            shared = max(dict.fromkeys(sets), key=sets.count)
            yield f"  - id: {scalar(name)}"
            yield from lines.comment("check: is this one construct?", *scale.evidence, indent=4)
            yield f"    label: {text(label)}{lines.beside(lines.not_in(missing))}"
            yield f"    options: {scalar(shared)}"
            yield "    items:"
            for one, own in zip(items, sets, strict=True):
                yield from self._item(one, own if own != shared else None)

    def _item(self, one: FormQuestion, options: str | None) -> Iterator[str]:
        yield f"      - id: {scalar(self.ids[id(one)])}"
        yield from self._texts(one, one.text, 8)
        if options:
            yield f"        options: {scalar(options)}"
        if one.reverse:
            yield "        reverse: true"
        if names := _aliases(one, self.ids[id(one)]):
            yield f"        aliases: {names}"

    def _texts(self, one: FormQuestion, texts: Texts, indent: int) -> Iterator[str]:
        space = " " * indent
        said, missing = self.worded.complete(texts, one.name)
        yield from lines.comment(*one.evidence, *self._said(one), indent=indent)
        if any(one.label.values()):
            yield f"{space}label: {text(self.worded.complete(one.label, one.name)[0])}"
        if len(said) == 1:
            yield f"{space}text: {text(said)}"
            return
        yield f"{space}text:{lines.beside(lines.not_in(missing))}"
        for language, words in said.items():
            yield f"{space}  {language}: {lines.quoted(words)}"

    def _said(self, one: FormQuestion) -> Iterator[str]:
        """What the form says of a question and a questionnaire has no key for."""
        if one.relevant:
            yield f"asked if: {one.relevant}"
        if one.required:
            yield "must be answered"
        for language, hint in one.hint.items():
            yield f"hint: {hint}" if language == UNNAMED else f"hint ({language}): {hint}"
        for name, value in one.extra.items():
            yield f"{name}: {value}"
        for words in self.worded.left_over(one.text):
            yield f"also worded, without a language: {words}"

    def _questions(self) -> Iterator[str]:
        for one in self.questions:
            type_, why = self._type(one)
            stem = self.stems.get(one.of or "", {})
            yield f"  - id: {scalar(self.ids[id(one)])}"
            yield f"    type: {type_}{lines.beside(why)}"
            yield from self._texts(one, _below(stem, one.text), 4)
            if type_ in _CHOSEN:
                yield f"    options: {scalar(self.sets.name(one, self.ids[id(one)]))}"
            if type_ in ("integer", "decimal"):
                yield from (f"    min: {one.min:g}",) if one.min is not None else ()
                yield from (f"    max: {one.max:g}",) if one.max is not None else ()
            if one.pii:
                yield "    pii: true"
            if names := _aliases(one, self.ids[id(one)]):
                yield f"    aliases: {names}"

    def _type(self, one: FormQuestion) -> tuple[str, str]:
        """Type of a question in a questionnaire, and why it is another than the form's."""
        if one.type in _CHOSEN and not self.answers(one):
            listed = self.form.option_lists.get(one.options or "")
            there = (
                ", ".join(f"{o.name}: {_any(o.label)}" for o in listed.options)
                if listed
                else "none"
            )
            return "text", f"check: {one.type} with fewer than two answers ({there})"
        if one.type == "identifier":
            return "text", "names somebody or something"
        if one.type not in TYPES:
            return "text", f"'{one.type}' in the form"
        return one.type, ""

    def _pages(self) -> Iterator[str]:
        """Groups of the form in their order, where there are several."""
        pages: dict[str, list[str]] = {}
        scale_of = {id(one): name for name, _, items in self.scales for one in items}
        for one in self.asked:
            part = scale_of.get(id(one)) or self.ids[id(one)]
            inside = pages.setdefault(one.group or "", [])
            if not any(part in there for there in pages.values()):
                inside.append(part)
        filled = {name: parts for name, parts in pages.items() if parts}
        if len(filled) < 2:
            return
        ids = Ids()
        yield "pages:"
        for name, parts in filled.items():
            said = next(filter(None, self.stems.get(name, {}).values()), "")
            page = ids.give(name or "page", first="page")
            yield from lines.comment(said, indent=2)
            yield f"  - {{id: {scalar(page)}, contains: [{', '.join(map(scalar, parts))}]}}"
        yield ""

    def _rest(self) -> Iterator[str]:
        """What has no place in a questionnaire."""
        said = [*self._unasked(), *self.form.notes]
        said += [
            f"{group.name}: asked if {group.relevant}"
            for group in self.form.groups
            if group.relevant
        ]
        if said:
            yield "# In the form, and without a place here:"
            yield from lines.comment(*(f"- {one}" for one in said))

    def _unasked(self) -> Iterator[str]:
        for one in self.form.questions:
            if one.type == "note":
                words = " / ".join(one.text.values())
                yield f"{one.name}: text that is shown: {words}"
            elif one.type == "calculate":
                words = "; ".join(f"{key}: {value}" for key, value in one.extra.items())
                yield f"{one.name}: computed; {words}"


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


def _aliases(one: FormQuestion, given: str) -> str:
    """What else exports call it; nothing where they call it by its id."""
    names = [name for name in (one.name, *one.aliases) if name and name != given]
    return lines.listed(tuple(dict.fromkeys(names))) if names else ""
