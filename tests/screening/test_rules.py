"""Which respondents each rule of screening flags, and what it says when it cannot judge."""

import numpy as np
import pytest
from conftest import STUDY
from screening_answers import careful, questionnaire, responses

from cpsurvey.design import load_study
from cpsurvey.scoring import score
from cpsurvey.screening import judge

nan = np.nan
SOFT = ("page_time", "even_odd", "reversed_pairs", "mahalanobis", "longstring", "irv")


@pytest.fixture
def study(write):
    """A study on a questionnaire of many scales, screening as told."""

    def made(screening="", **form):
        write("many.yaml", questionnaire(**form))
        text = STUDY.replace("./small.yaml", "./many.yaml")
        return load_study(write("study.yaml", f"{text}{screening}").parent)

    return made


def found(one, name, hard=False):
    (rule,) = [r for r in one.rules if r.name == name and r.hard is hard]
    return rule


def test_a_straight_liner_breaks_what_straight_liners_break(study):
    x = careful(60)
    x[0] = 6
    one = judge(responses(x, a1=np.where(np.arange(60) == 0, 6, 5)), study())
    assert found(one, "attention").broken.nonzero()[0].tolist() == [0]
    assert found(one, "longstring").broken.nonzero()[0].tolist() == [0]
    assert found(one, "irv").broken[0]
    assert found(one, "reversed_pairs").broken.nonzero()[0].tolist() == [0]
    assert one.careless[0]
    assert one.careless[1:].sum() <= 1  # somebody careful may have a bad day
    assert one.lost("hard") == {}
    assert one.lost("soft") == {"flagged": int(one.careless.sum())}


def test_every_check_failed_is_a_hard_rule_and_one_failed_a_soft_one(study):
    x = careful(30)
    a1, a2 = np.full(30, 5.0), np.full(30, 2.0)
    a1[:2], a2[0] = 1, 1
    a1[5] = nan  # unanswered is not failed
    one = judge(responses(x, a1=a1, a2=a2), study())
    assert found(one, "attention", hard=True).broken.nonzero()[0].tolist() == [0]
    assert found(one, "attention").broken.nonzero()[0].tolist() == [0, 1]
    assert one.lost("hard") == {"attention": 1}


def test_any_failed_check_leaves_out_when_the_study_says_so(study):
    a1 = np.where(np.arange(30) == 3, 1.0, 5.0)
    one = judge(responses(careful(30), a1=a1), study("screening: {attention: any}\n"))
    assert one.lost("hard") == {"attention": 1}
    assert [r.name for r in one.rules if r.name == "attention"] == ["attention"]
    off = judge(responses(careful(30), a1=a1), study("screening: {attention: off}\n"))
    assert not [r for r in off.rules if r.name == "attention"]


def test_who_asks_not_to_be_used_is_left_out_of_everything(study):
    use = np.where(np.arange(30) == 4, 0.0, 1.0)
    answers = careful(30)
    answers[4] = 1  # no other rule sees it
    one = judge(responses(answers, use=use), study())
    assert one.lost("answered") == {"self_report": 1}
    assert not one.keep("answered")[4]
    assert not any(rule.judged[4] or rule.broken[4] for rule in one.rules)
    assert "self_report" not in {rule.name for rule in one.rules}


@pytest.mark.parametrize(
    "screening",
    [
        "{self_report: false}",
        "{self_report: false, hard: [self_report], soft: [self_report]}",
        "{attention: off, min_seconds_per_item: null, soft: [], min_answered: 0}",
        "{self_report: false, exclude_flagged: true, soft_limit: 1, soft: [irv]}",
    ],
)
def test_no_setting_brings_back_who_asks_not_to_be_used(study, screening):
    use = np.where(np.arange(30) == 4, 0.0, 1.0)
    one = judge(responses(careful(30), use=use), study(f"screening: {screening}\n"))
    assert one.lost("answered") == {"self_report": 1}
    for stage in ("answered", "hard", "soft"):
        assert not one.keep(stage)[4]
    assert not any(rule.judged[4] or rule.broken[4] for rule in one.rules)
    assert "self_report" not in {rule.name for rule in one.rules}


def test_consistency_comes_before_long_strings_and_spread(study):
    names = [
        rule.name for rule in judge(responses(careful(60)), study()).rules if not rule.hard
    ]
    assert names == [
        "attention",
        "page_time",
        "even_odd",
        "synonyms",
        "antonyms",
        "reversed_pairs",
        "mahalanobis",
        "longstring",
        "irv",
    ]


