"""Indicators by a source: total, direct and indirect, ordered in time, with a marker beside."""

import json
import re

import numpy as np
import pytest
from conftest import NOTICE, SMALL, STUDY, TOLD

from cpsurvey.cli import funnel
from cpsurvey.kind import named
from cpsurvey.stored import read

N = 360
MARKED = SMALL.replace(
    "questions:\n",
    """\
  - id: calm
    label: {en: Landscapes, fr: Paysages}
    options: agree5
    role: marker
    items:
      - {id: c1, label: {en: Calm 1, fr: Calme 1}}
      - {id: c2, label: {en: Calm 2, fr: Calme 2}}
questions:
""",
).replace(
    "  agree5:\n    options:",
    '  agree5:\n    period: {en: "During the last four weeks", '
    'fr: "Ces quatre dernières semaines"}\n    options:',
)
SECTION = """\
kpi:
  reasons: reasons.yaml
  files: [{path: kpi/*.csv, agent: agent, period: month, reason: reason}]
  indicators:
    - {id: fcr, label: FCR, definition: 7 days, type: binomial, direction: "+",
       successes: ok, trials: n}
    - {id: again, label: Reopened, definition: 30 days, type: count, direction: "-",
       count: again, exposure: n}
    - {id: aht, label: AHT, definition: talk, type: log, direction: none,
       seconds: aht, exposure: n}
    - {id: qa, label: QA, definition: form, type: linear, direction: "+",
       score: qa, exposure: n}
"""
REASONS = """\
schema: cpsurvey/reasons/1
id: centre
version: "1.0"
decided: 2026-01-05
reasons: {Bill: routine, Outage: non_routine}
"""
ASK = "  - kind: kpi\n    source: help\n    mediators: [perf]\n"
MONTHS = ("2026-07", "2026-10", "2026-12")


def rows(dated=True, calm=0.0, seed=2):
    """Answers of October: performance goes with help, what people say of calm with nothing."""
    rng = np.random.default_rng(seed)
    help_ = rng.normal(size=N)
    perf = 0.6 * help_ + 0.8 * rng.normal(size=N)
    calm_ = calm * help_ + rng.normal(size=N)
    names = ["h1", "h2", "h3", "p1", "p2", "p3", "c1", "c2"]
    behind = [help_, help_, -help_, perf, perf, perf, calm_, calm_]
    cells = [
        np.clip(np.round(3 + one + 0.4 * rng.normal(size=N)), 1, 5).astype(int)
        for one in behind
    ]
    head = ["respondent_id", "team_id", "lang", *(["submitdate"] if dated else []), *names]
    lines = [",".join([*head, "tenure"])]
    for i in range(N):
        day = [f"2026-10-{1 + i % 28:02d} 10:00:00"] if dated else []
        answers = [str(column[i]) for column in cells]
        lines.append(",".join([f"r{i}", f"t{i % 30}", "en", *day, *answers, str(1 + i % 2)]))
    return "\n".join(lines) + "\n", perf, calm_


def files(moved, slope=0.4, months=MONTHS, sign=None):
    """Indicators of which nothing but `moved` (n,) goes with anything, in Outages alone."""
    rng = np.random.default_rng(9)
    own = 0.15 * rng.normal(size=N)
    lines = ["agent,month,reason,ok,n,again,aht,qa"]
    for month in months:
        at = (sign or {}).get(month, 1.0) * slope
        for reason, effect in (("Bill", 0.0), ("Outage", at)):
            n = 60 + rng.poisson(60, N)
            ok = rng.binomial(n, 1 / (1 + np.exp(-(0.2 + effect * moved + own))))
            again = rng.poisson(n * np.exp(-2 - 0.5 * effect * moved + own))
            aht = np.exp(5.5 + 0.1 * effect * moved + 0.1 * rng.normal(size=N))
            qa = 70 + 5 * effect * moved + rng.normal(size=N)
            lines += [
                f"r{i},{month},{reason},{ok[i]},{n[i]},{again[i]},{aht[i]:.2f},{qa[i]:.2f}"
                for i in range(N)
            ]
    return "\n".join(lines) + "\n"


