"""Order and omitted causes: both orders against lavaan, what is favoured, what is refused."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from conftest import SMALL

from cpsurvey.analysis.indirect import chains, complete, plain, structure, written
from cpsurvey.kinds.direction import show
from cpsurvey.kinds.direction.data import At, Direction, Fitted, Robust, Standard, Through
from cpsurvey.kinds.direction.run import favoured
from cpsurvey.kinds.direction.targets import find
from cpsurvey.payload import Interval
from cpsurvey.report.words import Words
from cpsurvey.results import Result, Sample
from cpsurvey.sem.fit import fit
from cpsurvey.sem.language.syntax import parse
from cpsurvey.typography import printed

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "omitted.json").read_text())
TWO = """
m ~ a1*x + z
n ~ a2*x + d*m + z
y ~ c*x + b*m + e*n + z
w ~ f*x + g*m + h*n + z
y ~~ w
by_m := a1*b
by_n := a2*e
row := a1*d*e
all := by_m + by_n + row
tot := c + all
less := all - a1*g
"""


# ---------------------------------------------------------------------------- its text
def test_indirect_effects_are_found_by_their_products():
    found = {chain.name: chain.paths for chain in chains(parse(TWO))}
    assert found == {
        "by_m": (("x", "m", "y"),),
        "by_n": (("x", "n", "y"),),
        "row": (("x", "m", "n", "y"),),
        "all": (("x", "m", "y"), ("x", "n", "y"), ("x", "m", "n", "y")),
    }


@pytest.mark.parametrize(
    "defined",
    [
        "i := a*b*2",
        "i := a*a",
        "i := a*c",
        "i := a*b - c",
        "i := (a + b)*b",
        "i := a",
        "i := q*b",
    ],
)
def test_what_is_no_indirect_effect(defined):
    text = f"m ~ a*x\ny ~ b*m + c*x\nx ~~ q*x\n{defined}"
    assert chains(parse(text)) == []


def test_the_structure_and_both_orders_are_written():
    syntax = parse(TWO)
    found = chains(syntax)
    where = structure(syntax, found)
    assert where.nodes == ("x", "m", "n", "y")  # w ends no indirect effect
    assert where.covariates == ("z",)
    assert complete(where)
    assert plain(syntax, where)
    back = written(syntax, where, found, back=True)
    arrows = {(r.rhs, r.lhs) for r in back.relations if r.op == "~" and r.rhs in where.nodes}
    assert {("y", "x"), ("y", "m"), ("y", "n"), ("n", "m"), ("m", "x"), ("n", "x")} <= arrows
    assert {("z", node) for node in where.nodes} <= {
        (r.rhs, r.lhs) for r in back.relations if r.op == "~"
    }
    assert len(back.defined) == 4


def test_paths_left_out_or_held_equal_are_seen():
    syntax = parse("m ~ a*x\ny ~ b*m\ni := a*b")
    assert not complete(structure(syntax, chains(syntax)))
    syntax = parse("m ~ a*x\ny ~ b*m + a*x\ni := a*b")
    assert chains(syntax) == [] or not plain(syntax, structure(syntax, chains(syntax)))
    syntax = parse("m ~ a*x\ny ~ b*m + 0.2*x\ni := a*b")
    assert not plain(syntax, structure(syntax, chains(syntax)))


def test_a_circle_has_no_order():
    syntax = parse("m ~ a*x + q*y\ny ~ b*m\nx ~ z\ni := a*b")
    assert structure(syntax, chains(syntax)) is None


# ------------------------------------------------------------------------- against lavaan
@pytest.mark.gold
def test_both_orders_are_lavaans():
    data = pd.read_csv(GOLD / "data" / "synthetic_scores.csv")
    syntax = parse("TKS ~ a*COP\nAD ~ b*TKS + c*COP\nind := a*b")
    found = chains(syntax)
    where = structure(syntax, found)
    for order, back in {"forward": False, "reversed": True}.items():
        model = fit(
            written(syntax, where, found, back=back),
            {name: data[name].to_numpy(float) for name in ("COP", "TKS", "AD")},
            fixed_x=False,
        )
        (effect,) = (p for p in model.estimates if p.op == ":=")
        assert effect.std_all == pytest.approx(STORED[order]["std"], abs=1e-6)
        assert model.fit["bic"] == pytest.approx(STORED[order]["bic"], abs=1e-4)


# --------------------------------------------------------------------------- favoured
def orders(one, other, df=(3, 4), chisq=(3.0, 40.0), rmsea=0.02, sound=True):
    fits = [
        {"bic": bic, "df": d, "chisq": x, "rmsea": rmsea, "cfi": 0.99}
        for bic, d, x in zip((one, other), df, chisq, strict=True)
    ]
    return [
        Fitted(order="forward", converged=True, admissible=True, fit=fits[0]),
        Fitted(order="reversed", converged=True, admissible=sound, fit=fits[1]),
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (orders(1000.0, 1030.0), ("forward", "bic", 30.0)),
        (orders(1030.0, 1000.0), ("reversed", "bic", -30.0)),
        (orders(1000.0, 1009.0), ("neither", "close", 9.0)),
        (orders(1000.0, 1030.0, rmsea=0.12), ("neither", "misfit", 30.0)),
        (orders(1000.0, 1000.0, df=(3, 3), chisq=(5.0, 5.0)), ("neither", "equivalent", 0.0)),
        (orders(1000.0, 1030.0, sound=False), ("neither", "unsound", None)),
        (orders(None, None), ("neither", "no_bic", None)),
        (orders(1000.0, 1030.0)[:1], ("neither", "not_written", None)),
    ],
)
def test_an_order_is_favoured_only_where_the_data_decide(given, expected):
    assert favoured(given) == expected


# ------------------------------------------------------------------------------- a study
THREE = SMALL.replace(
    "questions:\n",
    """\
  - id: share
    label: {en: Sharing, fr: Partage}
    options: agree5
    items:
      - {id: s1, label: {en: Share 1, fr: Partage 1}}
      - {id: s2, label: {en: Share 2, fr: Partage 2}}
      - {id: s3, label: {en: Share 3, fr: Partage 3}}
