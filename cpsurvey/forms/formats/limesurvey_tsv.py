"""LimeSurvey's structure as a table of tabs: one row a setting, group, question or answer.

Headings begin ``class, type/scale, name`` or ``id, related_id, class``. The whole base language
stands first, then each other language in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cpsurvey.forms import opened
from cpsurvey.forms.form import Form
from cpsurvey.forms.formats import Format, formats
from cpsurvey.forms.formats._limesurvey import Part, Question, Survey, form_of, whole
from cpsurvey.forms.kept import kept
from cpsurvey.forms.languages import language_code
from cpsurvey.forms.texts import plain

_Row = Mapping[str, str]
_ATTRIBUTES = ("hidden", "num_value_int_only", "min_num_value_n", "max_num_value_n")


def recognise(data: bytes, _suffix: str) -> float:
    """Look for the headings ``class`` and ``type/scale``."""
    return 0.95 if _delimiter(opened.head_of(data)) else 0.0


def _delimiter(text: str) -> str | None:
    first = text.split("\n", 1)[0]
    for sign in "\t;,":
        names = [name.strip().strip('"') for name in first.split(sign)]
        if "class" in names and "type/scale" in names:
            return sign
    return None


def read(data: bytes, where: str) -> Form:
    """Gather the rows of every question, language by language.

    Raises
    ------
    CpsurveyError
        CPS701 not this table, or without a question.
    """
    text = opened.text_of(data, where)
    delimiter = _delimiter(text)
    if delimiter is None:
        raise opened.refused("it has no headings 'class' and 'type/scale'", where)
    gathered = _Gathered()
    for row in _rows(text, delimiter, where):
        gathered.add(row)
    survey = gathered.survey()
    if not survey.questions:
        raise opened.refused("it holds no question", where)
    return form_of(survey, "limesurvey_tsv")


def _rows(text: str, delimiter: str, where: str) -> Iterator[_Row]:
    head, *rest = opened.cells_of(text, delimiter, where)
    names = [name.strip() for name in head]
    for cells in rest:
        yield {
            name: "" if cell == "NA" and name != "text" and name != "name" else cell
            for name, cell in zip(names, cells, strict=False)
        }


class _Gathered:
    def __init__(self) -> None:
        self.settings: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.groups: list[Part] = []
        self.questions: dict[str, Question] = {}
        self.parts: dict[tuple[str, str, str, str], Part] = {}
        self.seen: dict[str, int] = {}
        self.languages: list[str] = []
        self.last: Question | None = None
        self.notes: list[str] = []
        self.ours = False
        self.said: dict[str, str] = {}

    def add(self, row: _Row) -> None:
        kind = row.get("class", "").strip()
        name, text = row.get("name", "").strip(), plain(row.get("text", ""))
        language = language_code(row["language"]) if row.get("language") else "en"
        if kind == "S":
            self.settings[name] = text
            self.said |= kept(row)
        elif kind == "SL":
            if name == "surveyls_title":
                self.titles[language] = text
            elif text and name in ("surveyls_welcometext", "surveyls_endtext"):
                self.notes.append(f"{name} ({language}): {text}")
        elif kind == "G":
            self._group(row, language)
        elif kind == "Q" and name:
            self._question(row, name, text, language)
        elif kind in ("SQ", "A", "AS") and self.last and name:
            self._part(kind, row, name, text, language)

    def _group(self, row: _Row, language: str) -> None:
        if language not in self.languages:
            self.languages.append(language)
        at = self.seen[language] = self.seen.get(language, 0) + 1
        if at > len(self.groups):
            self.groups.append(Part(str(at), relevance=row.get("relevance", "")))
        self.groups[at - 1].text[language] = plain(row.get("name", ""))
        self.groups[at - 1].kept |= kept(row)

    def _question(self, row: _Row, name: str, text: str, language: str) -> None:
        if language not in self.languages:
            self.languages.append(language)
        if name not in self.questions:
            self.questions[name] = Question(
                code=name,
                type=row.get("type/scale", "").strip(),
                group=self.seen.get(language, 0),
                other=row.get("other", "").strip() == "Y",
                mandatory=row.get("mandatory", "").strip() in ("Y", "S"),
                relevance=row.get("relevance", ""),
                attributes={key: row.get(key, "") for key in _ATTRIBUTES},
                kept=kept(row),
            )
            self.ours |= bool(self.questions[name].kept)
        self.last = self.questions[name]
        self.last.text[language] = text
        if hint := plain(row.get("help", "")):
            self.last.help[language] = hint

    def _part(self, kind: str, row: _Row, name: str, text: str, language: str) -> None:
        assert self.last is not None
        scale = row.get("type/scale", "").strip() or "0"
        of = "A" if kind in ("A", "AS") else "SQ"
        key = (self.last.code, of, scale, name)
        if key not in self.parts:
            part = Part(
                name,
                scale=scale,
                value=whole(row.get("assessment_value", "")),
                relevance=row.get("relevance", "") if of == "SQ" else "",
                kept=kept(row),
            )
            self.parts[key] = part
            (self.last.answers if of == "A" else self.last.subs).append(part)
        self.parts[key].text[language] = text

    def survey(self) -> Survey:
        base = self.settings.get("language")
        languages = list(self.languages) or ["en"]
        if base and (code := language_code(base)) in languages:
            languages.sort(key=lambda one: one != code)
        return Survey(
            id=self.said.get("id") or self.settings.get("sid", ""),
            title=self.titles,
            languages=languages,
            groups=self.groups,
            questions=list(self.questions.values()),
            notes=self.notes,
            kept={**self.said, "from": "cpsurvey"} if self.ours else {},
        )


formats("limesurvey_tsv")(Format("a structure of LimeSurvey (tab-separated)", recognise, read))
