"""A study from Python: results, tables and what is said about them."""

import csv

import pandas as pd
import pytest
from conftest import STUDY, answers

import cpsurvey
from cpsurvey.kinds.mediation.data import Mediation
from cpsurvey.report.table import Head, Row, Table
from cpsurvey.stored import read

SEVERAL = "sem"
FLOW = {"T1-flow", "T3-quarantine"}


@pytest.fixture(scope="module")
def results(demo):
    return cpsurvey.read_study(demo).results


def test_a_result_is_found_by_its_id_or_the_kind_it_alone_is_of(results):
    assert results["mediation"].id == "mediation"
    assert results["mediation"].data.outcomes
    assert isinstance(results["mediation"].data, Mediation)
    assert results["ipma"] is results.get("ipma")
    assert "T18" not in results
    with pytest.raises(cpsurvey.CpsurveyError, match="several results") as refused:
        results[SEVERAL]
    assert refused.value.code == "CPS607"
    assert "main" in refused.value.fix


def test_a_table_is_found_by_number_or_id(results):
    tables = results["correlations"].tables
    assert tables["T11"].id == tables["t11-CORRELATIONS"].id == "T11-correlations"
    assert "T12" not in tables
    with pytest.raises(KeyError, match="several tables"):
        results["rivals"].tables["T12"]
    with pytest.raises(KeyError, match="known: T17-mediation, T18-mediation"):
        results["mediation"].tables["T19"]


def test_tables_of_results_shown_together_belong_to_the_one_they_name(results):
    assert list(results["main"].tables) == [
        "T8-fit",
        "T9-main",
        "T10-main",
        "T17-main",
        "T18-main",
    ]
    assert list(results["levels"].tables) == ["T8-fit", "T17-levels", "T18-levels"]
    assert list(results["multilevel-latent"].tables) == [
        "T17-multilevel-latent",
        "T18-multilevel-latent",
    ]


def test_a_data_frame_holds_the_stored_numbers(results):
    frame = results["mediation"].tables["T18"].to_frame()
    assert len(frame) == len(results["mediation"].data.effects)
    for effect in results["mediation"].data.effects:
        row = frame[frame["est"] == effect.est]
        assert len(row) == 1
        assert row["se"].item() == effect.se
        assert (row["mc_lower"].item(), row["mc_upper"].item()) == tuple(effect.mc)
    assert frame.columns[0] == "group"
    assert {"mc", "ci"}.isdisjoint(frame.columns)


def test_every_table_becomes_a_data_frame(results):
    for result in results.values():
        for table in result.tables.values():
            frame = table.to_frame()
            assert frame.columns.is_unique, table.id
            for key, heading in table.headings.items():
                assert heading or key
                assert {key, f"{key}_lower"} & set(frame.columns), (table.id, key)


def test_columns_have_the_type_of_what_they_hold():
    heads = (
        Head("name", "", "text"),
        Head("n", "", "int"),
        Head("few", "", "int"),
        Head("some", "", "int"),
        Head("ci", "", "interval"),
        Head("none", "", "dec2"),
        Head("group", "", "text"),
    )
    rows = (
        Row.across("first"),
        Row(
            {
                "name": "a",
                "n": 1,
                "few": None,
                "some": 3,
                "ci": (0.1, 0.2),
                "none": None,
                "group": "g",
            }
        ),
        Row.across("second"),
        Row(
            {
                "name": "b",
                "n": 2,
                "few": 4,
                "some": "< 10",
                "ci": None,
                "none": "",
                "group": "h",
            }
        ),
    )
    from cpsurvey.face.frames import of_table

    frame = of_table(Table("T1-x", "", heads, rows))
    assert frame["heading"].tolist() == ["first", "second"]
    assert frame["group"].tolist() == ["g", "h"]
    assert frame["n"].dtype == "int64"
    assert frame["few"].dtype == "Int64"
    assert frame["few"].isna().tolist() == [True, False]
    assert frame["some"].tolist() == [3, "< 10"]
    assert frame["ci_upper"].isna().tolist() == [False, True]
    assert frame["none"].isna().all()
    empty = of_table(Table("T1-x", "", heads, ()))
    assert empty.shape == (0, 8)


def test_caveats_and_tables_are_in_the_language_asked_for(results, demo):
    french = results.in_language("fr")
    said, covariates = results["mediation"].caveats
    dit, ajustement = french["mediation"].caveats
    assert (said.code, said.severity) == (dit.code, dit.severity)
    assert str(said) == "The model is saturated: its fit tests nothing."
    assert str(dit) != str(said)
    assert (covariates.code, ajustement.code) == ("covariates_modelled",) * 2
    assert str(ajustement) != str(covariates)
    assert french["mediation"].tables["T18"].title.startswith("Effets de «")
    assert (
        cpsurvey.read_study(demo, language="fr").results["flow"].tables["T1"].language == "fr"
    )
    with pytest.raises(cpsurvey.CpsurveyError, match="'de'"):
        results.in_language("de")
    with pytest.raises(cpsurvey.CpsurveyError, match="'de'"):
        cpsurvey.read_study(demo, language="de")


