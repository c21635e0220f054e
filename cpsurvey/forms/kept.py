"""What a form that went out of cpsurvey says for its way back: columns ``cpsurvey_...``.

A questionnaire knows more than other tools ask: roles, reversed items, reasons why there is
no answer. With these columns a form comes in as the questionnaire it was.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cpsurvey.design.base import ID_PATTERN
from cpsurvey.forms.form import FormGroup, FormOption, FormQuestion, FormScale, Role, Texts
from cpsurvey.forms.texts import plain

PREFIX = "cpsurvey_"
_ROLES = typing.get_args(Role)

Kept = Mapping[str, str]

_SHAPES = {
    "id": r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}",
    "scale": ID_PATTERN,
    "answers": ID_PATTERN,
    "role": r"[A-Za-z_]{1,32}",
    "value": r"-?\d{1,12}(\.\d{1,12})?",
    "missing": ID_PATTERN,
    "expected": r"-?\d{1,9}( -?\d{1,9})*",
    "scoring": "mean|sum",
    "min_valid": r"[1-9]\d{0,3}",
    **dict.fromkeys(("reverse", "optional", "pii", "control"), "yes"),
}


def kept(row: Mapping[str, str]) -> dict[str, str]:
    """Cells of these columns by their names without the prefix."""
    found = {
        name[len(PREFIX) :]: plain(cell)
        for name, cell in row.items()
        if name.startswith(PREFIX)
    }
    return {name: cell for name, cell in found.items() if _fits(name, cell)}


def _fits(name: str, cell: str) -> bool:
    """Whether a cell is what cpsurvey writes there: somebody may have edited it since."""
    shape = _SHAPES.get(name)
    return bool(cell) and (shape is None or re.fullmatch(shape, cell) is not None)


def texts(said: Kept, of: str) -> Texts:
    """``label_fr`` and ``label_en`` as one text by language."""
    start = f"{of}_"
    return {name[len(start) :]: text for name, text in said.items() if name.startswith(start)}


def restored(question: FormQuestion, said: Kept) -> FormQuestion:
    """A question with its id, and what was kept of it.

    How the platform writes that id is no alias: the readers of exports know it.
    """
    if not said:
        return question
    name = said.get("id") or question.name
    role = said.get("role")
    return replace(
        question,
        name=name,
        aliases=tuple(said.get("aliases", "").split()),
        reverse=said.get("reverse") == "yes" or question.reverse,
        pii=question.pii or said.get("pii") == "yes",
        role=typing.cast(Role, role) if role in _ROLES else question.role,
        label=texts(said, "label") or question.label,
        required=question.required and role in _ROLES,
        kept=said,
    )


def restored_option(option: FormOption, said: Kept) -> FormOption:
    """An answer with its reason and its aliases."""
    return replace(
        option,
        missing=said.get("missing") or option.missing,
        aliases=(*option.aliases, *said.get("aliases", "").split()),
        kept=said,
    )


def scales(
    questions: Iterable[FormQuestion], groups: Sequence[FormGroup]
) -> tuple[FormScale, ...]:
    """Scales by the name that each of their items kept."""
    items: dict[str, list[str]] = {}
    for one in questions:
        if scale := one.kept.get("scale"):
            items.setdefault(scale, []).append(one.name)
    said: dict[str, Kept] = {}
    for group in groups:
        if name := group.kept.get("scale"):
            said.setdefault(name, group.kept)
    return tuple(
        FormScale(
            name, texts(said.get(name, {}), "label"), tuple(inside), kept=said.get(name, {})
        )
        for name, inside in items.items()
    )
