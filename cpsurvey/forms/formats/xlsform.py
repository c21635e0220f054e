"""XLSForm, the workbook behind KoboToolbox, ODK and others: survey, choices, settings.

Both ways of writing its types are read (``select_one list``, ``select one from list``), and
both of naming languages (``label::French (fr)``, ``label:French``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cpsurvey.errors import CpsurveyError
from cpsurvey.forms import opened
from cpsurvey.forms.form import (
    Form,
    FormGroup,
    FormOptions,
    FormQuestion,
    QuestionType,
)
from cpsurvey.forms.formats import Format, formats
from cpsurvey.forms.formats import _xlsform_cells as cells
from cpsurvey.forms.formats._xlsform_cells import Row
from cpsurvey.forms.kept import restored, scales, texts
from cpsurvey.forms.ranges import limits
from cpsurvey.forms.texts import UNNAMED, plain

_SELECT = re.compile(
    r"(?P<kind>select[ _]one(?: from)?|select1(?: from)?|select[ _]multiple(?: from)?"
    r"|select all that apply(?: from)?|rank)\s+(?P<list>\S+)"
    r"(?P<other>\s+or[ _](?:specify[ _])?other)?$",
    re.I,
)
_TYPES: Mapping[str, QuestionType] = {
    **dict.fromkeys(("integer", "int"), "integer"),
    **dict.fromkeys(("decimal", "range"), "decimal"),
    **dict.fromkeys(("text", "string", "barcode", "time", "datetime", "email"), "text"),
    **dict.fromkeys(("geopoint", "geotrace", "geoshape"), "text"),
    "date": "date",
    "note": "note",
    "calculate": "calculate",
    "hidden": "calculate",
}
_PERSONAL = frozenset(("geopoint", "geotrace", "geoshape", "email"))
_OPENS = re.compile(r"begin[ _](group|repeat|loop)\b", re.I)
_CLOSES = re.compile(r"end[ _](group|repeat|loop)\b", re.I)
_KEPT = ("constraint", "calculation", "default", "choice_filter", "read_only", "parameters")


def recognise(data: bytes, suffix: str) -> float:
    """Look for the sheets ``survey`` and ``choices``, or for the headings of ``survey``."""
    names = opened.sheet_names(data)
    if "survey" not in names:
        return 0.0
    if "choices" in names or "settings" in names:
        return 0.95
    if len(data) > 2_000_000:  # a definition without any list is short
        return 0.0
    try:
        rows = opened.sheets_of(data, suffix).get("survey", [])
    except CpsurveyError:
        return 0.0
    known = cells.headings(rows)
    return 0.9 if {"type", "name"} <= known else 0.0


def read(data: bytes, where: str) -> Form:
    """Go through the rows of the sheet ``survey``.

    Raises
    ------
    CpsurveyError
        CPS701 no workbook, no sheet ``survey`` with types and names, or no question.
    """
    if not data.startswith((opened.ZIP, opened.OLE)):
        raise opened.refused("it is no workbook", where, "save it as .xlsx")
    sheets = opened.sheets_of(data, where)
    known = cells.headings(sheets.get("survey", []))
    if not {"type", "name"} <= known:
        raise opened.refused(
            "it has no sheet 'survey' with the headings 'type' and 'name'", where
        )
    settings = next(iter(cells.rows(sheets.get("settings", []))), Row({}, {}, 0))
    walk = _Walk(cells.lists(sheets))
    walk.notes += cells.unread(sheets)
    for row in cells.rows(sheets["survey"]):
        walk.step(row)
    if not walk.questions:
        raise opened.refused("its sheet 'survey' asks nothing", where)
    return walk.form(settings)


@dataclass(slots=True)
class _Walk:
    lists: dict[str, FormOptions]
    questions: list[FormQuestion] = field(default_factory=list)
    groups: list[FormGroup] = field(default_factory=list)
    inside: list[FormGroup] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def step(self, row: Row) -> None:
        """One row of the sheet."""
        type_ = " ".join(row.get("type").split())
        if not type_:
            return
        if row.get("disabled").lower() in ("yes", "true"):
            self.notes.append(f"row {row.number}: '{row.get('name')}' is disabled in the form")
        elif opens := _OPENS.match(type_):
            self._open(row, opens[1].lower())
        elif _CLOSES.match(type_):
            if self.inside:
                self.inside.pop()
        elif select := _SELECT.match(type_):
            self._select(row, select)
        elif known := _TYPES.get(type_.lower().replace("add ", "").replace(" prompt", "")):
            self.questions.append(self._question(row, known, type_.lower()))
        else:
            said = cells.any_text(row.texts("label"))
            self.notes.append(
                f"{row.get('name') or type_}: type '{type_}'; not imported: {said}"
            )

    def _open(self, row: Row, kind: str) -> None:
        table = "table-list" in row.get("appearance")
        group = FormGroup(
            name=row.get("name") or f"group_{row.number}",
            kind="repeat" if kind != "group" else "matrix" if table else "group",
            text=row.texts("label"),
            relevant=row.get("relevant") or None,
            parent=self.inside[-1].name if self.inside else None,
            kept=row.kept,
        )
        if kind != "group":
            self.notes.append(
                f"{group.name}: is asked several times ({kind}); only one answer a person "
                "can be imported"
            )
        self.inside.append(group)
        self.groups.append(group)

    def _select(self, row: Row, select: re.Match[str]) -> None:
        kind, name = select["kind"].lower(), select["list"]
        appearance = row.get("appearance")
        if appearance == "label":  # shows the answers above the rows of a table
            said = cells.any_text(row.texts("label"))
            self.notes.append(f"{row.get('name')}: heading of a table, not asked: {said}")
            self._make_table()
            return
        if name not in self.lists:
            self.notes.append(f"{row.get('name')}: its list '{name}' is not in the workbook")
        several = kind == "rank" or "multiple" in kind or "all" in kind
        if kind == "rank":
            self.notes.append(f"{row.get('name')}: answers are put in order")
        made = self._question(
            row, "select_multiple" if several else "select_one", kind, options=name
        )
        self.questions.append(made)

    def _make_table(self) -> None:
        if self.inside and self.inside[-1].kind == "group":
            old = self.inside[-1]
            made = replace(old, kind="matrix")
            self.inside[-1] = made
            self.groups[self.groups.index(old)] = made

    def _question(
        self, row: Row, type_: QuestionType, said: str, *, options: str | None = None
    ) -> FormQuestion:
        whole = type_ == "integer"
        low, high, rest = limits(row.get("constraint"), whole=whole)
        extra = {key: row.get(key) for key in _KEPT if row.get(key)}
        if not rest:
            extra.pop("constraint", None)
        inner = self.inside[-1] if self.inside else None
        conditions = [group.relevant for group in self.inside if group.relevant]
        conditions += [row.get("relevant")] if row.get("relevant") else []
        other = options is not None and bool(
            re.search(r"or[ _](specify[ _])?other$", row.get("type").strip(), re.I)
        )
        made = FormQuestion(
            name=row.get("name") or f"row_{row.number}",
            type=type_,
            text=row.texts("label"),
            options=options,
            group=inner.name if inner else None,
            of=inner.name if inner and inner.kind == "matrix" else None,
            required=row.get("required").lower() in ("yes", "true", "true()", "1"),
            relevant=" and ".join(conditions) or None,
            other=other,
            min=low,
            max=high,
            hint=row.texts("hint"),
            pii=said in _PERSONAL,
            reverse=cells.truth(row.get("reverse")),
            extra=extra,
            aliases=self._headings(row),
        )
        return restored(made, row.kept)

    def _headings(self, row: Row) -> tuple[str, ...]:
        """What an export calls it when it writes the groups before the name."""
        if row.kept:
            return ()
        path = [group.name for group in self.inside if group.kind != "repeat"]
        return ("/".join([*path, row.get("name")]),) if path and row.get("name") else ()

    def form(self, settings: Row) -> Form:
        """Everything that was met."""
        languages = list(self._languages())
        named = settings.get("default_language")
        default = cells.language_in(named, languages) if named else None
        declared = settings.kept.get("languages", "").split()
        languages.sort(key=lambda one: declared.index(one) if one in declared else 99)
        title = settings.get("form_title") or settings.get("form_id")
        version = settings.get("version")
        said = settings.kept | ({"version": version} if settings.kept else {})
        notes = [f"version '{version}' of the form"] if version and not said else []
        used = {one.options for one in self.questions}
        unused = [name for name in self.lists if name not in used]
        notes += [
            f"list '{name}' is used by no question: "
            + ", ".join(
                f"{one.name} {cells.any_text(one.label)}".strip()
                for one in self.lists[name].options
            )
            for name in unused
        ]
        return Form(
            id=settings.get("form_id") or settings.get("id_string"),
            title=texts(said, "title")
            or (dict.fromkeys(languages, plain(title)) if title else {}),
            languages=tuple(languages),
            default_language=default or languages[0],
            questions=tuple(self.questions),
            option_lists={k: v for k, v in self.lists.items() if k in used},
            groups=tuple(self.groups),
            notes=(*notes, *self.notes),
            scales=scales(self.questions, self.groups),
            platform="xlsform",
            kept=said,
        )

    def _languages(self) -> Sequence[str]:
        """Named ones; texts without a language are of none of them where there are some."""
        spoken: dict[str, None] = {}
        for said in self._texts():
            spoken.update(dict.fromkeys(said))
        named = [one for one in spoken if one != UNNAMED]
        return named or [UNNAMED]

    def _texts(self) -> Iterator[Mapping[str, str]]:
        for question in self.questions:
            yield question.text
        for options in self.lists.values():
            for option in options.options:
                yield option.label
        for group in self.groups:
            yield group.text


formats("xlsform")(Format("an XLSForm (KoboToolbox, ODK)", recognise, read))
