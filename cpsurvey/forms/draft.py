"""The text of a questionnaire file made of a form: it loads at once, and is to be checked.

What was decided without the form saying so stands beside it as a comment; what has no place
in a questionnaire is listed at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cpsurvey.errors import CpsurveyError
from cpsurvey.forms import lines
from cpsurvey.forms.entries import Entries, aliases
from cpsurvey.forms.form import Form, FormQuestion
from cpsurvey.forms.ids import Ids
from cpsurvey.forms.lines import scalar, text
from cpsurvey.forms.planned import Planned, plan
from cpsurvey.forms.sets import Sets
from cpsurvey.forms.worded import Worded

_VERSION = re.compile(r"\d+\.\d+\.\d+([.-][0-9A-Za-z.-]+)?")
_STATES = ("new_wording_to_be_validated", "published_scale", "validated")


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

    Raises
    ------
    CpsurveyError
        CPS702 nothing is asked.
    """
    planned = plan(form, Worded.of(form, language))
    if not planned.scales and not planned.questions:
        raise CpsurveyError(
            "CPS702",
            "the form asks nothing that a questionnaire could hold",
            where=source or None,
            fix="look whether it is the right file; notes, calculations and identifiers alone "
            "make no questionnaire",
        )
    sets = Sets(planned)
    entries = Entries(planned, sets)
    scales = [line for one in planned.scales for line in entries.scale(one)]
    questions = [line for one in planned.questions for line in entries.question(one)]
    checks = [line for one in planned.checks for line in entries.check(one)]
    parts = [
        *_head(planned, source, made_by),
        *_identifiers(planned, entries),
        *_missing_codes(form),
        *sets.lines(),  # named by the scales and questions above
        "",
        *(["scales:", *scales] if scales else ["scales: []"]),
        *(["", "questions:", *questions] if questions else []),
        *(["", "attention_checks:", *checks] if checks else []),
        *_pages(planned),
        *_rest(form),
    ]
    return "\n".join(parts).rstrip() + "\n"


def draft_id(form: Form, source: str) -> str:
    """Id of the questionnaire that a draft makes of a form."""
    title = next(filter(None, form.title.values()), "")
    return lines.file_id(form.id or title or source)


def _head(planned: Planned, source: str, made_by: str) -> Iterator[str]:
    form, worded, said = planned.form, planned.worded, planned.form.kept
    title, missing = worded.complete(form.title, form.id or source or "Untitled")
    from_ = f" from {source}" if source else ""
    yield from lines.comment(f"Draft made by '{made_by}'{from_}.")
    yield "# Read every line before use: ids, codes, scales, reversed items, languages."
    yield from lines.comment(*form.evidence)
    yield "schema: cpsurvey/questionnaire/1"
    yield f"id: {scalar(draft_id(form, source))}"
    version = said.get("version", "")
    yield f"version: {version if _VERSION.fullmatch(version) else '0.1.0'}"
    status = said.get("status", "")
    state = status if status in _STATES else _STATES[0]
    yield f"status: {state}" + lines.beside("" if status else "or published_scale, validated")
    yield f"title: {text(title)}{lines.beside(lines.not_in(missing))}"
    licence = said.get("licence", "")
    beside = "" if licence else "what may be done with the texts"
    yield f"licence: {lines.quoted(licence or 'not stated')}{lines.beside(beside)}"
    assumed = "the file names no language: put the right one" if worded.assumed else ""
    yield f"languages: [{', '.join(worded.languages)}]{lines.beside(assumed)}"
    yield f"default_language: {worded.default}"


def _identifiers(planned: Planned, entries: Entries) -> Iterator[str]:
    if not planned.identifiers:
        return
    yield ""
    yield "identifiers:"
    for role, (one, variable) in planned.identifiers.items():
        yield f"  {role}:"
        said = [remark for remark in entries.remarks(one) if not one.kept]
        yield from lines.comment(*one.evidence, *said, indent=4)
        yield f"    variable: {scalar(variable)}"
        if names := aliases(one, variable):
            yield f"    aliases: {names}"
        if values := _values(planned.form, one):
            yield f"    values: {values}"
        label = one.label if any(one.label.values()) else one.text
        if any(label.values()):
            yield f"    label: {text(planned.worded.complete(label, one.name)[0])}"
        if one.kept and one.required:
            yield "    required: true"
        privacy = one.kept.get("privacy", "")
        if privacy or role == "respondent":
            yield f"    privacy: {scalar(privacy or 'pseudonym')}"


def _values(form: Form, one: FormQuestion) -> str:
    """What an identifier may be, where it is chosen from a list."""
    options = form.option_lists.get(one.options or "")
    return lines.listed([each.name for each in options.options]) if options else ""


def _missing_codes(form: Form) -> Iterator[str]:
    if form.missing_codes:
        pairs = (f"{code}: {scalar(why)}" for code, why in form.missing_codes.items())
        yield ""
        yield f"missing_codes: {{{', '.join(pairs)}}}"


def _pages(planned: Planned) -> Iterator[str]:
    """Outermost groups of the form in their order, where there are several."""
    groups = {group.name: group for group in planned.form.groups}
    scale_of = {id(one): scale.id for scale in planned.scales for one in scale.items}
    pages: dict[str, list[str]] = {}
    seen: set[str] = set()
    for one in planned.form.questions:
        part = scale_of.get(id(one)) or planned.ids.get(id(one))
        if part is None or part in seen:
            continue
        seen.add(part)
        name, depth = one.group or "", 0
        while name in groups and groups[name].parent and depth < 100:
            name, depth = groups[name].parent or "", depth + 1
        pages.setdefault(name, []).append(part)
    if len(pages) < 2 and not planned.form.kept:
        return
    ids = Ids()
    yield ""
    yield "pages:"
    for name, parts in pages.items():
        if name in groups and not planned.form.kept:
            yield from lines.comment(
                next(filter(None, groups[name].text.values()), ""), indent=2
            )
        page = ids.keep(name) if planned.form.kept and name else ids.give(name or "page")
        yield f"  - {{id: {scalar(page)}, contains: [{', '.join(map(scalar, parts))}]}}"


def _rest(form: Form) -> Iterator[str]:
    """What has no place in a questionnaire."""
    asked = [f"{one.name}: asked if {one.relevant}" for one in form.groups if one.relevant]
    said = [*_unasked(form), *form.notes, *asked]
    if said:
        yield ""
        yield "# In the form, and without a place here:"
        yield from lines.comment(*(f"- {one}" for one in said))


def _unasked(form: Form) -> Iterator[str]:
    for one in form.questions:
        if one.type == "note":
            yield f"{one.name}: text that is shown: {' / '.join(one.text.values())}"
        elif one.type == "calculate" and not one.kept:
            words = "; ".join(f"{key}: {value}" for key, value in one.extra.items())
            yield f"{one.name}: computed; {words}"
