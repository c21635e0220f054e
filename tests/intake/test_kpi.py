"""Files of indicators, hostile ones first."""

import io
from datetime import datetime

import openpyxl
import pytest

from cpsurvey.design.kpi import KpiSpec, ReasonMap, Reasons
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import kpi
from cpsurvey.intake.kpi.cells import period

FCR = {
    "id": "fcr",
    "label": "FCR",
    "type": "binomial",
    "definition": "7 days",
    "direction": "+",
    "successes": "ok",
    "trials": "n",
}
AHT = {
    "id": "aht",
    "label": "AHT",
    "type": "log",
    "definition": "talk",
    "direction": "none",
    "seconds": "aht",
    "exposure": "n",
}
SHARE = {
    **{key: FCR[key] for key in ("label", "type", "definition", "direction", "trials")},
    "id": "sat",
    "share": "sat",
    "scale": "percent",
}
MAP = {
    "schema": "cpsurvey/reasons/1",
    "id": "centre",
    "version": "1",
    "decided": "2026-01-05",
    "reasons": {"Bill": "routine", "Outage": "non_routine"},
}


@pytest.fixture
def read(write):
    """Read `text` as a file of indicators."""

    def reader(text, *indicators, reasons=None, **file):
        spec = KpiSpec(
            files=[{"path": "k.csv", "agent": "agent", **file}],
            indicators=indicators or [FCR],
        )
        path = write("k.csv", text)
        found = Reasons("reasons.yaml", ReasonMap(**reasons), "0" * 64) if reasons else None
        return kpi.read(path, spec, spec.files[0], reasons=found, fewest=10)

    return reader


def numbers(batch):
    return {(r.agent, r.period, r.indicator, r.version): (r.n, r.total) for r in batch.rows}


def refused(read, *args, **kwargs):
    with pytest.raises(CpsurveyError) as caught:
        read(*args, **kwargs)
    error = caught.value
    assert error.fix
    assert error.where is None or "k.csv" in error.where
    return error


def rules(batch):
    return {(r.row, r.column, r.rule) for r in batch.rejected}


def test_a_french_spreadsheet_with_decimal_commas_and_hard_blanks(read):
    text = "Agent;Mois;OK;N;AHT\r\na1;oct.-26;1\u00a0020;1 400;312,5\r\n".encode("cp1252")
    batch = read(text, FCR, AHT, period="mois")
    assert batch.info.encoding == "cp1252"
    assert batch.info.delimiter == ";"
    found = numbers(batch)
    assert found["a1", "2026-10", "fcr", "overall"] == (1400, 1020)
    assert found["a1", "2026-10", "aht", "overall"] == (1400, 1400 * 312.5)


def test_a_comma_before_three_digits_is_asked_about_not_set_aside(read):
    text = "agent;ok;n\na1;30;1,400\na2;30;40\n"
    error = refused(read, text)
    assert (error.code, error.exit_status) == ("CPS113", 65)
    assert "1400 or 1.4" in error.message
    assert numbers(read(text, decimal="."))["a1", "", "fcr", "overall"] == (1400, 30)


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ("40;30", "more_successes_than_trials"),
        ("5;0", "no_exposure"),
        ("5;-3", "negative"),
        ("-5;30", "negative"),
        ("five;30", "not_a_number"),
        ("5;1,23E+12", "not_a_number"),
        ("5;=1+1", "not_a_number"),
        ("4.5;30", "not_whole"),
    ],
)
def test_numbers_that_cannot_be_are_set_aside_by_row_and_rule(read, cells, rule):
    batch = read(f"agent;ok;n\na1;{cells}\na2;20;30\n")
    assert rules(batch) == {(1, "fcr", rule)}
    assert "row 1" in batch.findings[0].where
    assert "a1" not in str(batch.findings)
    assert len(batch.rows) == 1


@pytest.mark.parametrize("cell", ["-12", "0", "0:00:00"])
def test_times_of_nothing_or_less(read, cell):
    batch = read(f"agent;aht;n\na1;{cell};40\na2;200;40\n", AHT)
    assert rules(batch) == {(1, "aht", "negative_time")}


def test_times_as_a_clock(read):
    batch = read("agent;aht;n\na1;0:05:30;40\na2;5:30;40\n", AHT)
    assert numbers(batch) == {("a1", "", "aht", "overall"): (40, 40 * 330.0)}
    assert rules(batch) == {(2, "aht", "not_a_number")}  # minutes or hours: nobody knows


