"""What `check` calls good runs; what could not run is refused with its line and a way out."""

import json

import pytest
from conftest import SMALL, STUDY, answers

from cpsurvey.cli import funnel
from cpsurvey.design import load_questionnaire, load_study
from cpsurvey.errors.finding import Invalid


def refused(write, name, text):
    write("small.yaml", SMALL)
    write("study.yaml", STUDY)
    file = write(name, text)
    with pytest.raises(Invalid) as caught:
        load_study(file.parent)
    errors = [one for one in caught.value.findings if one.severity == "error"]
    assert all(one.where.startswith(f"{name}:") for one in errors)
    return errors


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("seed: 1", "seed: -5"),
        ("seed: 1", "seed: 99999999999999999999"),
        ("seed: 1", "seed: .nan"),
        ("id: tiny", "id: con"),
        ("id: tiny", "id: lpt1"),
        ("path: data/*.csv", 'path: ""'),
        ("path: data/*.csv", 'path: "  "'),
        ("path: data/*.csv", "path: data/**x/*.csv"),
        ("path: data/*.csv", "path: data/x**.csv"),
        ("path: data/*.csv", "path: data/***/x.csv"),
        ("path: data/*.csv", "path: /**/*.csv"),
        ("path: data/*.csv", f"path: {'x' * 300}.csv"),
        ("path: data/*.csv", f"path: {'x/' * 3000}a.csv"),
        ("data/*.csv", "data/*.csv\n    encoding: hex"),
        ("data/*.csv", "data/*.csv\n    encoding: rot13"),
        ("data/*.csv", "data/*.csv\n    encoding: idna"),
        ("data/*.csv", "data/*.csv\n    encoding: punycode"),
        ("data/*.csv", "data/*.csv\n    encoding: undefined"),
        ("data/*.csv", "data/*.csv\n    encoding: unicode_escape"),
        ("data/*.csv", "data/*.csv\n    encoding: utf8mb4"),
        ("data/*.csv", "data/*.csv\n    encoding: ''"),
        ("data/*.csv", "data/*.csv\n    encoding: é"),
        ("data/*.csv", "data/*.csv\n    delimiter: '\"'"),
        ("data/*.csv", 'data/*.csv\n    delimiter: "\'"'),
        ("data/*.csv", 'data/*.csv\n    delimiter: "\\n"'),
        ("data/*.csv", 'data/*.csv\n    delimiter: "\\r"'),
        ("data/*.csv", "data/*.csv\n    delimiter: ''"),
        ("data/*.csv", "data/*.csv\n    delimiter: ;;"),
        ("[html]", "[html]\n  languages: [de]"),
        ("[html]", "[html]\n  languages: [../x]"),
        ("[html]", "[html]\n  min_cell: 1e30"),
        ("[html]", "[html]\n  min_cell: 1000000000000000000000"),
        ("key_file: secret.key", "k: 1000000000000000000000"),
        ("key_file: secret.key", "k: .inf"),
        ("report:", "screening: {min_answered: .nan}\nreport:"),
        ("report:", "screening: {min_seconds_per_item: .inf}\nreport:"),
        ("report:", "screening: {thresholds: {even_odd: .nan}}\nreport:"),
    ],
)
def test_a_study_file_that_could_not_run(write, old, new):
    assert old in STUDY
    (error,) = refused(write, "study.yaml", STUDY.replace(old, new, 1))
    assert error.fix or "character" in error.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("languages: [en, fr]", "languages: [en, fr, en]"),
        ("id: small", "id: nul"),
        ("{code: 5,", "{code: 1000000000000000000000000000000,"),
        ("{code: 1, value: 0.5", "{code: 1, value: .inf"),
        ("{code: 2, value: 3", "{code: 1, value: 3"),
        (
            "    options:\n      - {code: 1, value",
            "    options: []\n    pii: false\nx:\n      - {code: 1, value",
        ),
        ("value: 0.5, label", "missing: a, label"),
        ("years: value(tenure)", "years: value(lang)"),
        ("years: value(tenure)", "years: team_id"),
        ("years: value(tenure)", "years: mean(h1..h99999999)"),
        ("years: value(tenure)", "years: mean(h1..h" + "9" * 5000 + ")"),
        ("years: value(tenure)", "years: h1" + "+h1" * 3000),
        ("years: value(tenure)", "years: " + "(" * 3000 + "h1"),
        ("    options: agree5\n", "    options: agree5\n    scoring: {min_valid: 4}\n"),
    ],
)
def test_a_questionnaire_that_could_not_run(write, old, new):
    text = SMALL.replace(old, new, 1)
    assert text != SMALL
    if "missing: a" in new:
        text = text.replace("value: 3, label", "missing: b, label")
    if "[]" in new:
        text = text[: text.index("x:\n      - {code")] + text[text.index("derived:") :]
    errors = refused(write, "small.yaml", text)
    assert all(error.fix for error in errors)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("seed: 1", "seed: 9223372036854775807"),
        ("path: data/*.csv", "path: ./data/../data/*.csv"),
        ("path: data/*.csv", "path: data/**/*.csv"),
        ("data/*.csv", "data/*.csv\n    encoding: UTF8"),
        ("[html]", "[]"),
        ("[html]", "[md, md]\n  languages: [fr, fr]"),
        ("[html]", "[md]\n  languages: []"),
        ("[html]", "[md]\n  min_cell: 1000000\n  audience: both"),
        ("key_file: secret.key", "key_file: secret.key, k: 1000000"),
        ("analyses:\n  - kind: flow\n", "analyses: []\n"),
        ("  - kind: flow\n", "  - {kind: flow, id: flow}\n  - kind: items\n  - kind: items\n"),
        ("title: {en: Tiny study, fr: Petite étude}", "title: {}"),
        (
            "title: {en: Tiny study, fr: Petite étude}",
            'title: {en: "a | <b> {x} %s {0}\\n\\nb"}',
        ),
    ],
)
def test_extreme_settings_that_check_calls_good_run(tiny, write, old, new):
    text = STUDY.replace("[html]", new if old == "[html]" else "[md, csv, html, docx, xlsx]")
    text = text if old == "[html]" else text.replace(old, new, 1)
    write("study.yaml", text)
    write("data/a.csv", answers(30))
    for command in ("check", "ingest", "analyze", "report"):
        assert funnel.run([command, "--study", str(tiny), "--quiet"]) == 0, command


