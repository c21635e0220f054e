"""LimeSurvey's structure as XML: a survey (.lss), a group (.lsg) or a question (.lsq).

Tables of rows. Texts stand in tables of their own (``question_l10ns``) since version 4, and in
the rows themselves, one row a language, before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cpsurvey.forms import opened
from cpsurvey.forms.form import Form
from cpsurvey.forms.formats import Format, formats
from cpsurvey.forms.formats._limesurvey import Part, Question, Survey, form_of, whole
from cpsurvey.forms.languages import language_code
from cpsurvey.forms.texts import plain

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_Row = Mapping[str, str]
_Tables = Mapping[str, list[dict[str, str]]]
_ASKED = ("Survey", "Group", "Question")


def recognise(data: bytes, suffix: str) -> float:
    """Look for the name LimeSurvey gives to its documents."""
    head = opened.head_of(data)
    if "<LimeSurveyDocType>" in head:
        return 0.95
    named = suffix in (".lss", ".lsg", ".lsq") and head.lstrip().startswith("<")
    return 0.6 if named else 0.0


def read(data: bytes, where: str) -> Form:
    """Bring the tables of the document together.

    Raises
    ------
    CpsurveyError
        CPS701 not XML, hostile, of another document of LimeSurvey, or without a question.
    """
    root = opened.xml_of(data, where)
    kind = (root.findtext("LimeSurveyDocType") or "").strip()
    if kind not in _ASKED:
        raise opened.refused(
            "it is XML, but no survey, group or question of LimeSurvey",
            where,
            "export the survey as .lss",
        )
    tables = {table.tag: _rows(table) for table in root if table.find("rows") is not None}
    found = _Document(tables, _languages(root, tables)).survey()
    if not found.questions:
        raise opened.refused("it holds no question", where)
    return form_of(found, "limesurvey_lss")


def _rows(table: Element) -> list[dict[str, str]]:
    return [{cell.tag: cell.text or "" for cell in row} for row in table.iterfind("rows/row")]


def _languages(root: Element, tables: _Tables) -> list[str]:
    """The base language first."""
    named = [one.text or "" for one in root.iterfind("languages/language")]
    base = [row.get("language", "") for row in tables.get("surveys", ())]
    spoken = [row.get("language", "") for row in tables.get("question_l10ns", ())]
    spoken += [row.get("language", "") for row in tables.get("questions", ())]
    codes = [language_code(one) for one in (*base, *named, *spoken) if one.strip()]
    return list(dict.fromkeys(codes)) or ["en"]


def _order(row: _Row, key: str) -> int:
    return whole(row.get(key, "")) or 0


class _Document:
    def __init__(self, tables: _Tables, languages: list[str]) -> None:
        self.tables = tables
        self.languages = languages

    def rows(self, table: str) -> list[dict[str, str]]:
        return self.tables.get(table, [])

    def texts(self, table: str, key: str, text: str) -> dict[str, dict[str, str]]:
        """Number of a thing -> language -> text, wherever this version keeps it."""
        found: dict[str, dict[str, str]] = {}
        own = {"question": ("questions", "subquestions"), "answer": ("answers",)}
        for name in (f"{table}_l10ns", *own.get(table, (f"{table}s",))):
            for row in self.rows(name):
                language, said = row.get("language", ""), plain(row.get(text, ""))
                if language.strip() and said:
                    found.setdefault(row.get(key, ""), {})[language_code(language)] = said
        return found

    def survey(self) -> Survey:
        names = self.texts("group", "gid", "group_name")
        places: dict[str, int] = {}
        groups = []
        ordered = sorted(self.rows("groups"), key=lambda row: _order(row, "group_order"))
        for row in ordered:
            gid = row.get("gid", "")
            if gid not in places:
                places[gid] = len(places) + 1
                relevance = row.get("grelevance", "")
                groups.append(Part(gid, names.get(gid, {}), relevance=relevance))
        titles = {
            language_code(row.get("surveyls_language", "")): plain(row.get("surveyls_title"))
            for row in self.rows("surveys_languagesettings")
        }
        return Survey(
            id=next((row.get("sid", "") for row in self.rows("surveys")), "")
            or next((row.get("sid", "") for row in self.rows("questions")), ""),
            title=titles or (dict(groups[0].text) if groups else {}),
            languages=self.languages,
            groups=groups,
            questions=self.questions(places),
            notes=self.notes(),
        )

    def questions(self, places: Mapping[str, int]) -> list[Question]:
        texts = self.texts("question", "qid", "question")
        hints = self.texts("question", "qid", "help")
        found: dict[str, Question] = {}
        ordered = sorted(
            (row for row in self.rows("questions") if row.get("parent_qid", "0") in ("0", "")),
            key=lambda row: (places.get(row.get("gid", ""), 0), _order(row, "question_order")),
        )
        for row in ordered:
            qid = row.get("qid", "")
            if qid in found or not row.get("title", "").strip():
                continue
            found[qid] = Question(
                code=row["title"].strip(),
                type=row.get("type", "").strip(),
                group=places.get(row.get("gid", ""), 0),
                text=texts.get(qid, {}),
                help=hints.get(qid, {}),
                other=row.get("other") == "Y",
                mandatory=row.get("mandatory") in ("Y", "S"),
                relevance=row.get("relevance", ""),
            )
        self._parts(found, texts)
        for row in self.rows("question_attributes"):
            if (question := found.get(row.get("qid", ""))) and row.get("value"):
                question.attributes[row.get("attribute", "")] = row["value"]
        return list(found.values())

    def _parts(
        self, found: Mapping[str, Question], texts: Mapping[str, dict[str, str]]
    ) -> None:
        subs = [
            *self.rows("subquestions"),
            *(
                row
                for row in self.rows("questions")
                if row.get("parent_qid", "0") not in ("0", "")
            ),
        ]
        seen: set[tuple[str, str, str]] = set()
        for row in sorted(subs, key=lambda row: _order(row, "question_order")):
            parent, code = row.get("parent_qid", ""), row.get("title", "").strip()
            scale = row.get("scale_id", "0") or "0"
            if parent in found and code and (parent, scale, code) not in seen:
                seen.add((parent, scale, code))
                text = texts.get(row.get("qid", ""), {})
                part = Part(code, text, scale, relevance=row.get("relevance", ""))
                found[parent].subs.append(part)
        self._answers(found)

    def _answers(self, found: Mapping[str, Question]) -> None:
        by_number = self.texts("answer", "aid", "answer")
        made: dict[tuple[str, str, str], Part] = {}
        for row in sorted(self.rows("answers"), key=lambda row: _order(row, "sortorder")):
            parent, code = row.get("qid", ""), row.get("code", "").strip()
            scale = row.get("scale_id", "0") or "0"
            if parent not in found or not code:
                continue
            key = (parent, scale, code)
            if key not in made:
                value = whole(row.get("assessment_value", ""))
                made[key] = Part(
                    code, dict(by_number.get(row.get("aid", " "), {})), scale, value
                )
                found[parent].answers.append(made[key])
            if row.get("language", "").strip():  # before version 4
                made[key].text[language_code(row["language"])] = plain(row.get("answer"))

    def notes(self) -> list[str]:
        found = []
        for row in self.rows("surveys_languagesettings"):
            language = row.get("surveyls_language", "")
            for key in ("surveyls_welcometext", "surveyls_endtext"):
                if said := plain(row.get(key)):
                    found.append(f"{key} ({language}): {said}")
        for table in ("conditions", "quota", "assessments"):
            if rows := self.rows(table):
                found.append(f"{len(rows)} rows of '{table}'")
        return found


formats("limesurvey_lss")(
    Format("a structure of LimeSurvey (.lss, .lsg, .lsq)", recognise, read)
)