def test_rows_about_one_agent_and_period(read):
    text = "agent;month;ok;n\na1;2026-10;20;30\na1;2026-10;21;30\na2;2026-10;9;30\n"
    text += "a2;2026-10;9;30\na3;2026-10;8;30\n"
    batch = read(text, period="month")
    assert sorted(numbers(batch)) == [
        ("a2", "2026-10", "fcr", "overall"),
        ("a3", "2026-10", "fcr", "overall"),
    ]
    assert numbers(batch)["a2", "2026-10", "fcr", "overall"] == (30, 9)
    found = {f.rule: f for f in batch.findings}
    assert "rows 1 and 2" in found["agent_period_twice"].where
    assert "rows 3 and 4" in found["same_row_twice"].where
    assert batch.info.quarantined == 2


def test_months_without_a_period_column_contradict_each_other(read):
    text = "agent;month;ok;n\n" + "".join(
        f"a{i};{m};9;3{m}\n" for i in range(3) for m in (1, 2)
    )
    error = refused(read, text)
    assert error.code == "CPS124"
    assert "declare 'period'" in str(error.findings[0])


def test_a_row_without_agent_or_period(read):
    text = "agent;month;ok;n\n;2026-10;20;30\na2;;9;30\na3;soon;9;30\na4;2026-10;8;30\n"
    batch = read(text, period="month")
    assert rules(batch) == {
        (1, None, "no_agent"),
        (2, None, "no_period"),
        (3, None, "not_a_period"),
    }
    assert batch.info.rows == batch.info.accepted + batch.info.quarantined


def test_periods_of_several_lengths_are_refused(read):
    text = "agent;when;ok;n\na1;2026-10;20;30\na2;2026-Q3;9;30\n"
    error = refused(read, text, period="when")
    assert (error.code, error.exit_status) == ("CPS123", 65)
    assert "month, quarter" in error.message


@pytest.mark.parametrize(
    ("cell", "dates", "expected"),
    [
        ("2026-10", None, ("2026-10", "month")),
        ("10/2026", None, ("2026-10", "month")),
        ("oct.-26", None, ("2026-10", "month")),
        ("août 2026", None, ("2026-08", "month")),
        ("2026-T3", None, ("2026-Q3", "quarter")),
        ("Q3 2026", None, ("2026-Q3", "quarter")),
        ("2026-S09", None, ("2026-W09", "week")),
        ("2026", None, ("2026", "year")),
        ("2026-10-14 08:00", None, ("2026-10", "month")),
        ("03/10/2026", "dmy", ("2026-10", "month")),
        ("03/10/2026", "mdy", ("2026-03", "month")),
        ("03/10/2026", None, ("date_order", "")),
        ("31/13/2026", "dmy", ("not_a_period", "")),
        ("n/a", None, ("not_a_period", "")),
        ("\u00a0", None, ("no_period", "")),
    ],
)
def test_periods(cell, dates, expected):
    assert period(cell, dates) == expected


@pytest.mark.parametrize(
    ("scale", "cells"),
    [
        ("percent", ["0,85", "0,9", "1"]),
        ("proportion", ["85", "90,5", "70"]),
        ("proportion", ["85 %", "0,9", "0,7"]),
    ],
)
def test_shares_on_the_other_scale_refuse_the_file(read, scale, cells):
    text = "agent;sat;n\n" + "".join(f"a{i};{cell};40\n" for i, cell in enumerate(cells))
    error = refused(read, text, {**SHARE, "scale": scale})
    assert (error.code, error.exit_status) == ("CPS122", 65)
    assert "column 2" in error.where


def test_shares_become_contacts(read):
    batch = read("agent;sat;n\na1;85 %;40\na2;101;40\na3;12,5;40\n", SHARE)
    assert numbers(batch) == {
        ("a1", "", "sat", "overall"): (40, 34),
        ("a3", "", "sat", "overall"): (40, 5),
    }
    assert rules(batch) == {(2, "sat", "share_out_of_range")}


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Nom", ["x", "y", "z"]),
        ("Nom de l'agent", ["x", "y", "z"]),
        ("Courriel", ["", "", ""]),
        ("info", ["a@example.org", "b@example.org", "c@example.org"]),
        ("info", ["06 12 34 56 78", "06 12 34 56 79", "06 12 34 56 70"]),
        ("info", ["Ann Martin", "Bob Durand", "Zoé Le Goff"]),
        ("info", ["1 84 12 76 451 089 46", "2840876451089", "184127645108946"]),
    ],
)
def test_personal_data_beside_indicators_refuse_the_file(read, heading, cells):
    rows = "".join(f"a{i};20;30;{cell}\n" for i, cell in enumerate(cells))
    error = refused(read, f"agent;ok;n;{heading}\n{rows}")
    assert (error.code, error.exit_status) == ("CPS121", 77)
    assert "column 4" in error.where
    assert "Martin" not in str(error)


