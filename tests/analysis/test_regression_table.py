"""T16 holds what is printed of a regression, with the numbers R gives (tests/gold)."""

import csv
import json

import pytest
from conftest import ROOT, SMALL, STUDY

from cpsurvey.cli import funnel

GOLD = json.loads((ROOT / "tests" / "gold" / "regression.json").read_text("utf-8"))
NUMBERS = "".join(
    f"  - {{id: {name}, type: decimal, label: {{en: {name}, fr: {name}}}}}\n"
    for name in ("x", "z", "score")
)
ANALYSES = """\
  - {kind: regression, id: blocks, outcome: score, blocks: [x, z, "x:z"], errors: classical}
  - {kind: regression, id: one, outcome: score, blocks: [x + z], errors: classical}
  - {kind: regression, id: logit, outcome: yes, blocks: [x, z], family: binomial}
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("blocks")
    yes = "  - {id: yes, type: integer, min: 0, max: 1, label: {en: Helped, fr: Aide}}\n"
    text = SMALL.replace("derived:\n", f"{NUMBERS}{yes}derived:\n", 1)
    (folder / "small.yaml").write_text(text, "utf-8")
    study = STUDY.replace("  - kind: flow\n", ANALYSES).replace("[html]", "[csv]")
    (folder / "study.yaml").write_text(study, "utf-8")
    (folder / "data").mkdir()
    with (ROOT / "tests" / "gold" / "data" / "agents.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    with (folder / "data" / "a.csv").open("w", encoding="utf-8") as out:
        out.write("respondent_id,h1,h2,h3,p1,p2,p3,x,z,score,yes\n")
        for i, row in enumerate(rows):
            told = ",".join(row[name] for name in ("x", "z", "score", "yes"))
            items = ",".join(str(1 + (i + at) % 5) for at in range(6))
            out.write(f"r{i},{items},{told}\n")
    assert funnel.run(["ingest", "--study", str(folder), "--quiet"]) == 0
    assert funnel.run(["analyze", "--study", str(folder), "--quiet"]) == 0

    def read(name):
        file = folder / "reports" / "current" / "tables" / f"{name}.csv"
        with file.open(encoding="utf-8-sig") as lines:
            return list(csv.DictReader(lines))

    return read


def numbers(rows, key):
    return [float(row[key]) for row in rows if row[key]]


@pytest.mark.gold
@pytest.mark.parametrize(
    ("key", "gold"),
    [
        ("b", "b"),
        ("se", "se"),
        ("beta", "beta"),
        ("ci_lower", "lower"),
        ("ci_upper", "upper"),
        ("pvalue", "pvalue"),
        ("vif", "vif"),
        ("r2", "r2"),
        ("delta_r2", "delta_r2"),
    ],
)
def test_one_table_has_every_number_of_r(tables, key, gold):
    assert numbers(tables("T16-blocks"), key) == pytest.approx(GOLD[gold], rel=1e-9)


@pytest.mark.gold
def test_the_test_of_each_block_is_that_of_r(tables):
    rows = tables("T16b-blocks")
    assert numbers(rows, "f_change") == pytest.approx(GOLD["f_change"], rel=1e-9)
    assert numbers(rows, "p_change") == pytest.approx(GOLD["p_change"], rel=1e-9)


def test_what_a_block_explains_stands_beside_its_first_predictor(tables):
    rows = tables("T16-blocks")
    assert [bool(row["r2"]) for row in rows] == [False, True, True, True]
    (logit,) = (tables("T16-logit"),)
    assert [bool(row["mcfadden"]) for row in logit] == [False, True, True]
    assert numbers(logit, "mcfadden") == numbers(tables("T16b-logit"), "mcfadden")


def test_one_block_has_no_change(tables):
    rows = tables("T16-one")
    assert "delta_r2" not in rows[0]
    assert numbers(rows, "r2") == pytest.approx([GOLD["r2"][1]], rel=1e-9)


def test_the_interval_of_beta_is_that_of_b_in_standard_deviations(tables):
    rows = [row for row in tables("T16-blocks") if row["beta"]]
    assert len(rows) == 3
    for row in rows:
        b, beta = float(row["b"]), float(row["beta"])
        for end in ("lower", "upper"):
            scaled = float(row[f"ci_{end}"]) * beta / b
            assert float(row[f"beta_ci_{end}"]) == pytest.approx(scaled, rel=1e-9)
    assert "beta_ci_lower" not in tables("T16-logit")[0]
