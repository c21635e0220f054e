"""The table of numbers that lavaan computes, too: only what was compared is said."""

import csv
import hashlib
import json
from types import SimpleNamespace

import pytest

from cpsurvey.batch.compared import compared
from cpsurvey.report.proof import kind_of, proof_table
from cpsurvey.report.words import Words
from cpsurvey.results import Result, ResultSet, Sample


def results(kind="sem", proof=None):
    one = Result(kind, "m", Sample(10, 10), None)
    return ResultSet({}, {}, {"proof": proof} if proof else {}, (one,))


TOLD = {
    "lavaan": "lavaan 0.6-14, R 4.2.2",
    "rows": [
        {"number": "parameter est", "compared": 7, "agree": 6, "without": 0, "largest": 2e-3},
        {
            "number": "parameter std.all",
            "compared": 3,
            "agree": 3,
            "without": 0,
            "largest": 1e-9,
        },
        {"number": "chisq.scaled", "compared": 1, "agree": 1, "without": 0, "largest": None},
    ],
    "open": 12,
    "left": [
        {"why": "lms", "count": 4},
        {"why": "lms", "count": 3},
        {"why": "not_compared", "count": 5},
    ],
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_not_compared_has_no_numbers(language):
    (table,) = proof_table(results(), Words(language, {}))
    assert {head.key for head in table.columns} == {"numbers", "answers", "moments", "gold"}
    assert "export --to lavaan" in " ".join(table.notes).replace("\u00a0", " ")


def test_what_was_compared_is_added_up_by_kind():
    (table,) = proof_table(results(proof=TOLD), Words("en", {}))
    first = table.rows[0].cells
    assert (first["compared"], first["agree"], first["largest"]) == (10, 9, "2e−3")
    assert "lavaan 0.6-14, R 4.2.2" in " ".join(table.notes)
    left = {row.cells["numbers"]: row.cells["answers"] for row in table.rows}
    assert left["Interaction of factors by likelihood (LMS) (7)"] == "not in lavaan"
    assert left["Score tests of invariance (5)"] == "not compared"  # lavaan has them
    assert "Not compared yet: 12 (" in " ".join(table.notes)
    assert not [row for row in table.rows if "Bootstrap" in row.cells["numbers"]]


def test_a_study_without_models_has_no_table():
    assert proof_table(results("flow"), Words("en", {})) == []


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("parameter se", "errors"),
        ("standardised est.std", "estimates"),
        ("explained rsquare", "estimates"),
        ("rmsea.ci.upper.robust", "scaled"),
        ("chisq.scaling.factor", "scaled"),
        ("srmr", "fit"),
        ("difference Chisq diff", "difference"),
        ("change cfi.robust", "difference"),
        ("modification mi", "local"),
    ],
)
def test_every_number_has_its_row(number, kind):
    assert kind_of(number) == kind


@pytest.fixture
def folder(tmp_path):
    """A folder in which R has compared what was written of the results 'abc'."""
    study = SimpleNamespace(id="one", folder=tmp_path)
    place = tmp_path / "one-lavaan"
    place.mkdir()
    (place / "printed.csv").write_text("analysis\nm\n", "utf-8")
    (place / "not-in-lavaan.csv").write_text("analysis,why,numbers\nm,lms,4\n", "utf-8")
    printed = (place / "printed.csv").read_bytes()
    with (place / "proof.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["analysis", "number", "compared", "agree", "without", "largest"])
        out.writerow([hashlib.md5(printed).hexdigest(), "lavaan 0.6.14", 1, 1, 0, 0])
        out.writerow(["m", "parameter est", 1, 1, 0, "1e-9"])
    (tmp_path / ".cpsurvey-exports").mkdir()
    record = {
        "lavaan_of": "abc",
        "files": {str(place / "printed.csv"): hashlib.sha256(printed).hexdigest()},
    }
    (tmp_path / ".cpsurvey-exports" / "1.json").write_text(json.dumps(record), "utf-8")
    return study, place


def test_a_comparison_of_these_results_is_told(folder):
    told = compared(folder[0], "abc")
    assert told["lavaan"] == "lavaan 0.6.14"
    assert told["open"] == 0
    assert told["rows"] == [
        {"number": "parameter est", "compared": 1, "agree": 1, "without": 0, "largest": 1e-9}
    ]


@pytest.mark.parametrize("change", ["other results", "printed", "none", "text"])
def test_no_other_comparison_is(folder, change):
    study, place = folder
    proof = place / "proof.csv"
    if change == "printed":  # written anew since R was run
        (place / "printed.csv").write_text("analysis\nn\n", "utf-8")
    elif change == "none":
        proof.unlink()
    elif change == "text":
        proof.write_text(
            proof.read_text("utf-8").replace(",1,1,0,1e-9", ",x,1,0,1e-9"), "utf-8"
        )
    assert compared(study, "other" if change == "other results" else "abc") is None