def made(folder, ask=ASK, dated=True, kpi=None, questionnaire=MARKED, more="", calm=0.0):
    """Status, the result, and the folder of a study."""
    text, perf, calm_ = rows(dated, calm)
    study = STUDY.split("analyses:")[0] + SECTION + more + "analyses:\n" + ask
    study += f"report: {{formats: [md], languages: [en, fr]}}\n{TOLD}"
    for name, content in (
        *NOTICE.items(),
        ("small.yaml", questionnaire),
        ("study.yaml", study),
        ("reasons.yaml", REASONS),
        ("data/a.csv", text),
        ("kpi/k.csv", files(perf) if kpi is None else kpi(perf, calm_)),
    ):
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(content, "utf-8")
    place = ["--study", str(folder), "--quiet"]
    assert funnel.run(["ingest", *place]) == 0
    status = funnel.run(["analyze", *place])
    stored = folder / "reports" / "current" / "results.json"
    if not stored.exists():
        return status, None
    return status, next(r for r in read(stored.read_text("utf-8")).results if r.kind == "kpi")


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parts")
    status, result = made(folder)
    assert status == 0
    return result, folder


def by(result, indicator="fcr"):
    entry = next(e for e in result.data.indicators if e.indicator == indicator)
    return {(e.version, e.role): e for e in entry.parts.effects}


def corrected(result, indicator="fcr"):
    entry = next(e for e in result.data.indicators if e.indicator == indicator)
    assert 0.7 < entry.parts.reliability["perf"] < 0.99
    return {(e.version, e.role): e for e in entry.parts.corrected}


def test_an_effect_through_a_mediator_is_found_and_hardly_any_of_it_directly(planted):
    result, _ = planted
    for indicator, sign in (("fcr", 1), ("again", -1), ("qa", 1)):
        found = by(result, indicator)
        for version in ("nonroutine", "difference"):
            assert sign * found[version, "total"].est > 0
            assert found[version, "total"].ci.apart
            assert found[version, "through"].ci.apart
            assert found[version, "through"].through == "perf"
            # three items measure the mediator with error: some of it is left as direct
            left = found[version, "direct"].est / found[version, "total"].est
            assert 0 < left < 0.5
            clean = corrected(result, indicator)
            assert clean[version, "indirect"].ci.apart
            assert clean[version, "direct"].pvalue_holm > 0.05
            assert sign * clean[version, "direct"].est < sign * found[version, "direct"].est
        assert not found["routine", "total"].ci.apart
    total = by(result)["nonroutine", "total"]
    assert 0.02 < total.est < 0.09  # a share: 2 to 9 percentage points
    assert total.odds == pytest.approx(np.exp(4 * total.est), rel=0.05)
    assert by(result)["nonroutine", "through"].odds is None


def test_parts_add_up_and_rates_multiply(planted):
    result, _ = planted
    fcr, again = by(result), by(result, "again")
    for version in ("routine", "nonroutine", "difference"):
        parts = fcr[version, "direct"].est + fcr[version, "indirect"].est
        assert parts == pytest.approx(fcr[version, "total"].est, abs=0.003)
        both = (1 + again[version, "direct"].est) * (1 + again[version, "indirect"].est)
        assert both == pytest.approx(1 + again[version, "total"].est, abs=0.01)
    gap = next(e for e in result.data.indicators if e.indicator == "fcr").parts.gap
    assert gap < 0.003