@pytest.mark.parametrize("heading", ["Site", "Nom du site", "Team name"])
def test_teams_and_sites_are_no_names_of_people(read, heading):
    rows = "".join(f"a{i};20;30;Team Alpha\n" for i in range(6))
    batch = read(f"agent;ok;n;{heading}\n{rows}")
    assert [f.rule for f in batch.findings] == ["unknown_column"]


def test_agents_named_by_address_become_pseudonyms_and_are_told(read):
    batch = read("agent;ok;n\nann@example.org;20;30\nbob@example.org;20;30\n")
    assert [f.rule for f in batch.findings] == ["agent_is_address"]
    assert "ann" not in str(batch.findings)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("agnt;ok;n\na1;20;30\n", "no column 'agent'"),
        ("agent;ok;m\na1;20;30\n", "no column 'n'"),
        ("agent;good;m\na1;20;30\n", "no column of an indicator"),
        ("agent;ok;ok;n\na1;20;20;30\n", "two columns"),
    ],
)
def test_columns_that_are_not_there(read, text, said):
    error = refused(read, text)
    assert (error.code, error.exit_status) == ("CPS120", 65)
    assert said in error.message


def test_a_heading_misspelt_in_one_of_several_files_is_told(read):
    batch = read("agent;aht;n;resolu\na1;200;30;20\n", FCR | {"successes": "Résolus"}, AHT)
    (found,) = [f for f in batch.findings if f.severity == "warning"]
    assert (
        found.rule,
        "'resolu' looks like 'Résolus' of indicator 'fcr'" in found.message,
    ) == (
        "misspelt_column",
        True,
    )


def test_a_file_of_shares_on_both_scales_is_refused(read):
    rows = "".join(f"a{i};{v};30\n" for i, v in enumerate((0.5, 0.75, 0.9, 55, 80, 91)))
    error = refused(read, f"agent;sat;n\n{rows}", SHARE)
    assert (error.code, "in part" in error.message) == ("CPS122", True)


def test_a_file_without_its_headings_is_refused_and_shows_no_agent(read):
    error = refused(read, "bob@example.org;20;30\nann@example.org;25;30\n")
    assert (error.code, "bob" in str(error)) == ("CPS120", False)


def test_low_percentages_are_no_mixture(read):
    rows = "".join(f"a{i};{v};300\n" for i, v in enumerate((0.5, 0.75, 2, 5, 11, 40)))
    assert len(read(f"agent;sat;n\n{rows}", SHARE).rows) == 6


def test_ragged_rows_and_files_that_are_none(read):
    batch = read("agent;ok;n\na1;20;30;4;5\na2;20;30\n")
    assert rules(batch) == {(1, None, "ragged_row")}
    assert refused(read, b"").code == "CPS101"
    assert refused(read, b"PK\x03\x04 workbook").code == "CPS104"
    assert refused(read, "agent;ok;n\nÃ©tÃ©;1;30\n").code == "CPS103"


def test_contacts_are_summed_up_by_reason(read):
    text = "agent;reason;ok;aht\n"
    text += "a1;Bill;1;100\na1;bill;0;400\na1;Outage;oui;900\na1;;1;50\na2;Outage;2;-5\n"
    contact = {key: value for key, value in FCR.items() if key != "trials"}
    batch = read(text, contact, AHT, reason="reason", rows="contact", reasons=MAP)
    found = {(r.agent, r.reason, r.indicator): (r.n, r.total) for r in batch.rows}
    assert found["a1", "bill", "fcr"] == (2, 1)
    assert found["a1", "outage", "fcr"] == (1, 1)
    assert found["a1", "", "fcr"] == (1, 1)
    logs = next(r.logs for r in batch.rows if (r.reason, r.indicator) == ("bill", "aht"))
    assert logs == pytest.approx(4.605170185988092 + 5.991464547107982)
    assert rules(batch) == {(5, "fcr", "not_yes_or_no"), (5, "aht", "negative_time")}
    assert "no_reason" in {f.rule for f in batch.findings}


def test_reasons_the_map_does_not_have_are_counted_and_rare_ones_not_shown(read):
    text = "agent;reason;ok;n\na1;Bill;20;30\na1;Refund;20;30\na1;Mrs Martin again;1;2\n"
    batch = read(text, reason="reason", reasons=MAP)
    (finding,) = [f for f in batch.findings if f.rule == "unknown_reason"]
    assert "2 reasons" in finding.message
    assert "'refund'" in finding.message
    assert "martin" not in finding.message
    assert {r.reason for r in batch.rows} == {"bill", "refund", ""}


