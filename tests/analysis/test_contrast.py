"""A difference of indirect effects: what stands, what is worded so, and at which level."""

import numpy as np
import pytest
from conftest import SMALL

from cpsurvey.analysis.indirect import contrasts
from cpsurvey.kinds.contrast import show
from cpsurvey.kinds.contrast.data import Contrasted, Line, Outcome, Standard
from cpsurvey.kinds.contrast.targets import find
from cpsurvey.payload import Interval
from cpsurvey.report.words import Words
from cpsurvey.results import Result, Sample
from cpsurvey.sem.language.syntax import parse


def scale(name, letter):
    items = "\n".join(
        f"      - {{id: {letter}{i}, label: {{en: {letter} {i}, fr: {letter} {i}}}}}"
        for i in range(1, 5)
    )
    return (
        f"  - id: {name}\n    label: {{en: {name}, fr: {name}}}\n    options: agree5\n"
        f"    items:\n{items}\n"
    )


NAMES = {"cop": "c", "share": "s", "adapt": "a", "rout": "r"}
FOUR = SMALL.replace(
    "questions:\n", "".join(scale(*o) for o in NAMES.items()) + "questions:\n", 1
)
HEAD = ",".join(
    ["respondent_id,team_id,lang", *(f"{x}{i}" for x in NAMES.values() for i in range(1, 5))]
)
MODEL = """\
  - {kind: contrast, effect: less, drop_items: [a3, a4], group: team}
  - kind: sem
    id: chain
    main: true
    cluster: team
    syntax: |
      cop =~ c1 + c2 + c3 + c4
      share =~ s1 + s2 + s3 + s4
      adapt =~ a1 + a2 + a3 + a4
      rout =~ r1 + r2 + r3 + r4
      share ~ a*cop
      adapt ~ b1*share + c1_*cop
      rout ~ b2*share + c2_*cop
      adapt ~~ rout
      one := a*b1
      two := a*b2
      less := one - two
"""


def survey(real, worded, n=480, seed=4, team=0.6):
    """Adaptive performance goes with sharing by `real`; its last items by `worded` more.

    Teams differ by `team` in everything.
    """
    rng = np.random.default_rng(seed)

    def own():
        return team * rng.normal(size=48)[np.arange(n) % 48] + 0.9 * rng.normal(size=n)

    cop = own()
    share = 0.6 * cop + 0.8 * own()
    adapt = (0.2 + real) * share + own()
    rout = 0.2 * share + own()
    lines = [HEAD]
    for i in range(n):
        cells = []
        for letter, of in zip("csar", (cop, share, adapt, rout), strict=True):
            for j in range(4):
                more = worded * share[i] if letter == "a" and j > 1 else 0.0
                x = 3 + 0.8 * (of[i] + more) + 0.5 * rng.normal()
                cells.append(str(int(np.clip(round(x), 1, 5))))
        lines.append(f"p{i},t{i % 48},en,{','.join(cells)}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def four(tiny, analysed):
    (tiny / "small.yaml").write_text(FOUR, "utf-8")
    return analysed


@pytest.mark.parametrize(
    ("real", "worded", "verdict"),
    [(0.5, 0.0, "stands"), (0.0, 0.8, "wording"), (0.0, 0.0, "not_shown")],
)
def test_what_is_worded_so_does_not_stand(four, tiny, real, worded, verdict):
    status, results, _ = four(MODEL, survey(real, worded))
    assert status == 0
    data = results["contrast"]["data"]
    assert data["verdict"] == verdict
    assert [line["version"] for line in data["lines"]] == [
        "whole",
        "without",
        "within",
        "between",
    ]
    for line in data["lines"]:
        less = line["first"]["est"] - line["second"]["est"]
        assert line["difference"]["est"] == pytest.approx(less, abs=1e-9)
    assert [one["outcome"] for one in data["outcomes"]] == ["adapt", "rout"]
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "share words" in text


def test_levels_are_those_of_the_mediation_of_several_levels(four):
    more = "  - {kind: multilevel_mediation, id: ml, source: cop, mediators: [share], "
    more += "outcomes: [adapt, rout], group: team}\n"
    _, results, _ = four(MODEL + more, survey(0.5, 0.0))
    latent = results["ml"]["data"]["latent"]["effects"]
    lines = {line["version"]: line for line in results["contrast"]["data"]["lines"]}
    for part in ("within", "between"):
        (theirs,) = (e for e in latent if e["role"] == "difference" and e["part"] == part)
        assert lines[part]["difference"]["est"] == pytest.approx(theirs["std_all"], abs=1e-4)


def test_teams_that_do_not_differ_are_taken_by_their_means(four):
    _, results, _ = four(MODEL, survey(0.5, 0.0, team=0.0))
    data = results["contrast"]["data"]
    assert data["means"] == "observed"
    lines = {line["version"]: line for line in data["lines"]}
    assert lines["within"]["n"] > 400
    assert lines["between"]["n"] == 48
    assert lines["within"]["difference"]["mc"]["lower"] > 0
    assert data["place"] in ("within", "both")


def test_a_hypothesis_rests_on_what_stands(four):
    more = """\
hypotheses:
  - id: H5
    label: {en: Larger, fr: Plus grand}
    tests:
      - {analysis: contrast, effect: less.whole}
      - {analysis: contrast, effect: less.without}
"""
    for worded, verdicts in ((0.8, {"not_supported"}), (0.0, {"supported", "as_expected"})):
        asked = "  - {kind: hypotheses}\n" + MODEL
        _, results, _ = four(asked, survey(0.0 if worded else 0.6, worded), more=more)
        (row,) = results["hypotheses"]["data"]["hypotheses"]
        assert row["verdict"] in verdicts


def test_differences_are_found_by_their_names():
    text = "m ~ a*x\ny ~ b*m\nz ~ c*m\nq ~ d*m\none := a*b\ntwo := a*c\nless := one - two\n"
    (found,) = contrasts(parse(text + "other := one - a\nsame := one - one"))
    assert (found.name, found.first.outcome, found.second.outcome) == ("less", "y", "z")


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (MODEL.replace("effect: less", "effect: lest"), "lest"),
        (MODEL.replace("[a3, a4]", "[a3, zz]"), "zz"),
        (MODEL.replace("[a3, a4]", "[a2, a3, a4]"), "fewer than 2"),
        (MODEL.replace("one - two", "one + two"), "no difference"),
        (MODEL.replace("group: team", "group: teem"), "teem"),
        ("  - {kind: contrast}\n", "no structural model"),
    ],
)
def test_what_cannot_be_asked_is_said_before_data_are_read(four, model, said):
    status, _, err = four(model, survey(0.0, 0.0, n=60))
    assert status == 78
    assert said in err


