"""Numbers of tables and pictures, and where a text's codes lead."""

from dataclasses import dataclass

import pytest

from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.linked import parts_of
from cpsurvey.report.numbering import numbered, own_texts
from cpsurvey.report.table import Head, Row, Table
from cpsurvey.typography import printed


@dataclass
class Drawn:
    def svg(self):
        return "<svg/>"

    def png(self, dots=150):
        return b""


def table(id, *notes, cell="", sheet_only=False):
    head = (Head("what", "What", "text"),)
    return Table(id, id, head, (Row({"what": cell}),), notes, sheet_only=sheet_only)


def document(*sections, language="en"):
    words = {"table": "Tableau" if language == "fr" else "Table"}
    return Document(language, "T", "", "", sections, words)


def whole(language="en"):
    return document(
        Section("one", "One", (table("T7-a"), Figure("f", "F", "see T9", Drawn()))),
        Section("two", "Two", (table("T9-x", sheet_only=True), table("T9-b", "As in T7."))),
        Section("three", "Three", (table("T9-c", cell="T9"), Text("T9-b, not T9; T99."))),
        language=language,
    )


def blocks(made):
    return {getattr(b, "id", b): b for s in made.sections for b in s.blocks}


def test_tables_and_pictures_are_counted_apart_and_sheets_are_not():
    found = blocks(numbered(whole(), "S"))
    assert {id: one.number for id, one in found.items() if hasattr(one, "number")} == {
        "T7-a": "S1",
        "f": "S1",
        "T9-x": "",
        "T9-b": "S2",
        "T9-c": "S3",
    }


def test_a_code_leads_to_the_table_of_its_chapter_a_whole_name_to_its_own():
    made = numbered(whole(), "S")
    text = made.sections[2].blocks[1].text
    assert text == "Table\u00a0S2, not Table\u00a0S3; T99."
    assert [to for _, to in parts_of(text) if to] == ["T9-b", "T9-c"]
    assert parts_of(blocks(made)["T9-b"].notes[0]) == (
        ("As in ", ""),
        ("Table\u00a0S1", "T7-a"),
        (".", ""),
    )
    assert blocks(made)["T9-c"].rows[0].cells["what"] == "Table\u00a0S3"
    assert blocks(made)["f"].alt == "see Table\u00a0S2"


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        ("T7 donne tout.", "Tableau\u00a01 donne tout."),
        ("Formules du tableau T7.", "Formules du tableau 1."),
        ("Non lues. T7 le dit (T7).", "Non lues. Tableau\u00a01 le dit (tableau\u00a01)."),
    ],
)
def test_french_begins_sentences_with_a_capital_and_says_the_noun_once(said, reads):
    made = numbered(document(Section("s", "S", (table("T7-a"), Text(said))), language="fr"))
    assert made.sections[0].blocks[1].text == reads


def test_what_stands_elsewhere_is_named_by_its_number_there_and_leads_nowhere():
    supplement = numbered(whole(), "S")
    page = numbered(document(Section("s", "S", (Text("See T7."),))), "", supplement)
    assert parts_of(page.sections[0].blocks[0].text) == (
        ("See ", ""),
        ("Table\u00a0S1", ""),
        (".", ""),
    )


def test_a_second_count_keeps_the_links_of_the_first():
    first = numbered(document(Section("s", "S", (table("T7-a"), Text("T7 and T9.")))), "S")
    again = document(*first.sections, Section("t", "T", (table("T9-b"),)))
    text = numbered(again, "S").sections[0].blocks[1].text
    assert text == "Table\u00a0S1 and Table\u00a0S2."
    assert [to for _, to in parts_of(text) if to] == ["T7-a", "T9-b"]


@pytest.mark.parametrize("wave", ["T7", "T7 & co", "l'été T7"])
def test_a_wave_called_like_a_table_keeps_its_name(wave):
    own = own_texts({"waves": [{"wave": wave}]}, "fr")
    said = printed(f"Depuis la vague {wave} : hausse. Formules du tableau T7.", "fr")
    page = document(
        Section("s", "S", (table("T7-a", cell=printed(wave, "fr")), Text(said))), language="fr"
    )
    made, text = numbered(page, own=own).sections[0].blocks
    assert made.rows[0].cells["what"] == printed(wave, "fr")
    assert text.text == said.replace("tableau T7", "tableau 1")


def test_a_study_without_such_names_has_no_texts_of_its_own():
    assert own_texts({"waves": ("spring", 2, None)}, "en") is None


def test_a_sentence_of_the_study_may_name_a_table():
    reason = "A second-order factor always fits as well; read the rival models (T7)."
    own = own_texts({"reason": reason}, "en")
    made = numbered(document(Section("s", "S", (table("T7-a"), Text(reason)))), own=own)
    assert made.sections[0].blocks[1].text == reason.replace("T7", "Table\u00a01")