def test_without_a_map_reasons_are_not_kept(read):
    batch = read("agent;reason;ok;n\na1;Bill;20;30\na1;Outage;10;20\n", reason="reason")
    assert [(r.reason, r.n, r.total) for r in batch.rows] == [("", 50, 30)]


def test_a_time_without_contacts_cannot_be_summed_over_reasons(read):
    bare = {key: value for key, value in AHT.items() if key != "exposure"}
    assert (
        refused(read, "agent;reason;aht\na1;Bill;20\n", bare, reason="reason").code == "CPS120"
    )
    batch = read("agent;aht\na1;20\n", bare)
    assert batch.rows[0].n is None


def test_the_sign_of_one_column_says_that_of_another(read):
    batch = read("agent;ok;n;aht\na1;20;1,400;200,5\na2;9;40;100\n", FCR, AHT)
    assert rules(batch) == {(1, "fcr", "not_whole"), (1, "aht", "not_whole")}  # 1.4 contacts
    assert numbers(batch)["a2", "", "aht", "overall"] == (40, 4000)


@pytest.mark.parametrize("mark", ["NA", "n/a", "-", "."])
def test_marks_of_nothing_are_no_wrong_numbers(read, mark):
    batch = read(f"agent;ok;n\na1;{mark};{mark}\na2;20;30\n")
    assert batch.rejected == ()
    assert list(numbers(batch)) == [("a2", "", "fcr", "overall")]


def test_a_quote_never_closed_loses_no_agent(read):
    error = refused(read, 'agent;ok;n\na1;20;"30\na2;20;30\n')
    assert (error.code, error.where) == ("CPS112", "k.csv:2")


def test_rows_are_told_with_their_line(read):
    (told,) = read("\nagent;ok;n\n\na1;x;30\na2;20;30\n").findings
    assert told.where == "k.csv: fcr, row 1 (line 4)"


def test_indicators_of_a_workbook(read):
    book = openpyxl.Workbook()
    march = datetime(2026, 3, 1)  # noqa: DTZ001  spreadsheets have no zones
    for row in (["agent", "month", "ok", "n"], ["a1", march, 20, 30]):
        book.active.append(row)
    book.create_sheet("notes").append(["written by hand"])
    stream = io.BytesIO()
    book.save(stream)
    assert refused(read, stream.getvalue()).code == "CPS117"
    batch = read(stream.getvalue(), period="month", sheet="Sheet")
    assert numbers(batch) == {("a1", "2026-03", "fcr", "overall"): (30, 20)}
    assert (batch.info.encoding, batch.info.evidence[0]) == (
        "xlsx",
        "sheet 'Sheet' of a workbook",
    )


# ------------------------------------------------------------------ as spreadsheets are
ROWS = [("a1", 20, 30), ("a2", 24, 40), ("a3", 9, 31), ("a4", 12, 33), ("a5", 11, 37)]


def test_titles_above_and_totals_below_a_french_table(read):
    text = "Centre de Lyon;;\nRésultats d'octobre 2026;;\n\nagent;ok;n\n"
    text += "".join(f"{who};{ok},0;{n}\n" for who, ok, n in ROWS)
    text += f"Total;{sum(r[1] for r in ROWS)};{sum(r[2] for r in ROWS)}\n"
    batch = read(text.encode("cp1252"))
    assert {row.agent for row in batch.rows} == {who for who, *_ in ROWS}
    assert {one.rule for one in batch.rejected} == {"summary_row"}
    assert {one.rule for one in batch.findings} == {"summary_row"}


def test_accents_of_a_column_that_is_not_read_are_told(read):
    text = "agent;ok;n;mémo\na1;20;30;Ã©tÃ©\na2;21;30;x\n"
    batch = read(text)
    (found,) = [one for one in batch.findings if one.rule == "mojibake"]
    assert "line 2, column 4" in found.where
    assert len(batch.rows) == 2


def test_damaged_bytes_in_who_an_agent_is_are_refused(read):
    text = "agent;ok;n\né1;20;30\né2;3;4\n".encode() + b"\xe91;1;2\n"
    assert refused(read, text).code == "CPS102"


def test_what_every_column_was_taken_for(read):
    batch = read("agent;ok;n;other\na1;20;30;4\na2;20;30;4\n")
    assert [(one.variable, one.way) for one in batch.read_as] == [
        ("", "agent"),
        ("fcr", "successes"),
        ("fcr", "trials"),
        ("", "left out"),
    ]