def test_models_have_estimates_and_measures(results):
    main = results["main"]
    loadings = main.estimates.query("op == '=~'")
    assert len(loadings)
    assert loadings["est"].notna().all()
    assert main.measures()["cfi"] > 0.5
    assert results["flow"].estimates.empty
    assert results["flow"].measures().empty


def test_what_is_shown_is_short_and_holds_no_markup_of_others(results, demo):
    study = cpsurvey.read_study(demo)
    for shown in (
        study,
        results,
        results["flow"],
        results["flow"].tables,
        results["flow"].caveats,
    ):
        assert len(repr(shown)) < 1200
    assert "not to be quoted" in repr(results["wrong"])
    assert not results["wrong"].sound
    table = results["mediation"].tables["T18"]
    assert len(repr(table)) < 200
    html = table._repr_html_()
    assert html.count("<tr>") == len(table.to_frame()) + 1 + html.count("colspan")
    assert "T18-mediation" in results["mediation"]._repr_html_()
    assert results._repr_html_().count("<tr>") == len(results) + 1
    assert "cop-callcentre" in study._repr_html_()
    risky = Table("T1-x", "<b>", (Head("a", "<i>", "text"),), (Row({"a": "<script>"}),), ("&",))
    markup = cpsurvey.Table(risky, "en")._repr_html_()
    assert "&lt;script&gt;" in markup
    for tag in ("<b>", "<i>", "<script>"):
        assert tag not in markup


def test_a_study_without_a_run_says_so(tiny):
    with pytest.raises(cpsurvey.CpsurveyError) as refused:
        _ = cpsurvey.read_study(tiny).results
    assert refused.value.code == "CPS604"


def test_results_that_were_changed_are_refused(tiny):
    place = tiny / "reports" / "20260101T000000Z-0"
    place.mkdir(parents=True)
    (place / "run.json").write_text('{"id": "20260101T000000Z-0", "exit": 0}')
    (place / "results.json").write_text('{"schema": "cpsurvey/results/1"}')
    with pytest.raises(cpsurvey.CpsurveyError) as refused:
        _ = cpsurvey.read_study(tiny).results
    assert refused.value.code == "CPS606"


def test_from_an_export_to_data_frames(tiny):
    (tiny / "study.yaml").write_text(STUDY.replace("[html]", "[csv]"), encoding="utf-8")
    export = tiny / "october.csv"
    export.write_text(answers(40), encoding="utf-8")
    study = cpsurvey.read_study(str(tiny))
    (came,) = cpsurvey.ingest(study, export)
    assert (came.status, came.counts["accepted"]) == ("ingested", 40)
    assert len(repr(came)) < 200
    (again,) = cpsurvey.ingest(tiny, [export])
    assert again.status == "already"
    run = cpsurvey.analyze(study)
    assert run.exit_status == 0
    assert run.results is study.results
    assert repr(run).startswith(f"<Run {run.id}: 1 results")
    frame = run.results["flow"].tables["T1"].to_frame()
    assert {file.suffix for file in run.files} == {".csv"}
    file = run.folder / "tables" / "T1-flow.csv"
    with file.open(encoding="utf-8-sig", newline="") as stream:
        heads, *rows = list(csv.reader(stream))
    assert heads == list(frame.columns)
    assert [
        ["" if pd.isna(v) else str(v) for v in row] for row in frame.values.tolist()
    ] == rows
    assert (
        read((run.folder / "results.json").read_text(encoding="utf-8")).results[0].kind
        == "flow"
    )
    fresh = cpsurvey.read_study(tiny).results
    assert fresh["flow"].tables["T1"].to_frame().equals(frame)
    first = study.results
    newer = cpsurvey.analyze(tiny)
    assert study.results is first
    assert cpsurvey.read_study(tiny).results.run == newer.id != run.id


def test_what_is_asked_wrongly_is_refused_before_any_work(tiny):
    for wrong in ({"formats": ["pfd"]}, {"languages": ["de"]}):
        with pytest.raises(cpsurvey.CpsurveyError) as refused:
            cpsurvey.analyze(tiny, **wrong)
        assert refused.value.code == "CPS904"
    with pytest.raises(cpsurvey.CpsurveyError) as refused:
        cpsurvey.ingest(tiny, tiny / "gone.csv")
    assert refused.value.code == "CPS902"
    assert not (tiny / "reports").exists()
