"""What the files of one run show of people, read as an attacker reads them."""

import csv
import html
import json
import re
import zipfile

import numpy as np
import pytest
from conftest import SMALL, STUDY, answers

from cpsurvey.cli import funnel

DEPT = """\
  - id: dept
    type: select_one
    label: {en: Department, fr: Service}
    options:
      - {code: 1, label: {en: Alpha, fr: Alpha}}
      - {code: 2, label: {en: Bravo, fr: Bravo}}
      - {code: 3, label: {en: Charlie, fr: Charlie}}
      - {code: 4, label: {en: Delta, fr: Delta}}
derived:
  charlie: dept == 3
  alpha: dept == 1
"""
ANALYSES = """\
  - kind: flow
  - kind: respondents
  - {kind: missing, by: dept}
  - kind: items
  - {kind: reliability, by: dept, bootstrap: 0}
  - {kind: correlations, variables: [help, perf, dept]}
  - {kind: compare, by: [dept]}
  - {kind: invariance, by: dept, scales: [help]}
  - {kind: ipma, target: perf, stages: [[help]], by: dept}
  - {kind: regression, id: each, outcome: perf, blocks: ["C(dept)"]}
  - {kind: regression, id: one, outcome: perf, blocks: [charlie]}
  - {kind: regression, id: first, outcome: perf, blocks: [alpha]}
  - {kind: regression, id: powers, outcome: perf, blocks: ["poly(dept, 3)"]}
  - {kind: mixed, outcome: perf, predictors: ["C(dept)"], groups: [team]}
"""
SIZES = (90, 45, 4, 3)
NAMES = ("Alpha", "Bravo", "Charlie", "Delta")


def study(folder, sizes, more="", privacy=""):
    text = SMALL.replace("derived:\n", DEPT, 1)
    (folder / "small.yaml").write_text(text, "utf-8")
    head = STUDY.split("analyses:")[0]
    report = f"report: {{languages: [en], audience: both{more}}}\n"
    secret = f"privacy: {{key_file: secret.key{privacy}}}\n"
    (folder / "study.yaml").write_text(f"{head}analyses:\n{ANALYSES}{report}{secret}", "utf-8")
    codes = np.random.default_rng(2).permutation(np.repeat([1, 2, 3, 4], sizes))
    lines = answers(len(codes)).splitlines()
    rows = [lines[0] + ",dept"]
    for at, (line, code) in enumerate(zip(lines[1:], codes, strict=True)):
        cells = line.split(",")
        cells[3] = "" if at % 9 == 0 else cells[3]
        rows.append(",".join([*cells, str(code)]))
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "a.csv").write_text("\n".join(rows) + "\n", "utf-8")
    assert funnel.run(["ingest", "--study", str(folder), "--quiet"]) == 0
    funnel.run(["analyze", "--study", str(folder), "--quiet"])
    return folder / "reports" / "current"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return study(tmp_path_factory.mktemp("people"), SIZES)


def results(run):
    return {r["id"]: r for r in json.loads((run / "results.json").read_text())["results"]}


def rows(run, name):
    (file,) = (run / "tables").glob(f"{name}*.csv")
    return list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))


def test_t2_tells_small_from_withheld(run):
    told = {row["category"]: row["n"] for row in rows(run, "T2-")}
    assert [told[name] for name in NAMES] == ["90", "(withheld)", "< 10", "< 10"]
    page = (run / "supplement.md").read_text("utf-8")
    assert "fewer than 10 respondents" in page
    assert "a count below 10 could be found" in page


def sheet_rows(workbook):
    """Texts and numbers of every row of every sheet, as the file holds them."""
    with zipfile.ZipFile(workbook) as packed:
        strings = packed.read("xl/sharedStrings.xml").decode()
        texts = [
            html.unescape(re.sub(r"<[^>]+>", "", one))
            for one in re.findall(r"<si>(.*?)</si>", strings, re.S)
        ]
        for name in packed.namelist():
            if not name.startswith("xl/worksheets/sheet"):
                continue
            for row in re.findall(r"<row .*?</row>", packed.read(name).decode(), re.S):
                cells = re.findall(r"<c ([^>]*)><v>([^<]*)</v>", row)
                yield (
                    [texts[int(value)] for kind, value in cells if 't="s"' in kind],
                    [float(value) for kind, value in cells if 't="' not in kind],
                )


def test_the_workbook_holds_no_number_beside_a_small_category(run):
    found = [
        (texts, numbers)
        for texts, numbers in sheet_rows(run / "tables.xlsx")
        if {"Charlie", "Delta"} & set(texts)
    ]
    assert found
    for texts, numbers in found:
        assert numbers == [], texts
        assert {"< 10", "not shown"} & set(texts), texts