def test_seconds_a_line_overall_are_a_hard_rule_and_fast_pages_a_soft_one(study):
    p1, p2 = np.full(30, 80.0), np.full(30, 80.0)  # 17 lines on each page
    p1[0], p2[0] = 16, 17  # below a second a line
    p1[1], p2[1] = 33, 33  # two pages below two seconds a line
    p1[2] = 10  # one fast page
    p1[3], p2[3] = 10, nan  # one page known, and very fast
    one = judge(responses(careful(30), seconds={"p1": p1, "p2": p2}), study())
    assert found(one, "too_fast", hard=True).broken.nonzero()[0].tolist() == [0, 3]
    assert found(one, "page_time").broken.nonzero()[0].tolist() == [0, 1]
    assert not found(one, "page_time").judged[3]
    none = judge(
        responses(careful(30), seconds={"p1": p1, "p2": p2}),
        study("screening: {min_seconds_per_item: null}\n"),
    )
    assert none.lost("hard") == {}


def test_time_counts_the_lines_somebody_was_shown(study):
    x = careful(30)
    given = responses(x, seconds={"p1": np.full(30, 30.0), "p2": np.full(30, 60.0)})
    for name in [f"x{s}_{i}" for s in range(4) for i in range(4)][4:]:
        given.values[name][0] = nan
        given.reasons[name][0] = -99
    one = judge(given, study())
    assert not found(one, "page_time").broken.any()
    given.seconds["p2"][:] = 30
    broken = found(judge(given, study()), "page_time").broken
    assert broken[1:].all()
    assert not broken[0]  # 5 lines in 30 seconds


def test_a_run_needs_eight_lines_and_half_a_page(study):
    x = careful(40)
    x[0, :8] = 5  # half of the 17 lines of a page would be 9
    x[1, :9] = 5
    one = judge(responses(x), study())
    assert found(one, "longstring").broken[:2].tolist() == [False, True]
    some = judge(responses(x), study("screening: {thresholds: {longstring_share: 0.4}}\n"))
    assert found(some, "longstring").broken[:2].tolist() == [True, True]


def test_the_attention_check_stands_in_the_run(study):
    x = careful(40)
    x[0, 12:16] = 5  # last four lines of the first page, then its check: 5
    rule = "screening: {thresholds: {longstring: 5, longstring_share: 0}}\n"
    assert found(judge(responses(x), study(rule)), "longstring").broken[0]


def test_pages_absent_and_pages_shuffled_are_said(study):
    x = careful(40)
    x[0] = 3
    without = judge(responses(x), study(pages=False))
    assert found(without, "longstring").broken[0]
    assert [c.code for c in without.remarks] == ["screening_no_pages"]
    shuffled = judge(responses(x), study(shuffle=True))
    assert found(shuffled, "longstring").broken[0]
    assert [c.code for c in shuffled.remarks] == ["screening_shuffled"]
    assert judge(responses(x), study()).remarks == ()


def test_a_rule_made_hard_leaves_out_under_its_name(study):
    x = careful(40)
    x[0] = 3
    one = judge(responses(x), study("screening: {hard: [longstring], soft: [irv]}\n"))
    assert one.lost("hard") == {"longstring": 1}
    assert [(r.name, r.hard) for r in one.rules if r.name in SOFT] == [
        ("longstring", True),
        ("irv", False),
    ]


@pytest.mark.parametrize(
    ("form", "reasons"),
    [
        ({"checks": False}, {"attention": "no_checks"}),
        ({"scales": 5}, {"even_odd": "few_scales"}),
        ({"reverse": False}, {"reversed_pairs": "few_reversed"}),
        ({}, {"page_time": "no_times", "too_fast": "no_times"}),
    ],
)
def test_what_cannot_be_judged_says_why(study, form, reasons):
    scales = form.get("scales", 8)
    given = responses(careful(60, scales), scales, checks=form.get("checks", True))
    one = judge(given, study(**form))
    said = {rule.name: rule.reason for rule in one.rules if rule.reason}
    assert {name: said.get(name) for name in reasons} == reasons
    for rule in one.rules:
        if rule.reason:
            assert not rule.judged.any()
            assert not rule.broken.any()


def test_twenty_respondents_cannot_be_far_from_their_mean(study):
    one = judge(responses(careful(20)), study())
    assert found(one, "mahalanobis").reason == "few_respondents"
    assert found(one, "irv").broken.sum() == 1
    assert judge(responses(careful(19)), study()).rules
    assert found(judge(responses(careful(19)), study()), "irv").reason == "few_respondents"