def test_the_coefficient_beside_the_mediator_is_the_direct_part(planted):
    result, folder = planted
    entry = result.data.indicators[0]
    term = next(t for t in entry.model.terms if (t.version, t.term) == ("nonroutine", "help"))
    direct = by(result)["nonroutine", "direct"]
    assert direct.odds == pytest.approx(term.ratio)
    assert term.points == pytest.approx(direct.est, abs=0.002)
    english = (folder / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "FCR by Mutual help, direct part: odds ratio" in english
    french = plain(folder / "reports" / "current" / "supplement.fr.md")
    assert "FCR selon Entraide, part directe : rapport de cotes" in french


def plain(file):
    """Text of a report with ordinary spaces."""
    return file.read_text("utf-8").replace("\u00a0", " ").replace("\u202f", " ")


def cells(text, table):
    """Rows of a table of a report in Markdown, by heading."""
    title = next(line for line in text.splitlines() if line.endswith(f"[{table}]"))
    block = text.split(title, 1)[1].split("\n\n")[1]
    head, _, *lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()
    ]
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_what_people_read_are_points_then_odds(planted):
    result, folder = planted
    text = (folder / "reports" / "current" / "supplement.md").read_text("utf-8")
    table = cells(text, "T21j")
    assert table[0]["Contacts"] == f"**FCR, in percentage points ({N} agents)**"
    row = next(r for r in table if (r["Contacts"], r["Part"]) == ("non-routine", "total"))
    total = by(result)["nonroutine", "total"]
    assert row["Effect"] == f"{100 * total.est:.2f}"
    low, high = re.findall(r"[\d.]+", row["95% CI"])
    assert (float(low), float(high)) == pytest.approx([100 * e for e in total.ci], abs=0.006)
    assert row["Odds ratio"] == f"{total.odds:.2f}"
    through = next(r for r in table if r["Part"] == "through Performance")
    assert through["Odds ratio"] == ""
    assert not any("indirect, together" in r["Part"] for r in table)  # one mediator: the same
    assert f"goes with {row['Effect']} [{low}, {high}] percentage points" in text
    assert "a ratio" not in text


def test_p_values_are_adjusted_within_each_table(planted):
    result, _ = planted
    entries = result.data.indicators
    for rows_ in (
        [e for one in entries for e in one.parts.effects],
        [e for one in entries for e in one.negative.effects],
        [
            t
            for one in entries
            for t in (*one.model.terms, *one.model.differences)
            if t.term in ("help", "perf")
        ],
    ):
        smallest = min(rows_, key=lambda row: row.pvalue)
        assert smallest.pvalue_holm == pytest.approx(min(1, len(rows_) * smallest.pvalue))
    intercept = entries[0].model.terms[0]
    assert (intercept.term, intercept.pvalue_holm) == ("intercept", None)


