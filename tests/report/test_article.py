"""The article: numbers are those of tables, works cited are listed, French is French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import get_args

import pytest
from golden import book

from cpsurvey.kinds.screening import article as screening
from cpsurvey.report import build, imputation
from cpsurvey.report.article.jars import jars
from cpsurvey.report.article.jars_words import Item
from cpsurvey.report.article.pieces import Panel, joined, picked, stacked
from cpsurvey.report.bibliography import KNOWN
from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.documents import Given, papers
from cpsurvey.report.front import facts
from cpsurvey.report.numbering import numbered
from cpsurvey.report.references import Reference, bibtex, cited
from cpsurvey.report.table import Head, Row, Table
from cpsurvey.report.words import Words

STORED = book.stored()
EACH = [(language, name) for name in STORED for language in book.LANGUAGES]


@cache
def both(language: str, name: str) -> tuple[Document, Document]:
    """The article and every chapter, counted."""
    results = STORED[name]
    whole = numbered(build.build(results, language, {}), "S")
    given = Given(results, Words(language, results.labels), whole)
    made = papers.get("article").build(given)
    assert made is not None
    return numbered(made, "", whole), whole


# ------------------------------------------------------------------- numbers and tables
UNREAD = ("software", "references", "abbreviations")
"""Sections whose numbers are versions, years and pages."""
LEVELS = {"95", "90"}
NOT_NUMBERS = re.compile(
    r"GPL-[\d.]+|\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4}|\d+\.\d+\.\d+|"  # days, versions
    r"(?:tables?|tableaux?|figures?)[\s\u00a0\u202f]+S?\d+|"
    r"(?<![\w.])[^\W\d]+[\w.]*\d[\w]*",  # H6b, CR2, je5
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<![\w])[−-]?\d*[.,]?\d+")


def numbers(text: str, language: str) -> set[str]:
    """Every number of a text, written one way."""
    text = NOT_NUMBERS.sub(" ", text)
    if language == "fr":
        text = re.sub(r"(?<=\d)[\u00a0\u202f](?=\d{3})", "", text).replace(",", ".")
        text = re.sub(r"\.(?=\s)", " ", text)
    else:
        text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
        text = re.sub(r"(?<=\d)\.(?=\s|$)", " ", text).replace(",", " ")
    found = {one.replace("−", "-") for one in NUMBER.findall(text)}
    return {re.sub(r"^(-?)\.", r"\g<1>0.", one) for one in found}


def in_tables(document: Document) -> str:
    """Everything that tables say."""
    said = []
    for table in document.tables():
        said += [table.title, *table.notes, *(head.heading for head in table.columns)]
        for row in table.rows:
            if row.role == "group":
                said.append(row.heading)
            else:
                said += table.shown(row, document.language)
    return " | ".join(said)


def texts(document: Document) -> Iterator[str]:
    for section in document.sections:
        for block in section.blocks if section.id not in UNREAD else ():
            if isinstance(block, Text):
                yield block.text


@pytest.mark.parametrize(("language", "name"), EACH)
def test_every_number_of_the_text_stands_in_a_table(language, name):
    article, whole = both(language, name)
    words = Words(language, STORED[name].labels)
    (about,) = facts(STORED[name], words)  # stands on the page to open first
    first = replace(article, sections=(Section("facts", "", (about,)),))
    said = " | ".join(map(in_tables, (article, whole, first)))
    there = numbers(said, language) | LEVELS
    years = [one.named(language) for one in article.references]
    lacking = []
    for text in texts(article):
        said = text
        for year in years:
            said = said.replace(year, "")
        lacking += [(number, text) for number in numbers(said, language) - there]
    assert lacking == []


def test_a_number_that_stands_in_no_table_is_found():
    assert numbers("p = .045, 95% CI [−0.04, 1,234.5] (H6b, CR2; Table S12).", "en") == {
        *("0.045", "95", "-0.04", "1234.5")
    }
    assert numbers("p = 0,045 ; 1\u202f234,5 pour 3 équipes.", "fr") == {"0.045", "1234.5", "3"}


@pytest.mark.parametrize("name", STORED)
def test_tables_of_the_article_say_what_those_of_chapters_say(name):
    """Every number of an article's table is one of the tables it was made of."""
    article, whole = both("en", name)
    there = numbers(in_tables(whole), "en") | {"1", "2"}  # the two outcomes
    for table in article.tables():
        if not table.id.startswith("T0b"):
            mine = " | ".join(
                text
                for row in table.rows
                if row.role != "group"
                for text in table.shown(row, "en")
            )
            assert numbers(mine, "en") - there == set(), table.id


@pytest.mark.parametrize("name", STORED)
def test_few_tables_and_figures(name):
    article, _ = both("en", name)
    tables = [one for one in article.tables() if not one.id.startswith("T0b")]
    figures = [b for s in article.sections for b in s.blocks if isinstance(b, Figure)]
    assert len(tables) <= 6
    assert len(figures) <= 2


# ----------------------------------------------------------------------------- citations
@pytest.mark.parametrize(("language", "name"), EACH)
def test_what_is_cited_is_listed_and_what_is_listed_is_cited(language, name):
    article, _ = both(language, name)
    whole = " ".join(
        [*(text for s in article.sections if s.id != "references" for text in _all(s))]
    )
    assert "[@" not in whole
    (listed,) = [s for s in article.sections if s.id == "references"]
    assert len(listed.blocks) == len(article.references)
    for one in article.references:
        assert one.named(language) in whole, one.key
    known = {one.named(language) for one in article.references}
    others = {one.named(language) for one in KNOWN.values()} - known
    assert [one for one in others if f"({one})" in whole] == []