questions:
""",
    1,
)
HEAD = "respondent_id,team_id,lang,h1,h2,h3,p1,p2,p3,s1,s2,s3,tenure\n"
MODEL = """\
  - {kind: direction}
  - kind: sem
    id: chain
    main: true
    cluster: team
    syntax: |
      share ~ a*help + years
      perf ~ b*share + c*help + years
      ind := a*b
"""


def survey(n=300, seed=3, back=False):
    rng = np.random.default_rng(seed)
    first = rng.normal(size=n)
    second = 0.6 * first + 0.8 * rng.normal(size=n)
    third = 0.6 * second + 0.8 * rng.normal(size=n)
    help_, share, perf = (third, second, first) if back else (first, second, third)
    lines = [HEAD]
    for i in range(n):
        cells = []
        for of, flip in ((help_, 2), (perf, None), (share, None)):
            for j in range(3):
                x = int(np.clip(round(3 + of[i] + 0.4 * rng.normal()), 1, 5))
                cells.append(str(6 - x if j == flip else x))
        lines.append(f"r{i},t{i % 60},en,{','.join(cells)},{1 + i % 2}\n")
    return "".join(lines)


@pytest.fixture
def three(tiny, analysed):
    (tiny / "small.yaml").write_text(THREE, "utf-8")
    return analysed


@pytest.mark.parametrize("back", [False, True])
def test_equivalent_orders_are_said_to_be_so_whatever_the_truth(three, tiny, back):
    status, results, _ = three(MODEL, survey(back=back))
    assert status == 0
    data = results["direction"]["data"]
    assert (data["favours"], data["reason"]) == ("neither", "equivalent")
    assert data["covariates"] == ["years"]
    (effect,) = data["effects"]
    assert effect["paths"] == [["help", "share", "perf"]]
    assert effect["forward"]["mc"]["lower"] > 0
    assert effect["reversed"]["mc"]["lower"] > 0
    assert 0 < effect["rho_ci"]["lower"] < effect["rho"] < effect["rho_ci"]["upper"] < 1
    at = {round(p["rho"], 1): p["est"] for p in effect["curve"]}
    assert at[0.0] == pytest.approx(effect["forward"]["est"], abs=1e-9)
    assert at[-0.5] > at[0.0] > at[0.5]
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "equivalent models" in text
    assert "cause" in text


def test_a_robustness_value_is_that_of_the_regression(three):
    _, results, _ = three(
        MODEL
        + "  - {kind: regression, outcome: perf, blocks: [help + years], errors: classical}\n",
        survey(),
    )
    rows = {one["part"]: one for one in results["direction"]["data"]["robust"]}
    assert set(rows) == {"total", "direct"}
    terms = results["regression-perf"]["data"]["blocks"][-1]["terms"]
    (term,) = (t for t in terms if t["term"] == "help")
    n = results["regression-perf"]["sample"]["used"]
    partial = term["t"] ** 2 / (term["t"] ** 2 + n - 3)
    assert rows["total"]["partial_r2"] == pytest.approx(partial, abs=1e-6)
    assert rows["total"]["reach"] < rows["total"]["value"]


def test_a_chain_of_scores_is_that_of_the_mediation(three, tiny):
    chain = (
        "source: help, mediators: [share], outcomes: [perf], covariates: years, cluster: team"
    )
    status, results, _ = three(
        f"  - {{kind: direction, {chain}}}\n  - {{kind: mediation, {chain}}}\n", survey()
    )
    assert status == 0
    data = results["direction"]["data"]
    (effect,) = data["effects"]
    (theirs,) = (e for e in results["mediation"]["data"]["effects"] if e["role"] == "specific")
    assert effect["name"] == theirs["name"]
    assert effect["forward"]["est"] == pytest.approx(theirs["standard"]["est"], abs=1e-5)
    assert data["covariates"] == ["years"]
    assert (data["favours"], data["reason"]) == ("neither", "equivalent")
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "Mutual help → Sharing → Performance" in text


def test_several_ways_of_a_source_that_cannot_be_explained(three):
    rng = np.random.default_rng(2)
    rows = survey().splitlines()
    rows = [rows[0], *(f"{row[:-1]}{1 + int(rng.integers(2))}" for row in rows[1:])]
    chain = "source: years, mediators: [help, share], outcomes: [perf], serial: true"
    _, results, _ = three(f"  - {{kind: direction, {chain}}}\n", "\n".join(rows) + "\n")
    data = results["direction"]["data"]
    paths = {effect["name"]: effect["paths"] for effect in data["effects"]}
    assert paths["ind_1"] == [
        ["years", "help", "perf"],
        ["years", "share", "perf"],
        ["years", "help", "share", "perf"],
    ]
    assert data["reason"] == "no_number"  # nobody explains two answers by a line
    assert all(effect["reversed"] is None for effect in data["effects"])
    assert data["no_bound"] is None
    by_name = {effect["name"]: effect["rho"] for effect in data["effects"]}
    assert by_name["ind_1_2"] == pytest.approx(by_name["ind_1_1_2"], abs=1e-9)  # one last step


def test_one_analysis_alone_knows_the_main_model(three):
    status, _, _ = three(MODEL, survey(), "--only", "direction")
    assert status == 0


def test_paths_left_out_have_no_bound(three):
    model = MODEL.replace(" + c*help", "")
    status, results, _ = three(model, survey())
    assert status == 0
    data = results["direction"]["data"]
    assert data["no_bound"] == "incomplete"
    assert data["effects"][0]["rho"] is None
    assert data["robust"] == []
    assert {c["code"] for c in results["direction"]["caveats"]} >= {"direction_incomplete"}


@pytest.mark.parametrize(
    ("analyses", "said"),
    [
        ("  - {kind: direction}\n", "no structural model"),
        (MODEL.replace("{kind: direction}", "{kind: direction, cluster: team}"), "of a chain"),
        ("  - {kind: direction, source: help}\n", "needs 'source', 'mediators'"),
        ("  - {kind: direction, source: h, mediators: [share], outcomes: [perf]}\n", "'h'"),
        (MODEL.replace("ind := a*b", "ind := a + b"), "no indirect effect"),
    ],
)
def test_what_cannot_be_asked_is_said_before_data_are_read(three, analyses, said):
    status, _, err = three(analyses, survey())
    assert status == 78
    assert said in err


# --------------------------------------------------------------------- what is printed
def payload():
    return Direction(
        model="chain",
        estimator="mlr",
        missing="fiml",
        cluster=None,
        covariates=(),
        orders=tuple(orders(1000.0, 1030.0)),
        delta_bic=30.0,
        favours="forward",
        reason="bic",
        effects=(
            Through(
                name="ind",
                source="help",
                outcome="perf",
                paths=(("help", "share", "perf"),),
                forward=Standard(est=0.31, se=0.04, mc=Interval(0.23, 0.39)),
                reversed=Standard(est=0.12, se=0.05, mc=Interval(0.02, 0.22)),
                rho=0.41,
                rho_ci=Interval(0.28, 0.51),
                curve=(
                    At(rho=0.0, est=0.31, ci=Interval(0.23, 0.39)),
                    At(rho=0.1, est=0.25, ci=Interval(0.15, 0.33)),
                ),
            ),
        ),
        no_bound=None,
        robust=(
            Robust(
                source="help",
                outcome="perf",
                part="total",
                partial_r2=0.14,
                value=0.33,
                reach=0.24,
            ),
        ),
    )


def test_every_number_stands_under_its_heading():
    result = Result("direction", "direction", Sample(300, 300), payload())
    blocks = show.show(result, Words("en", {}), {})
    tables = {block.id: block for block in blocks if hasattr(block, "rows")}
    assert tables["T29-direction"].rows[0].cells == {
        "name": "help → share → perf",
        "forward": 0.31,
        "reversed": 0.12,
        "reversed_mc": (0.02, 0.22),
        "rho": 0.41,
        "reach": 0.28,
    }
    rows = tables["T29f-direction"].rows
    assert [row.cells["bic"] for row in rows] == [1000.0, 1030.0]
    robust = tables["T29r-direction"].rows[1].cells
    assert (robust["partial_r2"], robust["value"], robust["reach"]) == (0.14, 0.33, 0.24)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_favoured_is_said_with_care(language):
    result = Result("direction", "direction", Sample(300, 300), payload())
    first, second, third = show.short(result, Words(language, {}))
    assert ("no evidence" if language == "en" else printed("n'établit pas", "fr")) in first
    assert ("0.31" if language == "en" else "0,31") in second
    assert (".28" if language == "en" else "0,28") in third


def test_hypotheses_find_their_number():
    result = Result("direction", "direction", Sample(300, 300), payload())
    assert find(result, "effect", "ind.rho").lower == 0.28
    assert find(result, "effect", "ind.reversed").est == 0.12
    assert find(result, "effect", "nothing.rho") is None
