"""French as a francophone sets and writes it, in every document that is written."""

import re
from functools import cache

import pytest
from golden import book

from cpsurvey.report.document import Figure, Text
from cpsurvey.report.linked import Linked, parts_of
from cpsurvey.report.table import Table
from cpsurvey.report.typeset import french

STORED = book.stored()
ENGLISH = re.compile(
    r"(?<![\w.-])(?:the|and|with|without|from|within|between|of|are|was|were|baseline|"
    r"method-[cru]|standard error|teams?|paths?|estimate|supplement|table s|see|not|"
    r"scores?|rows?|yes|no|each|every|their|they|which|than|because|released?|withheld)\b",
    re.IGNORECASE,
)
FRENCH_TOO = re.compile(r"\b(?:scores?|non|items?)\b", re.IGNORECASE)
BEFORE = re.compile(r"[ \u00a0][;:!?»%]")
BARE = re.compile(r"(?<![\u202f;:!?\d(])[;:!?»](?!//|\d)(?=\s|$)")
AFTER = re.compile(r"«[^\u202f]")
ELISION = re.compile(r"\w'\w")
CLUMSY = re.compile(r"\b(?:va|vont) (?:avec|de pair)\b|écarts?-types?|erreurs? standard", re.I)
VERDICT = re.compile(
    r"(?P<who>Verdict|H\d\w*(?:, H\d\w*)*)(?:\u202f: |, | \()(?:non )?"
    r"(?P<first>soutenu|conforme|robuste|jugeable|demandé|testé)(?P<end>\w*)"
    r"(?: à l\u2019attente, exploratoire(?P<more>s?))?"
)
"""Who a verdict is of, its adjective, and the second one where there are two."""
MASCULINE = re.compile(r"\bsoutenus?\b|\bnon demandés?\b")
AS_WRITTEN = re.compile(
    r"\b(?:waves|errors|exclude_flagged|self_report|privacy|declared): ?\S+|"
    r"\S+\.(?:html|md|docx|yaml)\b"
)
"""Settings and names of files."""
SETTINGS = ("T0b-article", "T0b-deviations")
"""Tables of what study files say."""
UNREAD = ("references", "software", "proof")
"""Chapters of titles of works and of names of programs."""


@cache
def documents(name):
    return book.documents(STORED[name], "fr")


def said(document):
    """Every text of a document that is the program's, with where it stands."""
    for where, text in _said(document):
        if where not in SETTINGS:
            yield where, AS_WRITTEN.sub("", text)


def _said(document):
    yield "title", document.title
    yield "banner", document.banner
    yield from document.words.items()
    for section in document.sections:
        if section.id in UNREAD:
            continue
        yield section.id, section.title
        yield section.id, section.part
        for block in section.blocks:
            if isinstance(block, Text) and block.tone != "code":
                yield section.id, block.text
            elif isinstance(block, Figure):
                yield from ((block.id, text) for text in (block.title, block.alt))
            elif isinstance(block, Table):
                yield from ((block.id, text) for text in of_table(block))


def of_table(table):
    yield table.title
    yield from table.notes
    yield from (head.heading for head in table.columns)
    for row in table.rows:
        yield row.heading
        if row.role != "group":
            yield from table.shown(row, "fr")


@pytest.mark.parametrize("name", STORED)
@pytest.mark.parametrize("wrong", [BEFORE, BARE, AFTER, ELISION], ids=lambda one: one.pattern)
def test_spaces_and_apostrophes_are_french(name, wrong):
    found = [
        (document.name, where, text)
        for document in documents(name)
        for where, text in said(document)
        if wrong.search(text)
    ]
    assert found == []


def disagreeing(text):
    """Verdicts whose adjectives are not of a hypothesis, or of several."""
    for found in VERDICT.finditer(text):
        plural = "s" if "," in found["who"] else ""
        feminine = "" if found["first"].endswith("e") else "e"
        if found["end"] != feminine + plural or found["more"] not in (None, plural):
            yield found[0]
    yield from MASCULINE.findall(text)


@pytest.mark.parametrize("name", STORED)
def test_verdicts_agree_with_their_hypotheses(name):
    texts = [one for document in documents(name) for one in said(document)]
    assert [(where, wrong) for where, text in texts for wrong in disagreeing(text)] == []


def test_verdicts_are_read_in_every_place():
    """A pattern that meets nothing would find nothing wrong."""
    met = [
        (document.name, found["who"])
        for name in ("agents", "nobody")
        for document in documents(name)
        for _, text in said(document)
        for found in VERDICT.finditer(text)
    ]
    assert {"first", "article", "supplement"} <= {name for name, _ in met}
    assert {"Verdict", "H8", "H1, H2", "H1, H2, H6"} <= {who for _, who in met}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("H8\u202f: non soutenue", []),
        ("H8\u202f: non soutenu à 0,05", ["H8\u202f: non soutenu", "soutenu"]),
        ("H1, H2\u202f: non testées", []),
        ("H1, H2\u202f: non testée", ["H1, H2\u202f: non testée"]),
        ("H1 (soutenues)", ["H1 (soutenues"]),
        ("H1, conforme à l\u2019attente, exploratoire", []),
        (
            "H1, H2\u202f: conformes à l\u2019attente, exploratoire",
            ["H1, H2\u202f: conformes à l\u2019attente, exploratoire"],
        ),
        ("La modération a été testée, chacun testé", []),
    ],
)
def test_verdicts_that_do_not_agree_are_found(text, wrong):
    assert list(disagreeing(text)) == wrong


@pytest.mark.parametrize("name", STORED)
def test_no_english_word_and_nothing_clumsy_is_left(name):
    found = [
        (document.name, where, words, text)
        for document in documents(name)
        for where, text in said(document)
        if (words := [*ENGLISH.findall(FRENCH_TOO.sub("", text)), *CLUMSY.findall(text)])
    ]
    assert found == []


def test_faults_are_found():
    assert BEFORE.search("ainsi : oui")
    assert BARE.search("ainsi: oui")
    assert not BARE.search("à 10:30, https://x.fr")
    assert AFTER.search("«oui\u202f»")
    assert ELISION.search("l'effet")
    assert ENGLISH.search("le path")
    assert CLUMSY.search("X va avec Y")
    assert CLUMSY.search("X va de pair avec Y")


def test_french_is_set_and_where_it_leads_is_kept():
    assert french("l'effet : « oui » ; 95 %") == (
        "l\u2019effet\u202f: «\u202foui\u202f»\u202f; 95\u202f%"
    )
    linked = Linked.of([("d'après ", ""), ("tableau 1 :", "T1-flow")])
    assert parts_of(french(linked)) == (
        ("d\u2019après ", ""),
        ("tableau 1\u202f:", "T1-flow"),
    )
