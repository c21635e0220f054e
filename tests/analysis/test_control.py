"""The negative control: what a marker says about teams and about involvement."""

import json
from pathlib import Path

import numpy as np
import pytest
from conftest import SMALL

from cpsurvey.kinds.control import show, slopes, words
from cpsurvey.kinds.control.data import Contextual, Control, Difference, Judged, Share, Slope
from cpsurvey.kinds.control.options import Options
from cpsurvey.kinds.control.targets import find
from cpsurvey.payload import Interval
from cpsurvey.report.words import Words
from cpsurvey.results import Result, Sample

MARKED = SMALL.replace(
    "questions:\n",
    """\
  - id: mark
    label: {en: Mountains, fr: Montagnes}
    options: agree5
    role: marker
    items:
      - {id: m1, label: {en: Mountain 1, fr: Montagne 1}}
      - {id: m2, label: {en: Mountain 2, fr: Montagne 2}}
questions:
""",
    1,
)
OF = "outcomes: [perf], beside: help, involvement: help, covariates: years"
ASKED = f"  - {{kind: control, {OF}}}\n"
HEAD = "respondent_id,team_id,lang,h1,h2,h3,p1,p2,p3,m1,m2,tenure\n"


def survey(team, seed=1, J=30, size=10, own=0.8):
    """Answers; `team` says what each of help, performance and mountains owes to the team."""
    rng = np.random.default_rng(seed)
    effects = rng.normal(size=(J, 3)) * team
    help_, perf, mark = (
        effects[np.repeat(np.arange(J), size)] + rng.normal(size=(J * size, 3))
    ).T
    perf = perf + 0.6 * help_
    lines = [HEAD]
    for i in range(J * size):
        cells = []
        for of, k, back in ((help_, 3, 2), (perf, 3, None), (mark, 2, None)):
            for j in range(k):
                x = int(np.clip(round(3 + own * (of[i] + 0.6 * rng.normal())), 1, 5))
                cells.append(str(6 - x if j == back else x))
        lines.append(f"r{i},t{i // size},en,{','.join(cells)},{1 + i % 2}\n")
    return "".join(lines)


@pytest.fixture
def marked(tiny, analysed):
    (tiny / "small.yaml").write_text(MARKED, "utf-8")
    return analysed


def test_teams_that_differ_in_performance_alone_are_beyond_the_marker(marked, tiny):
    status, results, _ = marked(ASKED, survey((0.0, 0.9, 0.0)))
    assert status == 0
    data = results["control"]["data"]
    assert data["judged"] == [{"outcome": "perf", "verdict": "beyond"}]
    roles = {one["variable"]: one["role"] for one in data["shares"]}
    assert roles == {"perf": "outcome", "help": "beside", "mark": "marker"}
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "more than a team effect on anything" in text


def test_too_many_larger_groups_are_not_taken_out_and_it_says_so(marked, tiny, monkeypatch):
    text = "".join(
        line.replace(",en,", ",fr,") if at % 3 else line
        for at, line in enumerate(survey((0.3, 0.9, 0.3)).splitlines(keepends=True))
    )
    asked = f"  - {{kind: control, {OF}, net_of: [language]}}\n"
    _, held, _ = marked(asked, text)
    assert held["control"]["data"]["covariates"] == ["years", "lang"]
    assert [one["code"] for one in held["control"]["caveats"]] == ["groups_few"]
    monkeypatch.setattr(slopes, "MOST_LARGER", 1)
    _, plain, _ = marked(ASKED, text)
    _, without, _ = marked(asked, text)
    assert without["control"]["data"] == plain["control"]["data"]
    caveat, _ = without["control"]["caveats"]
    assert (caveat["code"], caveat["values"]) == (
        "control_too_many",
        {"variable": "lang", "n": 2},
    )
    page = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "they are 2, too many" in page


def test_teams_that_differ_in_everything_are_not(marked, tiny):
    status, results, _ = marked(ASKED, survey((0.7, 0.7, 0.7)))
    assert status == 0
    data = results["control"]["data"]
    assert all(one["icc1"] > 0.1 for one in data["shares"])  # the usual test would be passed
    assert data["judged"] == [{"outcome": "perf", "verdict": "anything"}]
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "not distinguishable from a team effect on anything" in text


