"""Rows of an XLSForm's sheets by their headings, texts by language, lists of choices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cpsurvey.forms.form import FormOption, FormOptions, Texts
from cpsurvey.forms.kept import PREFIX, kept, restored_option
from cpsurvey.forms.languages import language_code
from cpsurvey.forms.opened import Rows
from cpsurvey.forms.texts import UNNAMED, plain

_SAME = {
    "list name": "list_name",
    "caption": "label",
    "relevance": "relevant",
    "bind:relevant": "relevant",
    "bind:required": "required",
    "bind:constraint": "constraint",
    "bind:calculate": "calculation",
    "calculate": "calculation",
    "readonly": "read_only",
    "title": "form_title",
    "set form title": "form_title",
    "set form id": "form_id",
    "default language": "default_language",
}
_TEXTS = ("label", "hint", "guidance_hint")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: cells by heading, texts by heading and language."""

    cells: Mapping[str, str]
    spoken: Mapping[str, Texts]
    number: int

    def get(self, heading: str) -> str:
        """Cell below a heading; empty where there is none."""
        return self.cells.get(heading, "")

    @property
    def kept(self) -> dict[str, str]:
        """What cpsurvey wrote in the row for its way back."""
        return kept(self.cells)

    def texts(self, heading: str) -> dict[str, str]:
        """Texts below a heading by language; one without a language is `UNNAMED`.

        It is left out where a language has the same text.
        """
        found = dict(self.spoken.get(heading, {}))
        if found.get(UNNAMED) in [text for key, text in found.items() if key != UNNAMED]:
            del found[UNNAMED]
        return found


def _heading(text: str) -> tuple[str, str]:
    """Name of a column and its language."""
    name, _, language = re.sub(r"\s*:+\s*", ":", text.strip()).partition(":")
    if name.lower() in _TEXTS and language:
        return name.lower(), language_code(language)
    if name.startswith(PREFIX):
        return name, ""
    whole = re.sub(r"\s*:+\s*", ":", text.strip()).lower()
    return _SAME.get(whole, whole.replace(" ", "_") if " " in whole else whole), ""


def headings(rows: Rows) -> set[str]:
    """Names of the columns of a sheet."""
    return {_heading(cell)[0] for cell in rows[0]} if rows else set()


def rows(sheet: Rows) -> Iterator[Row]:
    """Rows below the headings that hold something."""
    if not sheet:
        return
    names = [_heading(cell) for cell in sheet[0]]
    for number, values in enumerate(sheet[1:], 2):
        if not any(values):
            continue
        cells: dict[str, str] = {}
        spoken: dict[str, dict[str, str]] = {}
        for (name, language), value in zip(names, values, strict=False):
            if not value or not name:
                continue
            if name in _TEXTS:
                if text := plain(value):
                    spoken.setdefault(name, {}).setdefault(language or UNNAMED, text)
            else:
                cells.setdefault(name, value)
        yield Row(cells, spoken, number)


def lists(sheets: Mapping[str, Rows]) -> dict[str, FormOptions]:
    """Lists of choices by name; a code that stands twice is one answer."""
    sheet = next((sheets[name] for name in sheets if name.startswith("choices")), [])
    found: dict[str, dict[str, FormOption]] = {}
    for row in rows(sheet):
        name, code = row.get("list_name"), row.get("name") or row.get("value")
        if name and code:
            label = row.texts("label")
            option = restored_option(FormOption(code, label), row.kept)
            found.setdefault(name, {}).setdefault(code, option)
    ours = any(name.startswith(PREFIX) for name in headings(sheets.get("survey", [])))
    return {
        name: FormOptions(tuple(by_code.values()), declared=ours)
        for name, by_code in found.items()
    }


_READ = frozenset(
    (
        *("type", "name", "list_name", "value", "label", "hint", "required", "relevant"),
        *("constraint", "calculation", "default", "choice_filter", "read_only", "parameters"),
        *("appearance", "disabled", "reverse"),
        *("form_title", "form_id", "id_string", "version", "default_language"),
    )
)


def unread(sheets: Mapping[str, Rows]) -> Iterator[str]:
    """Columns in use that nothing is made of (pictures, messages, filters)."""
    for sheet in ("survey", "choices", "settings"):
        found: dict[str, None] = {}
        for row in rows(sheets.get(sheet, [])):
            found.update(dict.fromkeys(name for name in row.cells if _unknown(name)))
            found.update(dict.fromkeys(name for name in row.spoken if _unknown(name)))
        if found:
            yield f"columns of sheet '{sheet}' that are not read: {', '.join(found)}"


def _unknown(name: str) -> bool:
    return name not in _READ and not name.startswith(PREFIX)


def truth(text: str) -> bool | None:
    """Whether a cell says yes or no."""
    said = text.strip().lower()
    if said in ("yes", "true", "1", "x"):
        return True
    return False if said in ("no", "false", "0") else None


def language_in(name: str, languages: list[str]) -> str | None:
    """The language a setting names, among those there are."""
    code = language_code(name)
    return code if code in languages else None


def any_text(texts: Texts) -> str:
    """A text in whatever language there is."""
    return next(iter(texts.values()), "")