def _all(section):
    for block in section.blocks:
        if isinstance(block, Text):
            yield block.text
        elif isinstance(block, Table):
            yield from block.notes


def test_a_citation_in_brackets_has_none_of_its_own():
    assert cited("a [@holm1979].", "en", KNOWN)[0] == "a (Holm, 1979)."
    assert cited("a (CR2; [@bell2002]).", "en", KNOWN)[0] == "a (CR2; Bell & McCaffrey, 2002)."
    french, keys = cited("a [@pustejovsky2018; @bell2002].", "fr", KNOWN)
    assert french == ("a (Bell et McCaffrey, 2002\u202f; Pustejovsky et Tipton, 2018).")
    assert keys == ["bell2002", "pustejovsky2018"]
    with pytest.raises(KeyError):
        cited("[@nobody1900]", "en", KNOWN)


def test_a_reference_in_apa_and_bibtex():
    one = Reference(
        key="a2020",
        authors=("Ümlaut, A. B.", "Other, C."),
        year="2020",
        title="Of this & that",
        within="Journal",
        place="28(2), 169–181",
        doi="10.1/x",
    )
    want = "Ümlaut, A.\u00a0B., & Other, C. (2020). Of this & that. Journal, 28(2), 169–181."
    assert one.text("en") == f"{want} https://doi.org/10.1/x"
    assert "Ümlaut, A.\u00a0B. et Other, C. (2020)" in one.text("fr")
    entry = bibtex([one])
    for line in ("volume = {28}", "number = {2}", "pages = {169--181}", r"Of this \& that"):
        assert line in entry


def test_every_known_work_can_be_found():
    for key, one in KNOWN.items():
        assert one.key == key
        assert re.fullmatch(r"(19|20)\d\d", one.year), key
        assert all(re.match(r"[\w' -]+, [A-Z]\.", author) for author in one.authors), key
        assert one.doi or one.sort == "book" or one.place, key


# ----------------------------------------------------------------------------- imputed
@pytest.mark.parametrize(("language", "name"), EACH)
def test_what_was_imputed_is_said_once_for_all_kinds(language, name):
    told = [one for one in STORED[name].results if [*imputation.found(one.data)]]
    sections = {one.id: one for one in both(language, name)[0].sections}
    said = [*_all(sections["missing"])] if "missing" in sections else []
    mark = "imputed" if language == "en" else "imputé"
    assert sum(mark in text for text in said) == bool(told)
    if told:
        (text,) = [text for text in said if mark in text]
        first = "In {} analys" if language == "en" else "Dans {} analys"
        assert text.startswith(first.format(len(told)))
        assert "Li et al., 1991" in text


def test_imputations_are_found_wherever_they_stand():
    kinds = {one.kind for one in STORED["agents"].results if [*imputation.found(one.data)]}
    assert kinds == {"control", "ipma", "mediation"}  # the last has it in a part of its payload


# ------------------------------------------------------------------------------- pieces
ONE = Table(
    "a",
    "A",
    (Head("name", "Name", "text"), Head("est", "b", "dec3"), Head("se", "SE", "dec3")),
    (Row({"name": "x", "est": 0.00123, "se": 0.00004}),),
)
OTHER = Table(
    "b",
    "B",
    (Head("name", "Name", "text"), Head("share", "%", "percent")),
    (Row({"name": "y", "share": 0.5}), Row({"name": "x", "share": 0.25})),
)


def test_a_picked_cell_reads_as_it_did_beside_its_error():
    few = picked(ONE, ("name", "est"))
    assert few.shown(few.rows[0], "en") == ONE.shown(ONE.rows[0], "en")[:2]


def test_tables_side_by_side_meet_by_name():
    both_ = joined([ONE, OTHER])
    assert [both_.shown(row, "en")[0] for row in both_.rows] == ["x", "y"]
    assert both_.shown(both_.rows[0], "en")[-1] == "25.0"
    assert both_.shown(both_.rows[1], "en")[1] == ""


def test_panels_name_their_columns_anew_and_keep_their_cells():
    whole = stacked("c", "C", [Panel("First", ONE), Panel("Second", OTHER)], ["n"])
    assert [row.role for row in whole.rows] == [
        "group",
        "body",
        "group",
        "head",
        "body",
        "body",
    ]
    assert whole.shown(whole.rows[1], "en") == ONE.shown(ONE.rows[0], "en")
    assert whole.shown(whole.rows[3], "en") == ["Name", "%", ""]
    assert whole.shown(whole.rows[5], "en") == ["x", "25.0", ""]


def test_every_point_of_the_standards_has_a_place_or_a_reason():
    for language in book.LANGUAGES:
        article, whole = both(language, "agents")
        table = jars(article, whole, Words(language, {}))
        rows = [row for row in table.rows if row.role == "body"]
        assert len(rows) == len(get_args(Item))
        assert all(row.cells["where"] for row in rows)
    few = jars(*both("en", "nobody"), Words("en", {}))
    said = [str(row.cells["where"]) for row in few.rows if row.role == "body"]
    assert sum(text.startswith("not applicable") for text in said) > 5


@pytest.mark.parametrize("language", book.LANGUAGES)
def test_the_main_model_is_fitted_again_only_where_it_was(language):
    results = STORED["agents"]
    (found,) = [one for one in results.results if one.kind == "screening"]
    words = Words(language, results.labels)

    def said(result):
        return " ".join(line for _, line in screening.methods([result], words, results.study))

    assert "T3b" in said(found)
    assert "T3b" not in said(replace(found, data=replace(found.data, models=None)))