@pytest.mark.parametrize("n", [0, 1, 2])
def test_hardly_anybody(study, n):
    one = judge(responses(careful(5)[:n]), study())
    assert len(one.keep("soft")) == n
    assert score(responses(careful(5)[:n]), study()).n == n


def test_everybody_ticks_one_column(study):
    one = judge(responses(np.full((50, 32), 4.0)), study())
    assert one.careless.all()  # runs and spread
    assert found(one, "mahalanobis").reason == "few_respondents"
    assert found(one, "even_odd").reason == "few_scales"
    assert [c.code for c in one.remarks] == ["screening_nobody_left"]
    scored = score(responses(np.full((50, 32), 4.0)), study())
    assert scored.n == 50
    assert scored.at("soft").n == 0


def test_many_flagged_is_a_warning_about_the_rules(study):
    x = careful(60)
    x[:30] = 4
    assert [c.code for c in judge(responses(x), study()).remarks] == ["screening_many"]


def test_constant_items_are_left_out_of_distances(study):
    x = careful(120)
    x[:, 3] = 4
    x[:, 7] = x[:, 6]
    rule = found(judge(responses(x), study()), "mahalanobis")
    assert rule.threshold["df"] == 30
    assert rule.judged.all()


def test_hardly_an_answer_is_left(study):
    x = careful(80)
    x[np.random.default_rng(2).random(x.shape) < 0.6] = nan
    one = judge(responses(x), study("screening: {min_answered: 0}\n"))
    assert one.keep("answered").sum() == 80
    assert np.isin(found(one, "even_odd").judged, [True, False]).all()
    assert judge(responses(x), study()).keep("answered").sum() < 20


def test_an_export_without_a_scale_judges_the_rest(study):
    given = responses(careful(60))
    for i in range(4):
        given.values[f"x0_{i}"][:] = nan
        del given.values[f"x1_{i}"]
    assert found(judge(given, study()), "even_odd").judged.all()


def test_synonyms_are_judged_on_request(study):
    x = careful(200)
    x[0] = np.random.default_rng(5).integers(1, 8, 32)
    rule = (
        "screening: {soft: [synonyms, antonyms], thresholds: {synonyms: 0.3, antonyms: -0.3}}\n"
    )
    one = judge(responses(x), study(rule))
    assert found(one, "synonyms").judged.mean() > 0.9
    assert found(one, "synonyms").broken[0]
    assert found(one, "antonyms").broken[1:].mean() < 0.1
    rare = judge(
        responses(x), study("screening: {soft: [synonyms], thresholds: {alike: .99}}\n")
    )
    assert found(rare, "synonyms").reason == "few_pairs"


def test_scores_of_another_sample_are_made_anew(study, write):
    text = questionnaire() + "derived: {z0: z(s0)}\n"
    one = study()
    write("many.yaml", text)
    one = load_study(one.folder)
    x = careful(100)
    x[:6] = 7
    a1 = np.where(np.arange(100) < 2, 1, 5)
    scored = score(responses(x, a1=a1, a2=np.where(np.arange(100) < 2, 1, 2)), one)
    sizes = [scored.at(stage).n for stage in ("answered", "hard", "soft")]
    assert sizes == [100, 98, 94]
    assert scored.n == 98
    assert scored.at("hard") is scored
    for stage in ("answered", "hard", "soft"):
        here = scored.at(stage)
        assert here.at("hard") is scored
        assert here.values["z0"].std(ddof=1) == pytest.approx(1.0)
        assert here.values["z0"].mean() == pytest.approx(0.0, abs=1e-12)
        assert here.sample(np.ones(here.n, dtype=bool)).read == 100
    assert scored.soft_flags[:4].min() >= 2
    assert scored.at("soft").screened == {"attention": 2, "flagged": 4}


def test_the_careless_are_left_out_everywhere_when_the_study_says_so(study):
    x = careful(100)
    x[:6] = 7
    scored = score(responses(x), study("screening: {exclude_flagged: true}\n"))
    assert (scored.n, scored.screened) == (94, {"flagged": 6})


@pytest.mark.parametrize(
    "wrong",
    [
        "screening: {hard: [longstrings]}",
        "screening: {soft_limit: 0}",
        "screening: {thresholds: {irv: 2}}",
        "screening: {thresholds: {even_od: 0.3}}",
        "screening: {min_seconds_per_item: 0}",
    ],
)
def test_settings_that_make_no_sense_name_their_line(study, wrong):
    from cpsurvey.errors import CpsurveyError

    with pytest.raises(CpsurveyError) as error:
        study(wrong + "\n")
    assert "study.yaml:" in str(error.value) + str(getattr(error.value, "findings", ""))