def test_a_hypothesis_rests_on_the_marker(marked):
    more = """\
hypotheses:
  - id: H7
    label: {en: Collective, fr: Collectif}
    tests: [{analysis: control, scale: perf.above_marker}]
  - id: H8
    label: {en: Involved, fr: Impliqués}
    tests: [{analysis: control, effect: perf.more}]
"""
    asked = "  - {kind: hypotheses}\n" + ASKED
    _, results, _ = marked(asked, survey((0.7, 0.7, 0.7)), more=more)
    by_id = {one["id"]: one for one in results["hypotheses"]["data"]["hypotheses"]}
    assert by_id["H7"]["verdict"] == "not_supported"
    assert by_id["H8"]["verdict"] in {"supported", "as_expected"}
    _, results, _ = marked(asked, survey((0.0, 0.9, 0.0)), more=more)
    by_id = {one["id"]: one for one in results["hypotheses"]["data"]["hypotheses"]}
    assert by_id["H7"]["verdict"] in {"supported", "as_expected"}


def test_the_marker_explains_nothing_where_involvement_does(marked):
    _, results, _ = marked(ASKED, survey((0.3, 0.3, 0.3)))
    slopes = {one["predictor"]: one for one in results["control"]["data"]["slopes"]}
    assert set(slopes) == {"involvement", "marker", "involvement_held", "marker_held", "more"}
    assert slopes["involvement"]["ci"]["lower"] > 0.2
    assert slopes["involvement_held"]["std"] == pytest.approx(
        slopes["involvement"]["std"], abs=0.1
    )
    assert slopes["more"]["std"] == pytest.approx(
        slopes["involvement_held"]["std"] - slopes["marker_held"]["std"], abs=1e-12
    )
    (found,) = results["control"]["data"]["contextual"]
    assert found["est"] == pytest.approx(found["between"] - found["within"], abs=1e-12)


def test_without_a_marker_it_says_so(analysed, tiny):
    columns = [line.split(",") for line in survey((0.0, 0.9, 0.0)).splitlines()]
    rows = "\n".join(",".join([*line[:9], line[11]]) for line in columns) + "\n"
    status, results, _ = analysed(ASKED, rows)
    assert status == 0
    result = results["control"]
    assert {c["code"] for c in result["caveats"]} >= {"control_no_marker"}
    assert result["data"]["marker"] is None
    assert result["data"]["judged"] == [{"outcome": "perf", "verdict": "no_marker"}]
    assert result["data"]["slopes"] == []
    assert [one["contrast"] for one in result["data"]["differences"]] == [
        "above_beside",
        "above_beside_net",
    ]
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "cannot be judged" in text


def test_few_teams_cannot_be_judged(marked):
    _, results, _ = marked(ASKED, survey((0.0, 0.9, 0.0), J=8, size=12))
    assert results["control"]["data"]["judged"][0]["verdict"] == "cannot_be_judged"


def test_an_outcome_without_variance_is_named(marked):
    rows = survey((0.3, 0.3, 0.3)).splitlines()
    flat = [rows[0]]
    for line in rows[1:]:
        cells = line.split(",")
        flat.append(",".join([*cells[:6], "3", "3", "3", *cells[9:]]))
    asked = "  - {kind: control, outcomes: [perf, help]}\n"
    status, results, _ = marked(asked, "\n".join(flat) + "\n")
    assert status == 0
    (caveat,) = [c for c in results["control"]["caveats"] if c["code"] == "control_nothing"]
    assert caveat["values"] == {"outcome": "perf"}
    assert [one["outcome"] for one in results["control"]["data"]["judged"]] == ["help"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("outcomes: [perff]", "perff"),
        ("outcomes: [perf], marker: marc", "marc"),
        ("outcomes: [perf], marker: perf", "among the outcomes"),
        ("outcomes: [perf], involvement: perf", "explain itself"),
        ("outcomes: [perf], net_of: [centree]", "centree"),
        ("outcomes: [perf], covariates: yeers", "yeers"),
    ],
)
def test_wrong_names_are_found_before_data_are_read(marked, asked, said):
    status, _, err = marked(f"  - {{kind: control, {asked}}}\n", survey((0.3, 0.3, 0.3)))
    assert status == 78
    assert said in err