def test_the_periods_after_the_answers_are_taken_and_every_order_is_printed(planted):
    result, folder = planted
    data = result.data
    assert [(one.period, one.order) for one in data.timing.periods] == [
        ("2026-07", "earlier"),
        ("2026-10", "same"),
        ("2026-12", "later"),
    ]
    assert data.timing.recall == 28
    assert {e.periods for e in data.indicators} == {("2026-12",)}
    assert {e.order for e in data.indicators} == {"later"}
    english = (folder / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert [r["Against the answers"] for r in cells(english, "T21k")] == [
        "earlier",
        "same time",
        "later",
    ]
    assert "28 days up to each" in english
    french = plain(folder / "reports" / "current" / "supplement.fr.md")
    for said in ("| antérieure |", "| même moment |", "| postérieure |", "du 14/10/2026"):
        assert said in french


@pytest.mark.parametrize(
    ("more", "periods", "code"),
    [
        ("    periods: earlier\n", ("2026-07",), "kpi_earlier"),
        ("    periods: same\n", ("2026-10",), "kpi_same_time"),
        ("    periods: all\n", MONTHS, "kpi_mixed_time"),
        ("    recall_days: 200\n    periods: same\n", ("2026-07", "2026-10"), "kpi_same_time"),
    ],
)
def test_other_periods_on_request(tmp_path, more, periods, code):
    _, result = made(tmp_path, ASK + "    indicators: [fcr]\n" + more)
    (entry,) = result.data.indicators
    assert entry.periods == periods
    assert code in {caveat.code for caveat in result.caveats}


def test_the_periods_taken_are_those_analysed(tmp_path):
    """An effect that turns about from the month before to the month after."""

    def turning(perf, _calm):
        return files(perf, sign={"2026-07": -1.0, "2026-10": 0.0})

    ask = ASK + "    indicators: [fcr]\n"
    _, result = made(
        tmp_path,
        ask + "  - kind: kpi\n    id: past\n    source: help\n"
        "    mediators: [perf]\n    indicators: [fcr]\n    periods: earlier\n",
        kpi=turning,
    )
    assert by(result)["nonroutine", "total"].ci.lower > 0
    stored = read((tmp_path / "reports" / "current" / "results.json").read_text("utf-8"))
    past = next(r for r in stored.results if r.id == "past")
    assert by(past)["nonroutine", "total"].ci.upper < 0


def test_periods_that_are_asked_for_and_not_there_are_said(tmp_path):
    def early(perf, _calm):
        return files(perf, months=("2026-07",))

    status, result = made(tmp_path, ASK + "    periods: later\n", kpi=early)
    assert status == 0
    assert result.data is None
    (caveat,) = [c for c in result.caveats if c.code == "kpi_no_such_period"]
    assert caveat.values["order"] == "later"


def test_without_dates_the_order_is_not_known_and_all_periods_are_taken(tmp_path):
    status, result = made(tmp_path, dated=False)
    assert status == 0
    assert {one.order for one in result.data.timing.periods} == {"unknown"}
    assert {e.periods for e in result.data.indicators} == {MONTHS}
    text = (tmp_path / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "neither is the order" in text
    assert "not known: answers or periods have no dates" in text


def test_the_marker_goes_with_nothing(planted):
    result, folder = planted
    assert result.data.marker == "calm"
    for entry in result.data.indicators:
        assert [e.role for e in entry.negative.effects] == ["marker"] * 3
        assert all(e.pvalue_holm > 0.05 for e in entry.negative.effects)
    text = (folder / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "Landscapes goes with no indicator after adjustment" in text


def test_a_marker_that_goes_with_an_indicator_is_said_loudly(tmp_path):
    def by_calm(_perf, calm):
        return files(calm)

    _, result = made(tmp_path, ASK + "    indicators: [fcr]\n", kpi=by_calm)
    effects = {e.version: e for e in result.data.indicators[0].negative.effects}
    assert effects["nonroutine"].ci.lower > 0
    for name, said in (
        ("supplement.md", "Negative control FAILED: Landscapes"),
        ("supplement.fr.md", "Contrôle négatif EN ÉCHEC : « Paysages »"),
    ):
        assert said in plain(tmp_path / "reports" / "current" / name)


def test_no_marker_on_request_and_beside_predictors_as_before(tmp_path):
    ask = "  - {kind: kpi, predictors: [help, perf], indicators: [fcr], marker: null}\n"
    _, result = made(tmp_path, ask)
    (entry,) = result.data.indicators
    assert (entry.negative, entry.parts, result.data.marker) == (None, None, None)
    assert [t.term for t in entry.model.terms][:3] == ["intercept", "help", "perf"]


def test_a_source_alone_has_a_total(tmp_path):
    _, result = made(tmp_path, "  - {kind: kpi, source: help, indicators: [fcr]}\n")
    assert {role for _, role in by(result)} == {"total"}
    assert by(result)["nonroutine", "total"].ci.lower > 0


def test_a_yes_or_no_mediator(tmp_path):
    ask = "  - {kind: kpi, source: help, mediators: [often], indicators: [fcr], marker: null}\n"
    text = MARKED.replace(
        "  years: value(tenure)", "  years: value(tenure)\n  often: perf >= 3"
    )
    status, result = made(tmp_path, ask, questionnaire=text)
    assert status == 0
    found = by(result)
    assert found["nonroutine", "through"].ci.lower > 0
    assert found["nonroutine", "direct"].est < found["nonroutine", "total"].est


# ------------------------------------------------------------------- what hypotheses rest on
HYPOTHESES = """\
hypotheses:
  - {{id: H1, label: {{en: x, fr: x}}, tests: [{{analysis: kpi, {target}}}]}}
"""


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("effect: fcr.nonroutine.total", ("nonroutine", "total")),
        ("effect: fcr.difference.direct", ("difference", "direct")),
        ("effect: fcr.nonroutine.indirect", ("nonroutine", "indirect")),
        ("effect: fcr.nonroutine.through_perf", ("nonroutine", "through")),
    ],
)
def test_hypotheses_rest_on_effects(planted, target, value):
    result, _ = planted
    way, name = target.split(": ")
    number = named("kpi").targets.find(result, way, name)
    assert number.est == by(result)[value].est
    assert (number.lower, number.upper) == tuple(by(result)[value].ci)
    assert number.pvalue == by(result)[value].pvalue


def test_hypotheses_rest_on_coefficients_and_on_the_marker(planted):
    result, _ = planted
    find = named("kpi").targets.find
    entry = result.data.indicators[0]
    term = next(t for t in entry.model.differences if t.term == "perf")
    assert find(result, "term", "fcr.difference.perf").est == term.b
    clean = corrected(result)["nonroutine", "direct"]
    assert find(result, "effect", "fcr.nonroutine.direct_corrected").est == clean.est
    marker = entry.negative.effects[1]
    assert find(result, "effect", "fcr . nonroutine.marker").est == marker.est
    assert find(result, "effect", "fcr.overall.total") is None  # contacts are told apart


def test_a_target_is_judged_in_the_table_of_hypotheses(tmp_path):
    more = HYPOTHESES.format(target="effect: fcr.nonroutine.total")
    status, _ = made(tmp_path, "  - kind: hypotheses\n" + ASK, more=more)
    assert status == 0
    stored = json.loads((tmp_path / "reports" / "current" / "results.json").read_text("utf-8"))
    data = next(r for r in stored["results"] if r["kind"] == "hypotheses")["data"]
    assert data["hypotheses"][0]["tests"][0]["est"] > 0.02


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("effect: fcr.nonroutine.totl", "did you mean 'fcr.nonroutine.total'"),
        ("effect: fcr.unusual.total", "has no effect 'fcr.unusual.total'"),
        ("effect: fcr.nonroutine.through_calm", "has no effect"),
        ("term: fcr.nonroutine.calm", "has no term"),
        ("path: fcr.nonroutine.total", "has no path"),
    ],
)
def test_a_wrong_target_is_found_before_data_are_read(write, tmp_path, capsys, target, said):
    more = SECTION + HYPOTHESES.format(target=target)
    write("small.yaml", MARKED)
    write("reasons.yaml", REASONS)
    write("study.yaml", STUDY.split("analyses:")[0] + more + "analyses:\n" + ASK)
    assert funnel.run(["check", str(tmp_path), "--quiet"]) != 0
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        ("{kind: kpi}", "write 'source: a' and 'mediators: [m]'"),
        ("{kind: kpi, source: help, predictors: [perf]}", "both 'predictors' and 'source'"),
        ("{kind: kpi, predictors: [help], mediators: [perf]}", "add 'source: ...'"),
        ("{kind: kpi, source: help, mediators: [help]}", "'help' is named twice"),
        ("{kind: kpi, source: help, mediators: [perff]}", "did you mean 'perf'"),
        ("{kind: kpi, source: help, marker: help}", "'help' is named twice"),
        ("{kind: kpi, source: help, lag: true}", "leave out 'lag'"),
        ("{kind: kpi, predictors: [help], lag: true, periods: later}", "takes the last period"),
        ("{kind: kpi, source: help, periods: late}", "periods"),
        ("{kind: kpi, source: help, recall_days: 0}", "recall_days"),
    ],
)
def test_wrong_options_are_found_before_data_are_read(write, tmp_path, capsys, ask, said):
    write("small.yaml", MARKED)
    write("reasons.yaml", REASONS)
    write("study.yaml", STUDY.split("analyses:")[0] + SECTION + f"analyses:\n  - {ask}\n")
    assert funnel.run(["check", str(tmp_path), "--quiet"]) == 78
    assert said in capsys.readouterr().err