def test_an_infinite_limit_of_a_question_is_none(write):
    text = SMALL.replace("    type: select_one", "    type: select_one\n    max: .inf")
    found = load_questionnaire(str(write("small.yaml", text)))
    assert found.questionnaire.questions[0].max is None


def test_tables_of_two_analyses_of_one_kind_have_files_of_their_own(tiny, write):
    text = STUDY.replace("  - kind: flow\n", "  - kind: flow\n" * 2).replace("html", "csv")
    write("study.yaml", text)
    write("data/a.csv", answers(30))
    for command in ("ingest", "analyze"):
        assert funnel.run([command, "--study", str(tiny), "--quiet"]) == 0
    names = sorted(p.name for p in (tiny / "reports/current/tables").glob("*.csv"))
    assert {"T1-flow.csv", "T1-flow-2.csv", "T1-flow-2.fr.csv"} <= set(names)


def test_a_division_by_zero_in_a_model_is_a_number_that_is_none(tiny, write):
    write(
        "small.yaml", SMALL.replace("perf ~ help\n", "perf ~ b*help\n      a := b / (b - b)\n")
    )
    study = STUDY.replace("kind: flow", "{kind: sem, model: direct}").replace("html", "md")
    write("study.yaml", study)
    write("data/a.csv", answers(60))
    assert funnel.run(["ingest", "--study", str(tiny), "--quiet"]) == 0
    assert funnel.run(["analyze", "--study", str(tiny), "--quiet"]) in (0, 70)
    text = (tiny / "reports/current/results.json").read_text("utf-8")
    effects = json.loads(text)["results"][0]["data"]["effects"]
    assert [effect["est"] for effect in effects] == [None]


def test_a_language_nobody_wrote_is_refused(tiny, write, capsys):
    for command in ("analyze", "report"):
        assert funnel.run([command, "--study", str(tiny), "--language", "de"]) == 2
        assert "CPS904" in capsys.readouterr().err