@pytest.mark.parametrize("page", ["supplement.html", "manager.html"])
def test_no_picture_or_sentence_counts_a_small_category(run, page):
    text = html.unescape(re.sub(r"<[^>]+>", " ", (run / page).read_text("utf-8")))
    for name in ("Charlie", "Delta"):
        assert not re.search(rf"{name}[^\w<]{{0,8}}(?:n[^\w<]{{0,4}})?\d", text), name


@pytest.mark.parametrize("table", ["T27-", "T3r-", "T13"])
def test_small_categories_stand_in_no_table_of_groups(run, table):
    files = list((run / "tables").glob(f"{table}*.csv"))
    assert files
    for file in files:
        text = file.read_text("utf-8-sig")
        assert "Charlie" not in text
        assert "Delta" not in text


def test_what_is_left_over_beside_the_groups_is_no_small_count(run):
    total = sum(SIZES)
    found = results(run)
    (compared,) = found["compare"]["data"]["comparisons"]
    assert compared["groups"] == ["1", "2"]  # kept, not refused
    shown = {
        "T27": [m["n"] for m in compared["scores"][0]["means"]],
        "T3r": [row["n"] for row in found["missing"]["data"]["by"]["rows"]],
        "T13": [g["n"] for g in found["invariance"]["data"]["groups"]],
        "ipma": [g["n"] for g in found["ipma"]["data"]["groups"]],
    }
    for table, sizes in shown.items():
        assert sizes == [90, 39], table  # the same ones everywhere: no two tables differ
    assert total - 90 - 39 == 13
    groups = found["reliability"]["data"]["groups"]
    complete = [g["found"]["n"] for g in groups if g["scale"] == "perf" and g["found"]]
    assert complete == [90, 39]


def test_the_mean_of_who_is_left_over_is_that_of_ten_and_more(run):
    found = results(run)
    (compared,) = found["compare"]["data"]["comparisons"]
    for score in compared["scores"]:
        everybody = found["items"]["sample"]["used"]
        assert everybody - sum(m["n"] for m in score["means"]) >= 10


def test_models_show_no_category_of_few(run):
    found = results(run)
    for name in ("each", "one", "powers", "mixed-perf"):
        assert found[name]["data"] is None, name
        assert found[name]["caveats"][0]["values"]["code"] == "CPS444"
    assert found["first"]["data"]["blocks"][0]["n"] == sum(SIZES)
    fix = found["each"]["caveats"][0]["values"]["fix"]
    assert "dept_1: dept == 1" in fix  # as 'alpha' is, and that one is fitted


def test_a_mean_of_answers_tells_no_count(run):
    found = results(run)["correlations"]
    by_name = {one["name"]: one for one in found["data"]["variables"]}
    assert by_name["dept"]["mean"] is by_name["dept"]["sd"] is None
    assert by_name["help"]["mean"] is not None
    assert "mean_withheld" in {c["code"] for c in found["caveats"]}


def test_team_codes_stand_nowhere(run):
    (spread,) = (run / "tables").glob("T3g*.csv")
    assert len(spread.read_text("utf-8-sig").splitlines()) == 3
    for file in (*run.rglob("*.csv"), *run.rglob("*.md"), *run.rglob("*.json")):
        assert not re.search(r"\bt(?:[0-9]|1[01])\b", file.read_text("utf-8-sig")), file.name


def test_small_answers_that_are_many_together_are_one_category(tmp_path):
    run = study(tmp_path, (60, 40, 6, 7))
    (block,) = results(run)["each"]["data"]["blocks"]
    assert [t["term"] for t in block["terms"]] == ["intercept", "dept=2", "dept=5"]
    assert "answers_merged" in {c["code"] for c in results(run)["each"]["caveats"]}
    assert "Department: other answers" in (run / "tables" / "T16-each.csv").read_text(
        "utf-8-sig"
    )


def test_the_larger_of_min_cell_and_k_holds_everywhere(tmp_path):
    run = study(tmp_path, (60, 40, 25, 40), more=", min_cell: 30")
    assert json.loads((run / "results.json").read_text())["study"]["k"] == 30
    told = {row["category"]: row["n"] for row in rows(run, "T2-")}
    assert told["Charlie"] == "< 30"
    assert results(run)["each"]["data"] is None


def test_a_min_cell_below_k_is_said(tmp_path, capsys):
    study(tmp_path, (60, 40, 25, 40), more=", min_cell: 6", privacy=", k: 20")
    capsys.readouterr()
    assert funnel.run(["check", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "min_cell (6) has no effect" in said
    assert "study.yaml:" in said