# ------------------------------------------------------------- whoever lacks something
def holed(text, share=0.06, seed=4):
    """The same answers, some scales and covariates of which are not given."""
    rng = np.random.default_rng(seed)
    head, *lines = text.splitlines()
    made = [head]
    for line in lines:
        cells = line.split(",")
        for places in (range(3, 6), range(6, 9), range(9, 11), (11,)):
            if rng.random() < share:
                for at in places:
                    cells[at] = ""
        made.append(",".join(cells))
    return "\n".join(made) + "\n"


def test_whoever_lacks_something_is_kept_by_imputation(marked, tiny):
    answers = survey((0.0, 0.9, 0.0))
    asked = f"  - {{kind: control, id: all, {OF}, missing: imputed}}\n" + ASKED
    status, results, _ = marked(asked, holed(answers))
    assert status == 0
    kept, few = results["all"], results["control"]
    assert kept["sample"]["used"] == 300 > few["sample"]["used"]
    data = kept["data"]
    assert {one["n"] for one in (*data["shares"], *data["contextual"], *data["slopes"])} == {
        300
    }
    assert data["imputation"]["sets"] == max(20, -(-data["imputation"]["incomplete"] // 3))
    assert few["data"]["imputation"] is None
    whole = marked(ASKED, answers)[1]["control"]["data"]
    for part in ("shares", "differences", "contextual", "slopes"):
        for one, other in zip(data[part], whole[part], strict=True):
            name = "icc1" if part == "shares" else "std" if part == "slopes" else "est"
            reach = other["ci"]["upper"] - other["ci"]["lower"]
            assert one[name] == pytest.approx(other[name], abs=0.25 * reach)
            assert one[name] != other[name]
    assert all(one["df"] < 29 for one in data["differences"])
    assert data["judged"] == [{"outcome": "perf", "verdict": "beyond"}]
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "degrees of freedom, fewer where" not in text  # the last run imputes nothing


def test_where_nothing_is_missing_nothing_is_drawn(marked):
    asked = f"  - {{kind: control, id: all, {OF}, missing: imputed}}\n" + ASKED
    _, results, _ = marked(asked, survey((0.0, 0.9, 0.0)))
    assert results["all"]["data"] == results["control"]["data"]


def test_a_marker_nobody_was_asked_is_not_imputed(marked):
    rows = [line.split(",") for line in survey((0.0, 0.9, 0.0)).splitlines()]
    bare = (
        "\n".join(
            ",".join([*line[:9], *(("m1", "m2") if i == 0 else ("", "")), line[11]])
            for i, line in enumerate(rows)
        )
        + "\n"
    )
    asked = f"  - {{kind: control, {OF}, missing: imputed}}\n"
    _, results, _ = marked(asked, holed(bare))
    data = results["control"]["data"]
    assert data["marker"] is None
    assert data["judged"] == [{"outcome": "perf", "verdict": "no_marker"}]
    assert {one["n"] for one in data["shares"]} == {300}


@pytest.mark.gold
def test_slopes_are_pooled_as_clubsandwich_and_mice_have_them():
    gold = Path(__file__).parents[1] / "gold"
    sets = json.loads((gold / "effects.json").read_text())["pooled"]["sets"]
    expected = json.loads((gold / "pooled.json").read_text())
    made = []
    for rows in sets:
        values = {n: np.array([float(row[n]) for row in rows]) for n in rows[0]}
        member = np.unique(values["team_id"], return_inverse=True)[1]
        used = np.ones(len(rows), dtype=bool)
        made.append(slopes.Rows(values, used, values["tenure"][:, None], ("tenure",), member))
    asked, lost = Options(outcomes=("AD",), involvement="COP"), {}
    (found,) = slopes.contextual(asked, made, ["AD"], lost)
    _same(found.est, found, expected["contextual"])
    of = {one.predictor: one for one in slopes.beside(asked, ["AD"], made, "TKS", lost)}
    for name, one in expected["standing"].items():
        _same(of[name].std, of[name], one)
    assert lost["AD"] >= expected["standing"]["marker_held"]["fmi"] - 1e-6


def _same(est, found, expected):
    assert est == pytest.approx(expected["est"], rel=1e-7)
    assert found.se == pytest.approx(expected["se"], rel=1e-7)
    assert found.df == pytest.approx(expected["df"], rel=1e-6)


# --------------------------------------------------------------------- what is printed
def payload():
    share = {"ci": Interval(0.01, 0.21), "net_ci": Interval(0.02, 0.22)}
    return Control(
        group="team_id",
        groups=60,
        marker="mark",
        involvement="help",
        covariates=("years",),
        shares=(
            Share(variable="perf", role="outcome", n=500, icc1=0.11, net=0.12, **share),
            Share(variable="mark", role="marker", n=510, icc1=0.05, net=0.04, **share),
        ),
        differences=(
            Difference(
                outcome="perf",
                contrast="above_marker_net",
                against="mark",
                est=0.08,
                se=0.03,
                df=59.0,
                pvalue=0.02,
                ci=Interval(0.015, 0.145),
            ),
        ),
        contextual=(
            Contextual(
                outcome="perf",
                predictor="help",
                n=490,
                within=0.31,
                within_ci=Interval(0.2, 0.4),
                between=0.53,
                est=0.22,
                se=0.09,
                df=40.0,
                pvalue=0.03,
                ci=Interval(0.02, 0.42),
            ),
        ),
        slopes=(
            Slope(
                outcome="perf",
                predictor="more",
                n=480,
                std=0.33,
                se=0.06,
                df=38.0,
                pvalue=0.01,
                ci=Interval(0.21, 0.45),
            ),
        ),
        judged=(Judged(outcome="perf", verdict="beyond"),),
    )


def result(data):
    return Result("control", "collective", Sample(500, 500), data)


LABELS = {
    "perf": {"en": "Performance", "fr": "Performance"},
    "mark": {"en": "Mountains", "fr": "Montagnes"},
    "help": {"en": "Help", "fr": "Entraide"},
    "team_id": {"en": "Team", "fr": "Équipe"},
}


def test_every_number_stands_under_its_heading():
    said = Words("en", LABELS)
    blocks = show.show(result(payload()), said, {})
    kept = [[row.cells for row in table.rows] for table in blocks]
    assert kept[0][0]["icc1"] == 0.11
    assert kept[0][0]["net"] == 0.12
    assert kept[0][1]["net_ci"] == (0.02, 0.22)
    assert kept[1][1] == {
        "contrast": "minus Mountains, net",
        "est": 0.08,
        "se": 0.03,
        "pvalue": 0.02,
        "ci": (0.015, 0.145),
    }
    assert kept[2][0]["between"] == 0.53
    assert kept[2][0]["est"] == 0.22
    assert kept[2][0]["within_ci"] == (0.2, 0.4)
    assert kept[3][1]["predictor"] == "Help minus Mountains"
    assert kept[3][1]["std"] == 0.33


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_verdict_is_said_net_of_the_covariates(language):
    (line,) = show.short(result(payload()), Words(language, LABELS))
    assert "0.08" in line if language == "en" else "0,08" in line
    assert ".12" in line if language == "en" else "0,12" in line
    assert set(words.VERDICTS) == {"beyond", "anything", "no_marker", "cannot_be_judged"}


@pytest.mark.parametrize(
    ("way", "name", "est"),
    [
        ("scale", "perf.above_marker_net", 0.08),
        ("effect", "perf.contextual", 0.22),
        ("effect", "perf.more", 0.33),
    ],
)
def test_hypotheses_find_their_number(way, name, est):
    assert find(result(payload()), way, name).est == est
    assert find(result(payload()), way, "perf.nothing") is None