# --------------------------------------------------------------------- what is printed
def result(verdict="wording"):
    def line(version, first, second, less):
        def std(est):
            return Standard(est=est, se=0.05, mc=Interval(est - 0.1, est + 0.1), mc_p=0.03)

        return Line(
            version=version, n=500, first=std(first), second=std(second), difference=std(less)
        )

    data = Contrasted(
        model="chain",
        effect="less",
        source="cop",
        first="adapt",
        second="rout",
        dropped=("a3",),
        group="team_id",
        means="latent",
        lines=(
            line("whole", 0.42, 0.12, 0.30),
            line("without", 0.22, 0.14, 0.08),
            line("within", 0.25, 0.11, 0.14),
            line("between", 0.31, 0.35, -0.04),
        ),
        outcomes=(
            Outcome(
                outcome="rout",
                n=510,
                mean=4.1,
                sd=0.9,
                highest=0.35,
                alpha=0.81,
                alpha_ci=Interval(0.78, 0.84),
            ),
        ),
        verdict=verdict,
        place="within",
    )
    return Result("contrast", "contrast", Sample(500, 500), data)


def test_every_number_stands_under_its_heading():
    versions, outcomes = show.show(result(), Words("en", {}), {})
    assert versions.rows[1].cells == {
        "version": "Without shared words",
        "n": 500,
        "first": 0.22,
        "first_mc": (0.12, 0.32),
        "second": 0.14,
        "second_mc": pytest.approx((0.04, 0.24)),
        "difference": 0.08,
        "difference_mc": pytest.approx((-0.02, 0.18)),
        "pvalue": 0.03,
    }
    assert outcomes.rows[0].cells["highest"] == 0.35
    assert outcomes.rows[0].cells["alpha"] == 0.81


@pytest.mark.parametrize("language", ["en", "fr"])
def test_where_it_is_not_seen_is_said(language):
    first, second = show.short(result(), Words(language, {}))
    assert ("not shown" if language == "en" else "non établi") in first
    assert ("−0.04" if language == "en" else "−0,04") in second


def test_hypotheses_find_their_number():
    assert find(result(), "effect", "less.without").est == 0.08
    assert find(result(), "effect", "less.between").est == -0.04
    assert find(result(), "effect", "more.whole") is None
