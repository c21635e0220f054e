"""Paper: everything is on it, in the words and signs of its language."""

import io
import re
from html.parser import HTMLParser

import docx
import pytest
from hypothesis import given
from questionnaires_made import few, questionnaires

from cpsurvey import intake
from cpsurvey.design import Questionnaire, load_questionnaire
from cpsurvey.design.checks import columns
from cpsurvey.design.study import SourceSpec
from cpsurvey.forms.asked import asked
from cpsurvey.forms.export import targets
from cpsurvey.forms.spoken import spoken
from cpsurvey.typography import printed


class Read(HTMLParser):
    """Texts that are shown, tags, and places that lead elsewhere."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.tags, self.links, self.aside = [], [], [], 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.aside += tag in ("style", "script")
        self.links += [value for key, value in attributes if key in ("src", "href", "style")]

    def handle_endtag(self, tag):
        self.aside -= tag in ("style", "script")

    def handle_data(self, text):
        if not self.aside and text.strip():
            self.texts.append(" ".join(text.split()))


def page(questionnaire):
    return targets.get("paper").writers[".html"](questionnaire).data.decode("utf-8")


def word(questionnaire):
    data = targets.get("paper").writers[".docx"](questionnaire).data
    return docx.Document(io.BytesIO(data))


def said(document):
    """Every text of a Word file, tables too."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def same(text):
    """A text whatever its spaces and apostrophes."""
    return " ".join(text.replace("’", "'").replace("\u00a0", " ").split())


@pytest.fixture(scope="module")
def french():
    return spoken(load_questionnaire("cop-callcentre").questionnaire, ["fr"])


@few(30)
@given(questionnaires())
def test_every_text_is_shown_as_it_stands_and_none_runs(questionnaire):
    read = Read(page(questionnaire))
    assert "script" not in read.tags
    assert not [one for one in read.links if not re.fullmatch(r"(width:|font-size:).*", one)]
    shown = {same(text) for text in read.texts}
    for line in asked(questionnaire):
        for text in line.text.values():
            assert same(text) in shown
        for option in line.options.options if line.options else ():
            assert {same(label) for label in option.label.values()} <= shown


@few(10)
@given(questionnaires())
def test_word_holds_every_text(questionnaire):
    shown = " | ".join(map(same, said(word(questionnaire))))
    for line in asked(questionnaire):
        for text in line.text.values():
            assert same(text) in shown


def test_lines_are_numbered_through_and_conditions_are_words(french):
    read = Read(page(french))
    assert [t for t in read.texts if re.fullmatch(r"\d+\.", t)] == [
        f"{n}." for n in range(1, 92)
    ]
    assert read.texts.count("Seulement si vous avez répondu « Oui » à la question 83.") == 7


def test_french_has_its_spaces_and_apostrophes(french):
    text = page(french)
    form = text[text.index("<section") : text.index('class="entry"')]
    assert printed("dans ce centre ?", "fr") in form
    assert printed("« Plutôt d'accord »", "fr") in form
    assert not re.search(r"\w'\w", form)
    assert not re.search(r" [?!:;»]", form)


def test_labels_of_scales_are_not_shown(french):
    for scale in french.scales:
        assert scale.label["fr"] not in page(french)


def test_each_language_is_a_form_of_its_own():
    text = page(load_questionnaire("cop-callcentre").questionnaire)
    assert re.findall(r'<section class="form" lang="(\w+)"', text) == ["fr", "en"]
    assert page(load_questionnaire("cop-callcentre").questionnaire) == text


def test_no_page_divides_a_line(french):
    style = page(french)
    assert "tr { break-inside: avoid; }" in style
    assert ".question { margin: 0 0 4mm; padding-left: 7.5mm; break-inside: avoid; }" in style
    tables = word(french).tables
    assert all("w:cantSplit" in row._tr.xml for table in tables for row in table.rows)
    assert all(
        "w:tblHeader" in table.rows[0]._tr.xml for table in tables if len(table.rows) > 1
    )


def test_what_is_typed_in_under_the_headings_of_the_last_page_is_read(french, tmp_path):
    text = page(french)
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td>", text[text.index('class="entry"') :])
    heads = [head for _, cell in rows for head in cell.split(", ")]
    known = [name for name in columns(french) if not name.startswith("seconds.")]
    known = [name for name in known if name not in french.ticks]  # typed in one column
    assert sorted(heads) == sorted(known)
    typed = {"respondent_id": "r1", "team_id": "t", "centre_id": "c", "lang": "fr", "wave": "1"}
    typed |= {"group_has": "1", "group_rules": "1"}
    file = tmp_path / "typed.csv"
    line = ";".join(typed.get(head, "2") for head in heads)
    file.write_text(f"{';'.join(heads)}\n{line}\n", "utf-8")
    batch = intake.read(file, french, SourceSpec(path="typed.csv"), questionnaire_sha256="0")
    assert batch.frame["me1"].tolist() == [2]
    assert not [one for one in batch.findings if one.rule in ("item_absent", "unknown_column")]


def test_many_answers_are_listed_below_their_lines():
    options = [{"code": at, "label": {"en": f"point {at}"}} for at in range(30)]
    questionnaire = Questionnaire.model_validate(
        {
            "schema": "cpsurvey/questionnaire/1",
            "id": "wide",
            "version": "1.0.0",
            "status": "published_scale",
            "title": {"en": "Wide"},
            "licence": "CC0",
            "languages": ["en"],
            "default_language": "en",
            "option_sets": {"wide": {"options": options}},
            "scales": [
                {
                    "id": "s",
                    "label": {"en": "S"},
                    "options": "wide",
                    "items": [{"id": "i1", "text": {"en": "One"}}],
                }
            ],
        }
    )
    text = page(questionnaire)
    assert '<table class="grid">' not in text
    assert Read(text).texts.count("point 29") == 1
