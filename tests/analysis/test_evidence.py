"""The step each scale is on, from files of evidence and this study's analyses."""

import csv
import io
import re

import pytest
from conftest import SMALL, answers

from cpsurvey.cli import funnel
from cpsurvey.design.evidence import wording
from cpsurvey.kinds.evidence.data import Interviews, Model, Ratings, Reliability, Sorting
from cpsurvey.kinds.evidence.ladder import Found, climb
from cpsurvey.payload import Interval

ITEMS = ("h1", "h2", "h3", "p1", "p2", "p3")
TEXTS = {item: {"en": f"Text of {item}", "fr": f"Texte de {item}"} for item in ITEMS}


def worded():
    """The small questionnaire with texts."""
    text = SMALL
    for item, said in TEXTS.items():
        text = re.sub(
            rf"(id: {item}, )", rf"\1text: {{en: {said['en']}, fr: {said['fr']}}}, ", text
        )
    return text


def ratings(experts=6, language="en", worse=(), hashed=True):
    rows = ["expert,item,relevance,clarity,language,wording,date"]
    for item in ITEMS:
        for e in range(experts):
            mark = 2 if item in worse and e < 3 else 4
            of = wording(TEXTS[item][language]) if hashed else ""
            rows.append(f"Marie Curie {e},{item},{mark},3,{language},{of},2026-05-0{1 + e % 6}")
    return "\n".join(rows) + "\n"


def interviews(language="en", people=6, code="ok"):
    rows = ["person,item,language,code,note"]
    rows += [
        f"Jean {p},{item},{language},{code},told me about Paul"
        for item in ITEMS
        for p in range(people)
    ]
    return "\n".join(rows) + "\n"


@pytest.fixture
def study(tiny):
    (tiny / "small.yaml").write_text(worded(), "utf-8")
    (tiny / "evidence").mkdir()
    return tiny


PLAN = "  - kind: evidence\n  - kind: reliability\n    by: language\n"
ROWS = answers(400)


def one(results, scale="help", language="en"):
    data = results["evidence"]["data"]
    return next(s for s in data["scales"] if (s["scale"], s["language"]) == (scale, language))


