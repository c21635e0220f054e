"""What a reader is shown: limits near zero, labels not codes, no p beside an interval."""

import re
from collections import defaultdict
from dataclasses import replace
from types import SimpleNamespace
from typing import get_args

import pytest

from cpsurvey.analysis.catalogue import describe
from cpsurvey.design import load_questionnaire
from cpsurvey.kinds.discriminant.data import Pair
from cpsurvey.kinds.discriminant.show import cutoff
from cpsurvey.kinds.reliability.show import _said as judged
from cpsurvey.kinds.sensitivity.data import Effect, Line, Sensitivity
from cpsurvey.kinds.sensitivity.show import short as compared
from cpsurvey.kinds.variance.data import ByLevel, OfLevel, Outcome
from cpsurvey.kinds.variance.show import short
from cpsurvey.parts import Groups
from cpsurvey.payload import Interval
from cpsurvey.report.chapter import sentence
from cpsurvey.report.document import Document, Section
from cpsurvey.report.render import renderers
from cpsurvey.report.summary import called
from cpsurvey.report.table import Head, Kind, Row, Table, show
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Caveat, Result, Sample

LABELS = {"language=en": {"en": "English"}, "ind": {"en": "Indirect"}}
WORDS = Words("en", LABELS)
UNKNOWN = dict.fromkeys(("est", "se", "mc", "std_all", "std_ci"))


@pytest.mark.parametrize(
    ("limits", "language", "text"),
    [
        ((-0.0012, 0.249), "en", "[−0.001, 0.249]"),
        ((0.0, 0.249), "en", "[0.00, 0.25]"),
        ((0.012, 0.249), "fr", "[0,01\u202f; 0,25]"),
        ((None, 0.2), "en", "–"),
    ],
)
def test_a_limit_is_not_shown_as_zero_unless_it_is(limits, language, text):
    assert show(limits, "interval", language) == text


def test_limits_of_rmsea_have_its_decimals():
    assert show((0.0131, 0.0204), "interval3", "en") == "[.013, .020]"


def test_groups_left_out_go_by_their_names():
    caveat = Caveat("invariance_privacy", "warning", {"groups": "en, xx", "k": 10})
    assert "English, xx" in sentence(caveat, WORDS, "language")


def test_a_choice_that_failed_is_said_in_words():
    values = {"choice": "complete", "reason": "CPS303"}
    said = sentence(Caveat("sensitivity_not_done", "note", values), WORDS)
    assert "Complete answers only" in said
    assert "cannot be fitted that way (CPS303)" in said


def test_defaults_of_options_are_written_as_a_person_would():
    for kind in describe().values():
        for option in kind.options:
            assert "Pydantic" not in option.default, (kind.name, option.name)


def test_every_factor_of_a_shipped_model_has_a_label():
    questionnaire = load_questionnaire("cop-callcentre-0.1.0").questionnaire
    for model in questionnaire.models.values():
        for factor in re.findall(r"^\s*(\w+)\s*=~", model.syntax, flags=re.M):
            assert questionnaire.label_of(factor)["en"] != factor


def test_a_cut_off_met_by_the_estimate_alone_says_so():
    met = {"meets_strict": True, "meets_lenient": True, "htmt2": 0.7, "htmt": 0.7, "r": 0.7}
    rest = dict.fromkeys(("band", "excludes_one", "fornell_larcker", "r_ci", "htmt_ci"))
    pair = Pair(first="a", second="b", htmt2_ci=Interval(0.4, 1.02), **met, **rest)
    assert cutoff(pair, WORDS) == "meets .85 (interval reaches above)"
    assert cutoff(replace(pair, htmt2_ci=Interval(0.4, 0.8)), WORDS) == "meets .85"
    above = replace(pair, meets_strict=False, meets_lenient=False, htmt2=0.95)
    unsure = replace(above, htmt2_ci=Interval(0.6, 1.2))
    assert cutoff(unsure, WORDS) == "does not meet .90 (interval reaches below)"
    assert cutoff(replace(above, htmt2_ci=Interval(0.92, 1.2)), WORDS) == "does not meet .90"


def test_every_scale_is_counted_also_one_without_an_interval():
    data = SimpleNamespace(thresholds=SimpleNamespace(research=0.7))
    scales = [SimpleNamespace(research=one) for one in ("meets", "does_not_meet", None)]
    said = judged(data, scales, WORDS)
    assert "1 meets .70, 1 does not, 1 cannot be judged" in said


def test_an_analysis_without_a_name_is_called_by_its_chapter_and_id():
    named = Result("regression", "ind", Sample(9, 9), data=None)
    assert called(named, WORDS) == "Indirect"
    assert called(replace(named, kind="efa", id="efa"), WORDS) == "Exploratory factors (efa)"


def test_nothing_of_too_few_groups_stands_on_page_one():
    said = Caveat("groups_descriptive", "warning", {"variable": "team", "groups": 3})
    first = OfLevel(group="team", share=0.1, ci=None)
    split = Outcome(outcome="y", n=9, singular=False, shares=(first,))
    data = ByLevel(outcomes=(split,), groups=(Groups(variable="team", groups=3),))
    for caveats, lines in (((said,), 0), ((), 1)):
        result = Result("variance", "variance", Sample(9, 9), data=data, caveats=caveats)
        assert len(list(short(result, WORDS))) == lines


@pytest.mark.parametrize(
    ("found", "sound", "lines"),
    [
        ((True, True), True, 1),
        ((False, True), True, 0),
        ((True, False), True, 0),
        ((True, True), False, 0),
    ],
)
def test_readings_are_compared_only_with_what_was_reported(found, sound, lines):
    one = Effect(name="ind", expression="a", **UNKNOWN)
    rows = tuple(
        Line(
            choice=name,
            n=9,
            admissible=sound,
            fit={},
            effects=(one,) if there else (),
            reason="",
        )
        for name, there in zip(("reported", "ml"), found, strict=True)
    )
    data = Sensitivity(
        model="m",
        estimator="ml",
        missing="listwise",
        cluster=None,
        names=("ind",),
        rows=rows,
        differing=(),
    )
    result = Result("sensitivity", "sensitivity", Sample(9, 9), data=data)
    assert len(list(compared(result, WORDS))) == lines


@pytest.mark.parametrize("name", ["csv", "xlsx", "html", "docx", "md"])
def test_every_kind_of_cell_can_be_written_in_every_format(name, tmp_path):
    kinds = get_args(Kind)
    columns = tuple(Head(kind, kind, kind) for kind in kinds)
    cells = {
        kind: "a" if kind == "text" else (0.001, 0.2) if "interval" in kind else 0.2
        for kind in kinds
    }
    table = Table("T0-all", "All", columns, (Row(cells), Row(dict.fromkeys(kinds))))
    said = defaultdict(lambda: "word")
    sections = (Section("s", "Section", (table,)),)
    document = Document("en", "Title", "", "", sections, said)
    assert renderers.get(name).write(document, tmp_path, "")


@pytest.mark.parametrize(
    ("label", "ends"),
    [("They help.", "They help."), ("Who helps?", "Who helps?"), ("Help", "Help."), ("…", "…")],
)
def test_a_sentence_that_ends_with_a_label_ends_once(label, ends):
    words = Words("en", {"h1": {"en": label}})
    said = sentence(Caveat("waves_changed", "note", {"variables": "h1"}), words)
    assert said.endswith(f"models: {ends}")
    assert words(Phrase("And so on... {item}. More.", "{item}."), item="h1").endswith(
        f"And so on... {ends} More."
    )
