"""Indicators against scores: known effects are found, and what cannot be judged is said."""

import json

import numpy as np
import pytest
from conftest import NOTICE, SMALL, STUDY, TOLD, answers, skipped

from cpsurvey.batch.inputs import inputs_key
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.intake.kpi.findings import _SAID
from cpsurvey.kinds.kpi.words import RULES
from cpsurvey.store import open_store
from cpsurvey.typography import printed

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
"""
REASONS = """\
schema: cpsurvey/reasons/1
id: centre
version: "1.0"
decided: 2026-01-05
reasons: {Bill: routine, Outage: non_routine}
"""
ASK = """\
  - kind: kpi
    predictors: [help]
    self_reports: {routine: tenure, nonroutine: perf}
"""


def scores(rows):
    """Help of each agent, as the study will score it, standardised."""
    lines = [line.split(",") for line in rows.splitlines()]
    at = [lines[0].index(name) for name in ("h1", "h2", "h3")]
    raw = np.array([[float(line[i]) for i in at] for line in lines[1:]])
    raw[:, 2] = 6 - raw[:, 2]
    help_ = raw.mean(axis=1)
    return (help_ - help_.mean()) / help_.std(ddof=1)


def files(help_, seed=7, months=("2026-09", "2026-10"), mean=(90, 70), outside=30):
    rng = np.random.default_rng(seed)
    n = len(help_)
    z = np.append(help_, rng.normal(size=outside))
    own = 0.2 * rng.normal(size=len(z))
    agents = [*(f"r{i}" for i in range(n)), *(f"x{i}" for i in range(outside))]
    lines = ["agent,month,reason,ok,n,again,aht"]
    for month in months:
        for reason, base, slope, size in (
            ("Bill", 1.2, 0.03, mean[0]),
            ("Outage", 0.1, 0.30, mean[1]),
            ("Riddle", 0.0, 0.0, 12),
        ):
            contacts = 1 + rng.poisson(size, len(z))
            p = 1 / (1 + np.exp(-(base + slope * z + own)))
            ok = rng.binomial(contacts, p)
            again = rng.poisson(contacts * np.exp(-2 - 0.5 * slope * z + own))
            aht = np.exp(5.5 + 0.2 * slope * z + 0.1 * rng.normal(size=len(z)))
            lines += [
                f"{a},{month},{reason},{s},{c},{e},{t:.1f}"
                for a, s, c, e, t in zip(agents, ok, contacts, again, aht, strict=True)
            ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def run(tiny, analysed):
    """Analyse `rows` with a file of indicators."""

    def runner(ask=ASK, rows=None, text=None, section=SECTION, reasons=REASONS, more=""):
        rows = answers(240) if rows is None else rows
        (tiny / "kpi").mkdir(exist_ok=True)
        (tiny / "reasons.yaml").write_text(reasons, "utf-8")
        if text is None:
            text = files(scores(rows))
        if text:
            (tiny / "kpi" / "k.csv").write_text(text, "utf-8")
        return analysed(ask, rows, more=section + more)

    return runner


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """One analysis of planted effects: its document and its folder."""
    folder = tmp_path_factory.mktemp("planted")
    rows = answers(240)
    study = STUDY.split("analyses:")[0] + SECTION + "analyses:\n" + ASK
    study += f"report: {{formats: [html]}}\n{TOLD}"
    for name, text in (
        *NOTICE.items(),
        ("small.yaml", SMALL),
        ("study.yaml", study),
        ("reasons.yaml", REASONS),
        ("data/a.csv", rows),
        ("kpi/k.csv", files(scores(rows))),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    place = ["--study", str(folder), "--quiet"]
    assert funnel.run(["ingest", *place]) == 0
    assert funnel.run(["analyze", *place]) == 0
    found = json.loads((folder / "reports" / "current" / "results.json").read_text())
    return found, folder


def by_term(entry, name="help"):
    model = entry["model"]
    found = {t["version"]: t for t in model["terms"] if t["term"] == name}
    assert list(found) == list(model["contacts"])
    found["difference"] = next(d for d in model["differences"] if d["term"] == name)
    return found


def test_planted_effects_are_found_in_non_routine_work_and_hardly_in_routine_work(planted):
    (result,) = planted[0]["results"]
    assert result["sample"]["used"] == 240
    fcr, again, aht = result["data"]["indicators"]
    for entry, slopes in ((fcr, (0.03, 0.30)), (again, (-0.015, -0.15)), (aht, (0.006, 0.06))):
        found = by_term(entry)
        assert entry["model"]["agents"] == 240
        for version, slope in zip(("routine", "nonroutine"), slopes, strict=True):
            term = found[version]
            assert abs(term["b"] - slope) < 3.5 * term["se"]
        assert abs(found["difference"]["b"] - (slopes[1] - slopes[0])) < (
            3.5 * found["difference"]["se"]
        )
        assert found["difference"]["ci"]["lower"] * found["difference"]["ci"]["upper"] > 0
    assert by_term(fcr)["nonroutine"]["ratio"] == pytest.approx(
        np.exp(by_term(fcr)["nonroutine"]["b"])
    )
    mixed = {t["version"]: t for t in fcr["model"]["mixed"]["terms"] if t["term"] == "help"}
    assert mixed["difference"]["b"] == pytest.approx(0.27, abs=0.1)
    assert fcr["model"]["mixed"]["sd"] == pytest.approx(0.2, abs=0.07)
    assert aht["direction"] == "none"


def test_the_reason_map_decides_what_is_routine_and_its_hash_is_kept(planted):
    document, folder = planted
    mix = document["results"][0]["data"]["indicators"][0]["mix"]
    assert mix["unclear"] > 0
    assert mix["routine"] > mix["nonroutine"] > mix["unclear"]
    kept = document["provenance"]["kpi"]
    assert kept["reasons"]["version"] == "1.0"
    assert len(kept["reasons"]["sha256"]) == 64
    assert kept["files"][0]["file"] == "k.csv"
    with open_store(load_study(folder)) as store:
        fingerprint = store.fingerprint()
    before = inputs_key(load_study(folder), fingerprint)
    file = folder / "reasons.yaml"
    file.write_text(REASONS.replace("Outage: non_", "Riddle: non_"), "utf-8")
    assert inputs_key(load_study(folder), fingerprint) != before
    file.write_text(REASONS, "utf-8")
    assert inputs_key(load_study(folder), fingerprint) == before


def test_no_agent_leaves_the_study(planted):
    document, folder = planted
    data = document["results"][0]["data"]
    for entry in data["indicators"]:
        assert len(entry["shrinkage"]) == (2 if entry["type"] == "binomial" else 0)
        for one in entry["shrinkage"]:
            assert one["agents"] / len(one["raw"]) >= data["k"]
    with open_store(load_study(folder)) as store:
        agents = set(store.indicators().agent)
    written = b"".join(
        file.read_bytes() for file in (folder / "reports").rglob("*") if file.is_file()
    )
    assert not any(agent.encode() in written for agent in agents)


def test_agents_who_did_not_answer_are_compared_as_a_whole(planted):
    selection = planted[0]["results"][0]["data"]["indicators"][0]["selection"]
    assert {s["version"] for s in selection} == {"routine", "nonroutine"}
    assert all(s["others"] == 30 for s in selection)


def test_a_handful_of_agents_outside_is_not_shown(run):
    rows = answers(60)
    _, results, _ = run(rows=rows, text=files(scores(rows), outside=5))
    assert results["kpi"]["data"]["indicators"][0]["selection"] == []


def test_too_few_contacts_in_a_period_are_left_out_and_counted(run):
    rows = answers(240)
    text = files(scores(rows), mean=(90, 30))
    _, results, _ = run(rows=rows, text=text)
    fcr = results["kpi"]["data"]["indicators"][0]
    routine, nonroutine = fcr["versions"]
    assert routine["thin"] == 0
    assert nonroutine["thin"] > 50
    assert fcr["min_exposure"] == 30
    assert nonroutine["agents"] < 240


def test_the_period_before_as_a_covariate(run):
    status, results, _ = run(ASK + "    lag: true\n")
    assert status == 0
    fcr = results["kpi"]["data"]["indicators"][0]
    assert fcr["periods"] == ["2026-10"]
    lag = by_term(fcr, "lag")
    assert lag["routine"]["ci"]["lower"] > 0  # agents are themselves from month to month


def test_a_lag_without_a_period_before_cannot_be_judged(run):
    rows = answers(240)
    text = files(scores(rows), months=("2026-10",))
    status, results, _ = run(ASK + "    lag: true\n", rows=rows, text=text)
    assert status == 0
    assert {e["reason"] for e in results["kpi"]["data"]["indicators"]} == {"kpi_lag_missing"}
    assert results["kpi"]["sample"]["used"] == 0


def test_self_reports_stand_beside_indicators_with_the_sign_they_should_have(planted):
    data = planted[0]["results"][0]["data"]
    signs = {(c["own"]["indicator"], c["own"]["version"]): c for c in data["convergence"]}
    assert signs["again", "nonroutine"]["expected"] == "-"
    assert signs["aht", "nonroutine"]["expected"] == "none"
    assert len(signs) == len(data["convergence"])
    own = signs["fcr", "nonroutine"]["own"]
    assert own["score"] == "perf"
    assert own["r"] > 0.1  # performance was drawn from help


def test_without_files_nothing_fails_and_the_report_says_what_to_do(run):
    status, results, _ = run(text="")
    assert status == 0
    result = results["kpi"]
    assert result["data"] is None
    assert [c["code"] for c in result["caveats"]] == ["kpi_nothing", "kpi_absent"]
    assert result["sample"]["dropped"] == {"no_indicator": 240}


def test_few_agents_cannot_be_judged(run):
    rows = answers(9)
    _, results, _ = run(rows=rows, text=files(scores(rows)))
    entry = results["kpi"]["data"]["indicators"][0]
    assert entry["model"] is None
    assert entry["reason"] == "kpi_too_few"
    assert all(v["mean"] is None for v in entry["versions"])
    assert all(c["r"] is None for c in results["kpi"]["data"]["correlations"])


def test_a_rate_of_nothing_but_successes_has_no_model(run):
    rows = answers(60)
    text = "agent,month,reason,ok,n,again,aht\n"
    text += "".join(
        f"r{i},2026-10,{r},40,40,0,300\n" for i in range(60) for r in ("Bill", "Outage")
    )
    status, results, _ = run(rows=rows, text=text)
    assert status == 0
    assert {e["reason"] for e in results["kpi"]["data"]["indicators"]} == {"kpi_same"}


def test_separation_is_said_loudly(run, tiny):
    rows = answers(60)
    z = scores(rows)
    text = "agent,month,reason,ok,n,again,aht\n" + "".join(
        f"r{i},2026-10,{r},{40 if z[i] > 0 else 0},40,1,300\n"
        for i in range(60)
        for r in ("Bill", "Outage")
    )
    status, results, _ = run(ASK + "    indicators: [fcr]\n", rows=rows, text=text)
    entry = results["kpi"]["data"]["indicators"][0]
    assert (entry["model"], entry["reason"]) == (None, "kpi_separated")
    assert status == 70
    assert "NOT SOUND" in (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")


def test_columns_of_their_own_for_routine_and_non_routine(run):
    rows = answers(120)
    z, rng = scores(rows), np.random.default_rng(1)
    section = SECTION.split("  indicators:")[0].replace(", reason: reason", "")
    section = section.replace("  reasons: reasons.yaml\n", "") + (
        "  indicators:\n"
        '    - {id: fcr, label: FCR, definition: x, type: binomial, direction: "+",\n'
        "       routine: {successes: a, trials: b}, nonroutine: {successes: c, trials: d}}\n"
        '    - {id: qa, label: QA, definition: x, type: linear, direction: "+", score: q}\n'
    )
    lines = ["agent,month,a,b,c,d,q"]
    for i in range(120):
        p = 1 / (1 + np.exp(-0.5 * z[i]))
        cells = (
            rng.binomial(50, 0.8),
            50,
            rng.binomial(50, p),
            50,
            f"{70 + 3 * z[i] + rng.normal():.2f}",
        )
        lines.append(f"r{i},2026-10," + ",".join(map(str, cells)))
    status, results, _ = run(rows=rows, text="\n".join(lines) + "\n", section=section)
    assert status == 0
    fcr, qa = results["kpi"]["data"]["indicators"]
    assert by_term(fcr)["difference"]["b"] == pytest.approx(0.5, abs=0.15)
    (term,) = [t for t in qa["model"]["terms"] if t["term"] == "help"]
    assert term["b"] == pytest.approx(3.0, abs=0.4)
    assert term["ratio"] is None
    assert qa["model"]["contacts"] == {"overall": None}
    assert "kpi_no_exposure" in [c["code"] for c in results["kpi"]["caveats"]]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("indicators: [fcrr]", "did you mean 'fcr'"),
        ("predictors: [helpp]", "did you mean 'help'"),
        ("controls: 'years + +'", "not understood"),
        ("cluster: tem", "is not a group"),
        ("self_reports: {nonroutine: perff}", "did you mean 'perf'"),
    ],
)
def test_wrong_options_are_found_before_data_are_read(run, options, said):
    ask = f"  - kind: kpi\n    predictors: [help]\n    {options}\n"
    if "predictors" in options:
        ask = f"  - kind: kpi\n    {options}\n"
    status, _, err = run(ask, text="")
    assert status == 78
    assert said in err


def test_the_kind_needs_the_section(analysed):
    status, _, err = analysed(ASK, answers(20))
    assert status == 78
    assert "add a section 'kpi'" in err


def test_the_same_inputs_give_the_same_bytes(planted):
    _, folder = planted
    page = folder / "reports" / "current" / "supplement.html"
    first = page.read_bytes()
    assert funnel.run(["analyze", "--study", str(folder), "--quiet"]) == 0
    assert page.read_bytes() == first


def test_the_report_shows_what_was_set_aside_and_where_numbers_come_from(run, tiny):
    rows = answers(60)
    text = files(scores(rows), months=("2026-10",))
    text = text.replace("\n", "\nr1,soon,Bill,1,2,3,100\nr2,2026-10,Puzzle,9,3,1,100\n", 1)
    status, results, _ = run(rows=rows, text=text)
    assert status == 0
    assert results["kpi"]["data"]["quarantine"] == [
        {"rule": "not_a_period", "indicator": None, "count": 1},
        {"rule": "more_successes_than_trials", "indicator": "fcr", "count": 1},
    ]
    report = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "Period not understood" in report
    assert "centre 1.0, decided on 2026-01-05" in report
    assert "k.csv" in report
    assert "No direction is assumed for AHT" in report
    french = (tiny / "reports" / "current" / "supplement.fr.md").read_text("utf-8")
    assert printed("Aucune direction n'est supposée pour AHT", "fr") in french


def test_check_names_indicators_and_the_map(run, tiny, capsys):
    run(rows=answers(20), text="")
    capsys.readouterr()
    assert funnel.run(["check", str(tiny)]) == 0
    said = capsys.readouterr().out
    assert "fcr, again, aht; files: none yet" in said
    assert "centre 1.0, decided on 2026-01-05, 2 reasons" in said


def test_identifiers_that_match_nobody_leave_nothing_to_judge(run):
    rows = answers(60)
    text = files(scores(rows)).replace("\nr", "\n00r")
    status, results, _ = run(rows=rows, text=text)
    assert status == 0
    result = results["kpi"]
    assert result["sample"]["dropped"] == {"no_indicator": 60}
    assert {e["reason"] for e in result["data"]["indicators"]} <= {
        "kpi_too_few",
        "kpi_no_rates",
    }


def test_agents_with_one_contact_each(run):
    rows = answers(80)
    section = SECTION.split("    - {id: again")[0] + "  min_exposure: 1\n"
    text = "agent,month,reason,ok,n\n" + "".join(
        f"r{i},2026-10,{reason},{(i * 7 + k) % 3 % 2},1\n"
        for i in range(80)
        for k, reason in enumerate(("Bill", "Outage"))
    )
    status, results, _ = run(rows=rows, text=text, section=section)
    assert status in (0, 70)
    entry = results["kpi"]["data"]["indicators"][0]
    assert entry["shrinkage"] == []


def test_contacts_of_one_class_alone_are_modelled_under_their_name(run, tiny):
    """Also the logit with an intercept per agent, which once took them for all contacts."""
    rows = answers(80)
    section = SECTION.split("    - {id: again")[0]
    lines = [line for line in files(scores(rows)).splitlines() if "Outage" not in line]
    text = "\n".join(line for line in lines if "Riddle" not in line) + "\n"
    status, results, _ = run(rows=rows, text=text, section=section)
    assert status == 0
    model = results["kpi"]["data"]["indicators"][0]["model"]
    assert list(model["contacts"]) == ["routine"]
    assert {t["version"] for t in (*model["terms"], *model["mixed"]["terms"])} == {"routine"}
    assert model["differences"] == []
    assert "another model" in (tiny / "reports" / "current" / "supplement.md").read_text(
        "utf-8"
    )


def test_one_version_beside_the_whole_leaves_the_whole_to_be_modelled(run, tiny):
    rows = answers(60)
    rng = np.random.default_rng(3)
    section = SECTION.split("  indicators:")[0].replace(", reason: reason", "")
    section = section.replace("  reasons: reasons.yaml\n", "") + (
        "  indicators:\n"
        '    - {id: fcr, label: FCR, definition: x, type: binomial, direction: "+",\n'
        "       successes: a, trials: b, routine: {successes: c, trials: d},\n"
        "       nonroutine: {successes: e, trials: f}}\n"
    )
    text = "agent,month,a,b,c,d,e,f\n" + "".join(
        f"r{i},2026-10,{rng.binomial(60, 0.7)},60,{rng.binomial(40, 0.8)},40,,\n"
        for i in range(60)
    )
    status, results, _ = run(rows=rows, text=text, section=section)
    assert status == 0
    fcr = results["kpi"]["data"]["indicators"][0]
    assert [v["version"] for v in fcr["versions"]] == ["overall", "routine"]
    assert list(fcr["model"]["contacts"]) == ["overall"]
    report = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "FCR in percentage points: one standard deviation of" in report


def test_every_rule_of_the_import_has_words():
    assert set(_SAID) == set(RULES)


def test_agents_who_skipped_a_scale_are_kept_by_imputation(run):
    whole = answers(300)
    holed = skipped(whole, "h1", 30)
    text = files(scores(whole))
    ask = "  - {{kind: kpi, id: {}, source: help, mediators: [perf], mixed: false{}}}\n"
    plan = ask.format("some", "") + ask.format("all", ", missing: imputed")
    status, results, said = run(plan, rows=holed, text=text)
    assert status == 0, said
    some, everybody = (results[name]["data"]["indicators"][0] for name in ("some", "all"))
    assert everybody["model"]["agents"] == some["model"]["agents"] + 30
    assert some["model"]["imputation"] is None
    told = everybody["model"]["imputation"]
    assert (told["incomplete"], told["sets"]) == (30, 20)
    for one, other in zip(some["model"]["terms"], everybody["model"]["terms"], strict=True):
        assert other["b"] == pytest.approx(one["b"], abs=2 * one["se"])
        assert other["se_cr2"] == pytest.approx(other["se"])
        assert other["df"] < some["model"]["clusters"]
    for one, other in zip(some["parts"]["effects"], everybody["parts"]["effects"], strict=True):
        width = one["ci"]["upper"] - one["ci"]["lower"]
        assert other["est"] == pytest.approx(one["est"], abs=width / 2)
        assert other["ci"]["lower"] < other["est"] < other["ci"]["upper"]
    assert everybody["parts"]["agents"] == everybody["model"]["agents"]