def test_nothing_yet(study, analysed):
    status, results, _ = analysed(PLAN, ROWS)
    assert status == 0
    found = one(results)
    assert found["status"] == "drafted"
    assert found["lacking"] == ["not_rated"]
    assert found["reliability"]["n"] < 400  # in this language
    assert not found["reliability"]["pooled"]
    text = (study / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "Content, Response process, Relations with other variables" in text
    assert "none yet" in text


def test_rated_interviewed_and_piloted(study, analysed):
    (study / "evidence" / "ratings.csv").write_text(ratings(), "utf-8")
    (study / "evidence" / "interviews.csv").write_text(interviews(), "utf-8")
    status, results, _ = analysed(PLAN, ROWS, more="evidence: {role: explored}\n")
    assert status == 0
    found = one(results)
    assert found["status"] == "pretested"  # 134 answers: the interval begins below .70
    assert found["lacking"] == ["reliability"]
    assert found["ratings"] == {
        "n": 6,
        "day": "2026-05-06",
        "items": 3,
        "enough": 3,
        "average": 1.0,
        "universal": 1.0,
    }
    assert found["interviews"]["codes"] == [{"code": "ok", "count": 18}]
    assert one(results, language="fr")["status"] == "drafted"
    assert one(results, "perf", "fr")["also"] == ["piloted"]


def test_confirmed_by_a_model_that_was_settled_before(study, analysed):
    (study / "evidence" / "ratings.csv").write_text(ratings(), "utf-8")
    (study / "evidence" / "interviews.csv").write_text(interviews(), "utf-8")
    plan = PLAN + '  - {kind: cfa, id: both, syntax: "help =~ h1+h2+h3; perf =~ p1+p2+p3"}\n'
    plan += "  - {kind: invariance, by: language}\n"
    rows = answers(1500)
    _, results, _ = analysed(plan, rows, more="evidence: {role: confirmed}\n")
    found = one(results)
    assert (found["status"], found["lacking"]) == ("confirmed", ["no_criterion"])
    assert found["model"]["analysis"] == "both"
    assert found["model"]["across"] in ("metric", "scalar", "strict")
    _, results, _ = analysed(plan, None, more="evidence: {role: explored}\n")
    assert (one(results)["status"], one(results)["lacking"]) == ("piloted", ["explored"])
    _, results, _ = analysed(plan, None)
    assert one(results)["lacking"] == ["no_role"]
    more = "evidence: {role: confirmed}\ndrop_items: [h3]\n"
    _, results, _ = analysed(PLAN, None, more=more)
    assert "items_chosen" in one(results)["lacking"]


def test_who_filled_files_in_is_nowhere_in_a_run(study, analysed):
    (study / "evidence" / "ratings.csv").write_text(ratings(), "utf-8")
    (study / "evidence" / "interviews.csv").write_text(interviews(), "utf-8")
    _, _, said = analysed(PLAN, ROWS)
    for file in (study / "reports" / "current").rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert b"Marie" not in data
            assert b"Jean 1" not in data
            assert b"told me about" not in data
    assert "Marie" not in said


def test_a_changed_wording_resets_its_item(study, analysed):
    (study / "evidence" / "ratings.csv").write_text(ratings(), "utf-8")
    text = worded().replace("Text of h1", "Another text of h1")
    (study / "small.yaml").write_text(text, "utf-8")
    _, results, _ = analysed(PLAN, ROWS)
    found = one(results)
    assert (found["status"], found["earlier"]) == ("drafted", 6)
    assert "not_rated" in found["lacking"]
    assert one(results, "perf")["status"] == "content"
    codes = {c["code"]: c["values"] for c in results["evidence"]["caveats"]}
    assert codes["evidence_earlier"] == {"count": 6}


def test_an_item_three_of_six_find_beside_the_point(study, analysed):
    (study / "evidence" / "ratings.csv").write_text(ratings(worse=("h2",)), "utf-8")
    _, results, _ = analysed(PLAN, ROWS)
    assert one(results)["lacking"] == ["icvi", "scvi"]
    item = next(i for i in results["evidence"]["data"]["items"] if i["item"] == "h2")
    assert (item["experts"], item["agreed"], item["icvi"]) == (6, 3, 0.5)


def test_a_translation_that_says_the_same_needs_no_experts_of_its_own(study, analysed):
    (study / "evidence" / "ratings.csv").write_text(ratings(), "utf-8")
    rows = [f"{item},Text of {item},Text for {item},same" for item in ITEMS]
    file = study / "evidence" / "backtranslation.csv"
    file.write_text("item,source,back,judgement\n" + "\n".join(rows), "utf-8")
    _, results, _ = analysed(PLAN, ROWS)
    assert one(results, language="fr")["status"] == "content"
    file.write_text(file.read_text().replace("h1,same", "h1,different"), "utf-8")
    _, results, _ = analysed(PLAN, None)
    assert one(results, language="fr")["lacking"] == ["back", "not_rated"]


def test_a_translation_of_another_source_counts_for_nothing(study, analysed):
    rows = [f"{item},An earlier text of {item},Text,same" for item in ITEMS]
    file = study / "evidence" / "backtranslation.csv"
    file.write_text("item,source,back,judgement\n" + "\n".join(rows), "utf-8")
    _, results, _ = analysed(PLAN, ROWS)
    assert one(results, language="fr")["earlier"] == 3
    assert one(results, language="fr")["back"] is None


@pytest.mark.parametrize("languages", ["[en, fr]", "[en]"])
def test_a_release_knows_that_languages_are_shown(study, analysed, languages):
    from cpsurvey.batch.behind import by_group
    from cpsurvey.design import load_study

    if languages == "[en]":
        text = (
            (study / "small.yaml")
            .read_text("utf-8")
            .replace("languages: [en, fr]", "languages: [en]")
        )
        text = re.sub(r"  language: .*\n", "", text)
        (study / "small.yaml").write_text(text, "utf-8")
    plan = "  - kind: evidence\n  - kind: reliability\n"
    status, results, _ = analysed(plan, ROWS.replace(",fr,", ",en,"))
    assert status == 0
    assert one(results)["answers"] == 400
    if languages == "[en, fr]":
        assert by_group(load_study(study))["lang"] == ["evidence"]
    assert funnel.run(["release", "--study", str(study), "--quiet"]) == 0


def test_bad_evidence_ends_its_analysis_alone(study, analysed):
    (study / "evidence" / "ratings.csv").write_text("expert,item\nA,h1\n", "utf-8")
    status, results, _ = analysed(PLAN, ROWS)
    assert status == 70
    assert results["evidence"]["caveats"][0]["values"]["code"] == "CPS760"
    assert results["reliability"]["data"]


# ----------------------------------------------------------------------------- the ladder
GOOD = Found(
    k=3,
    experts=6,
    ratings=Ratings(n=6, day=None, items=3, enough=3, average=0.95, universal=0.67),
    sorting=None,
    back=None,
    interviews=Interviews(n=6, day=None, items=3, troubled=0, codes=()),
    source=None,
    answers=250,
    languages=1,
    reliability=Reliability(
        n=250,
        day=None,
        headline="omega_total",
        reliability=0.8,
        ci=Interval(0.75, 0.85),
        pooled=False,
    ),
    model=Model(
        n=250,
        day=None,
        analysis="m",
        sound=True,
        df=8,
        cfi=0.97,
        rmsea=0.05,
        srmr=0.03,
        across=None,
    ),
    criterion=None,
    role="confirmed",
    chosen=False,
)


def changed(**values):
    from dataclasses import replace

    return climb(replace(GOOD, **values))


def test_all_rules_met_but_the_last():
    assert climb(GOOD) == ("confirmed", ("no_criterion",), ())


@pytest.mark.parametrize(
    ("values", "lacking"),
    [
        ({"role": "explored"}, "explored"),
        ({"role": None}, "no_role"),
        ({"role": "same_people"}, "same_people"),
        ({"chosen": True}, "items_chosen"),
        ({"answers": 199}, "few_for_model"),
        ({"languages": 2}, "languages"),
        ({"model": None}, "no_model"),
    ],
)
def test_what_keeps_a_sample_from_confirming(values, lacking):
    assert changed(**values) == ("piloted", (lacking,), ())


def test_a_model_that_fits_anything_confirms_nothing():
    from dataclasses import replace

    assert GOOD.model is not None
    free = replace(GOOD.model, df=0, cfi=1.0, rmsea=0.0, srmr=0.0)
    assert changed(model=free)[:2] == ("piloted", ("fit",))
    assert changed(model=replace(GOOD.model, srmr=0.081))[1] == ("fit",)
    assert changed(model=replace(GOOD.model, sound=False))[1] == ("unsound",)


def test_a_sorted_item_that_fits_elsewhere_counts_against_the_experts():
    sorting = Sorting(n=10, day=None, items=3, enough=2)
    assert changed(sorting=sorting)[:2] == ("drafted", ("sorting",))


def test_an_interval_must_be_above_as_a_whole():
    from dataclasses import replace

    assert GOOD.reliability is not None
    low = replace(GOOD.reliability, ci=Interval(0.69, 0.85))
    assert changed(reliability=low)[:2] == ("pretested", ("reliability",))


# ------------------------------------------------------------------------------ retest
def again(rows, n, shift=0.0, people=None):
    """Answers of wave 1, and of the first `n` people in wave 2, some a step higher."""
    import numpy as np

    rng = np.random.default_rng(3)
    table = list(csv.DictReader(io.StringIO(rows)))
    lines = ["respondent_id,team_id,lang,wave," + ",".join(ITEMS) + ",tenure"]
    for wave, some in (("1", table), ("2", table[:n])):
        for row in some:
            values = [int(row[item]) for item in ITEMS]
            if wave == "2":
                values = [
                    int(min(5, max(1, v + shift + rng.choice([-1, 0, 0, 0, 1]))))
                    for v in values
                ]
            who = people or row["respondent_id"]
            cells = [who, row["team_id"], row["lang"], wave, *map(str, values), row["tenure"]]
            lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


@pytest.fixture
def waved(study):
    text = worded().replace("  language: {var", "  wave: {variable: wave}\n  language: {var")
    (study / "small.yaml").write_text(text, "utf-8")
    return study


def test_a_retest_says_how_far_scores_repeat_themselves(waved, analysed):
    more = "waves: {people: same, purpose: {2: retest}}\n"
    plan = PLAN + "  - kind: waves\n  - kind: flow\n"
    status, results, _ = analysed(plan, again(ROWS, 150), more=more)
    assert status == 0
    found = one(results)["retest"]
    assert found["n"] == 50  # the others answered in French
    assert 0.5 < found["icc"] < 1
    assert found["ci"]["lower"] < found["icc"] < found["ci"]["upper"]
    assert found["smallest"] == pytest.approx(1.96 * 2**0.5 * found["sem"])
    # everybody of wave 1 is analysed, nobody of the retest, and it is no change
    assert results["reliability"]["sample"]["used"] == 400
    assert results["flow"]["sample"]["dropped"] == {"retest": 150}
    assert results["waves"]["data"] is None
    assert results["waves"]["caveats"][0]["severity"] == "not_applicable"


def test_a_retest_of_few_says_nothing(waved, analysed):
    more = "waves: {people: same, purpose: {2: retest}}\n"
    _, results, _ = analysed(PLAN, again(ROWS, 20), more=more)
    assert results["evidence"]["data"]["retests"] == []
    assert "evidence_retest_alone" in [c["code"] for c in results["evidence"]["caveats"]]


def test_people_who_were_explored_do_not_confirm(waved, analysed):
    more = "waves: {people: same}\nevidence: {role: {1: explored, 2: confirmed}}\n"
    _, results, _ = analysed(PLAN, again(ROWS, 300), more=more)
    assert results["evidence"]["data"]["role"] == "same_people"
    assert "evidence_same_people" in [c["code"] for c in results["evidence"]["caveats"]]


def test_a_role_of_waves_needs_waves(study, capsys):
    text = (study / "study.yaml").read_text("utf-8")
    (study / "study.yaml").write_text(text + "evidence: {role: {1: explored}}\n", "utf-8")
    assert funnel.run(["check", "--study", str(study)]) == 78
    assert "declares no waves" in capsys.readouterr().err


def test_a_retest_of_others_is_refused(waved, capsys):
    text = (waved / "study.yaml").read_text("utf-8")
    more = "waves: {people: new, purpose: {2: retest}}\n"
    (waved / "study.yaml").write_text(text + more, "utf-8")
    assert funnel.run(["check", "--study", str(waved)]) == 78
    assert "people: same" in capsys.readouterr().err


def test_the_default_plan_has_it_where_there_are_files(study):
    from cpsurvey.design import load_study

    text = (study / "study.yaml").read_text("utf-8")
    text = text.replace("analyses:\n  - kind: flow\n", "")
    (study / "study.yaml").write_text(text, "utf-8")
    assert "evidence" not in {r.kind for r in load_study(study).requests}
    (study / "evidence" / "ratings.csv").write_text(ratings(), "utf-8")
    assert "evidence" in {r.kind for r in load_study(study).requests}
