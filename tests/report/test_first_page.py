"""The first page and the contents: what comes first, and how much of it."""

from dataclasses import replace

import pytest
from golden import book
from report.test_report import a_run, text_of

from cpsurvey.kinds.hypotheses import show
from cpsurvey.kinds.kpi import show as kpi
from cpsurvey.kinds.models import show as models
from cpsurvey.parts import Effect
from cpsurvey.report.chapter import chapters
from cpsurvey.report.document import Document, Section, Text
from cpsurvey.report.summary import LINES, _together, chosen, places
from cpsurvey.report.words import Words
from cpsurvey.report.write import write_report


def test_a_dozen_lines_in_the_order_of_the_page():
    said = {
        "kpi": ["k1", "k2", "k3"],
        "sem": ["s1", "s2", "s3"],
        "hypotheses": [f"h{i}" for i in range(9)],
        "flow": ["f"],
        "reliability": ["r"],
    }
    found = chosen(said, places(chapters()))
    assert len(found) == LINES
    assert found[:9] == ["f", *(f"h{i}" for i in range(8))]
    assert found[9:] == ["s1", "s2", "k1"]


def test_room_left_is_used_and_unknown_kinds_come_last():
    said = {"new": ["n1", "n2"], "kpi": ["k1", "k2"], "flow": ["f"]}
    there = places(chapters())
    assert chosen(said, there) == ["f", "k1", "k2", "n1", "n2"]
    assert chosen({}, there) == []


def test_hypotheses_without_a_verdict_follow_those_with_one():
    assert _together(["f", "h1", "s"], ["h1", "h2"], ["h3"]) == ["f", "h1", "h3", "s"]
    assert _together(["f", "s"], [], ["h3"]) == ["f", "s", "h3"]


def test_no_two_chapters_have_one_place():
    there = [(one.part, one.kinds[0].place) for one in chapters()]
    assert len(set(there)) == len(there)
    first = [kind.first_page.place for c in chapters() for kind in c.kinds if kind.first_page]
    assert len(set(first)) == len(first)


def test_chapters_of_a_part_stand_together():
    sections = tuple(Section(i, i, (Text("x"),), part) for i, part in ("a ", "bP", "cP", "dQ"))
    document = Document("en", "T", "s", "", sections, {})
    assert [(p, [s.id for s in found]) for p, found in document.parts()] == [
        (" ", ["a"]),
        ("P", ["b", "c"]),
        ("Q", ["d"]),
    ]


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", ("Who answered", "The scales")), ("fr", ("Qui a répondu", "Les échelles"))],
)
def test_contents_are_grouped(tmp_path, language, names):
    write_report(a_run(), tmp_path, formats=("html", "docx"), languages=(language,))
    page = text_of(tmp_path, "supplement.html")
    for name in names:
        assert f'class="part">{name}<' in page
        assert page.count(f">{name}<") == 2  # in the contents, and above its first chapter
        assert name in text_of(tmp_path, "supplement.docx")


@pytest.mark.parametrize("name", ["agents", "few"])
def test_the_table_of_verdicts_has_every_test_under_its_own_key(name):
    stored = book.stored()[name]
    (result,) = [r for r in stored.results if r.kind == "hypotheses"]
    words = Words("en", stored.labels)
    *_, table = show.front(result, words, stored.study)
    rows = [row for row in table.rows if row.role != "group"]
    tests = [(one, t) for one in result.data.hypotheses for t in (one.tests or (None,))]
    assert len(rows) == len(tests)
    for row, (one, test) in zip(rows, tests, strict=True):
        cells = row.cells
        for key in ("est", "ci", "n"):
            value = getattr(test, key) if test and test.est is not None else None
            shown = tuple(value) if key == "ci" and value else value
            assert cells[key] in (shown, "" if shown is None else shown)
        first = test is None or test is one.tests[0]
        assert (cells["verdict"] != "") == first
        assert cells["pvalue_holm"] == (one.pvalue_holm if first and one.pvalue_holm else "")
        judged = [s.agrees for s in one.specifications if s.agrees is not None]
        if "others" in cells:
            said = f"{sum(judged)} of {len(judged)}" if judged and first else ""
            assert cells["others"] == said


def test_others_that_disagree_are_counted():
    stored = book.stored()["agents"]
    (result,) = [r for r in stored.results if r.kind == "hypotheses"]
    (one, *_) = [o for o in result.data.hypotheses if len(o.specifications) > 1]
    yes, no, open_ = (replace(one.specifications[0], agrees=a) for a in (True, False, None))
    changed = replace(one, specifications=(yes, no, yes, open_))
    data = replace(result.data, hypotheses=(changed,))
    *_, table = show.front(replace(result, data=data), Words("en", stored.labels), stored.study)
    said = [row.cells["others"] for row in table.rows if row.role != "group"]
    assert said == ["2 of 3", *[""] * (len(one.tests) - 1)]


@pytest.mark.parametrize("found", [(0.0, 0.5, 0.3), (0.9, -0.1, 0.0)])
def test_the_same_effects_stand_first_whatever_was_found(found):
    asked = {"ind_ad": "a*b", "tot_ad": "c + a*b", "tot_rp": "-d + a*e"}
    rest = dict.fromkeys(Effect.__dataclass_fields__)
    effects = [
        Effect(**rest | {"name": name, "expression": expression, "est": est})
        for (name, expression), est in zip(asked.items(), found, strict=True)
    ]
    assert [one.name for one in models.headlines(effects)] == ["tot_ad", "tot_rp", "ind_ad"]


def test_indicators_stand_in_their_order_whatever_was_found():
    stored = book.stored()["agents"]
    found = next(one for one in stored.results if one.kind == "kpi" and one.data.source)
    (fcr,) = (one for one in found.data.indicators if one.indicator == "fcr")
    less = tuple(replace(one, est=one.est / 9) for one in fcr.parts.effects)
    small = replace(fcr, indicator="first", parts=replace(fcr.parts, effects=less))
    data = replace(found.data, indicators=(small, fcr))
    first, second = kpi.short(replace(found, data=data), Words("en", stored.labels))
    assert "first" in first
    assert "first" not in second.casefold().replace("first-contact", "")
