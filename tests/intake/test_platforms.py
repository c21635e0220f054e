"""Each platform's shape: written by a writer of its own, read back, equal."""

import math
from datetime import datetime

import pytest
from conftest import SHARED
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake.shapes import google_forms, kobo, ms_forms, odk, redcap, spreadsheet
from intake.shapes.people import CHOICES, ITEMS, QUESTIONNAIRE, Person, people

from cpsurvey import intake
from cpsurvey.design import load_questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.export import readers
from cpsurvey.intake.sheet import Sheet
from cpsurvey.responses import COMPLETE, UNKNOWN

FREELY = settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Read an export through the questionnaire of `shapes.people`."""
    place = tmp_path_factory.mktemp("platforms")
    (place / "own.yaml").write_text(QUESTIONNAIRE, "utf-8")
    questionnaire = load_questionnaire("own.yaml", folder=place).questionnaire

    def reader(content, **spec):
        file = place / ("x.xlsx" if isinstance(content, bytes) else "x.csv")
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return intake.read(
            file, questionnaire, SourceSpec(path="x", **spec), questionnaire_sha256="0"
        )

    return reader


WRITERS = {
    "google forms": ("google_forms", google_forms.write, {}),
    "google sheets en": (
        "google_forms",
        lambda who: google_forms.write(who, "sheets en"),
        {"dates": "mdy"},
    ),
    "google sheets fr": (
        "google_forms",
        lambda who: google_forms.write(who, "sheets fr", "fr"),
        {"dates": "dmy"},
    ),
    "ms forms": ("ms_forms", ms_forms.write, {}),
    "ms forms fr": ("ms_forms", lambda who: ms_forms.write(who, "fr", serials=True), {}),
    "kobo names": ("kobo", kobo.write, {}),
    "kobo groups": ("kobo", lambda who: kobo.write(who, groups=True), {}),
    "kobo labels": ("kobo", lambda who: kobo.write(who, labels=True, groups=True), {}),
    "kobo workbook": ("kobo", kobo.book, {}),
    "odk central": ("odk", odk.write, {}),
    "odk briefcase": ("odk", lambda who: odk.write(who, central=False), {}),
    "redcap raw": ("redcap", redcap.write, {}),
    "redcap labels": ("redcap", lambda who: redcap.write(who, labels=True), {}),
    "spreadsheet": ("csv", lambda who: spreadsheet.write(who, below=False), {}),
}
UNDATED = ("spreadsheet",)


def chosen(batch):
    """What each row chose; None where nothing was: no platform tells none from no answer."""
    columns = {name: list(batch.frame[f"channels__{name}"]) for name in CHOICES}
    rows = [
        frozenset(name for name, cells in columns.items() if cells[row] == 1)
        for row in range(len(batch.heads))
    ]
    return [row or None for row in rows]


@pytest.mark.parametrize("name", WRITERS)
@FREELY
@given(who=people())
def test_what_a_platform_writes_is_read_back(read, name, who):
    reader, write, spec = WRITERS[name]
    batch = read(write(who), **spec)
    assert batch.info.reader == reader
    assert (batch.info.rows, batch.info.accepted) == (len(who), len(who))
    for item in ITEMS:
        came = [None if math.isnan(value) else int(value) for value in batch.frame[item]]
        assert came == [one.answers.get(item) for one in who]
    if name != "spreadsheet":
        assert chosen(batch) == [one.chosen or None for one in who]
    assert list(batch.frame["team_id"]) == [" ".join(one.team.split()) for one in who]
    if name in UNDATED:
        assert {head.state for head in batch.heads} == {UNKNOWN}
    else:
        assert [head.submitted for head in batch.heads] == [
            f"{one.when:%Y-%m-%d}" for one in who
        ]
        assert {head.state for head in batch.heads} == {COMPLETE}
    if not name.startswith("ms forms"):
        named = [head.respondent.removesuffix("@example.org") for head in batch.heads]
        assert named == [one.name for one in who]


@pytest.mark.parametrize("write", [google_forms.write, kobo.write, odk.write, redcap.write])
def test_a_platform_is_known_below_a_title_and_above_a_note(read, write):
    who = [
        Person(
            f"p{at}", datetime.fromisoformat(f"2026-11-0{at}T09:00:00"), {"sh1": at, "sh2": 1}
        )
        for at in (1, 2, 3, 4)
    ]
    plain = read(write(who))
    titled = read("Survey of 2026\n\n" + write(who) + "* answers of four people\n")
    assert titled.info.reader == plain.info.reader
    assert titled.info.accepted == 4
    assert [one.rule for one in titled.rejected] == ["note_row"]
    assert [one.respondent for one in titled.heads] == [one.respondent for one in plain.heads]
    assert any("1 row of titles" in line for line in titled.info.evidence)


SAMPLES = SHARED / "samples"
OWN = """\
schema: cpsurvey/questionnaire/1
id: own
version: 1.0.0
status: published_scale
title: {en: Own, fr: Propre}
licence: CC0
languages: [en, fr]
default_language: en
missing_codes: {99: not_applicable}
missing_strings: [Not applicable]
identifiers:
  respondent: {variable: rid, aliases: [id_rid_répondant, id_répondant]}
  team: {variable: team_id, aliases: [équipe, Équipe, Team code]}
option_sets:
  agree:
    options:
      - {code: 0, label: {en: "No", fr: Non}}
      - {code: 1, label: {en: Strongly disagree, fr: Pas du tout d'accord}}
      - {code: 2, label: {en: Disagree, fr: Plutôt pas d'accord}}
      - {code: 3, label: {en: Neutral, fr: Neutre}}
      - {code: 4, label: {en: Agree, fr: Plutôt d'accord}}
      - {code: 5, label: {en: Strongly agree, fr: Tout à fait d'accord}}
scales:
  - id: s
    label: {en: s, fr: s}
    options: agree
    items:
      - id: q1
        label: {en: q1, fr: q1}
        text: {en: I share my tricks with colleagues, fr: Je partage mes astuces}
        aliases:
          - tks1
          - I share my know-how with colleagues
          - Je partage mes astuces avec mes collègues
          - has_diabetes
          - check_one___1
      - id: q2
        label: {en: q2, fr: q2}
        text: {en: I keep my tricks to myself, fr: Je garde mes astuces}
        aliases: [tks2, Je garde mes astuces pour moi, consent___1, check_one___2]
questions:
  - id: amount
    type: decimal
    label: {en: Amount, fr: Quantité}
    aliases: [durée_moyenne, weight, aht, Average handling time (min), Ancienneté (années)]
"""
REAL = {  # file: reader, rows, accepted, q1, q2, days
    "google_forms/SYNTHETIC_google_sheets_csv_en.csv": ("google_forms", 1, [4], [2], [""]),
    "google_forms/SYNTHETIC_google_sheets_csv_fr.csv": (
        *("google_forms", 2, [4, 5], [2, None], ["", ""]),
    ),
    "ms_forms/SYNTHETIC_ms_forms_en.xlsx": (
        "ms_forms",
        2,
        [4, 4],
        [2, None],
        ["2026-11-02"] * 2,
    ),
    "ms_forms/SYNTHETIC_ms_forms_fr.xlsx": (
        "ms_forms",
        2,
        [4, 4],
        [2, None],
        ["2026-11-02"] * 2,
    ),
    **dict.fromkeys(
        (
            "kobo_odk/kobo_export_labels_en.csv",
            "kobo_odk/kobo_export_xml_values_and_headers.csv",
            "kobo_odk/kobo_export_xml_groups_summary.csv",
        ),
        ("kobo", 4, [4, 5], [2, 1], ["2026-11-02"] * 2),
    ),
    "redcap/checkboxes-1.data.csv": ("redcap", 4, [1, 0, 1], [0, 0, 1], ["", "", ""]),
    "redcap/survey.data.csv": ("redcap", 2, [1, 0], [1, 0], ["2018-03-06"] * 2),
    "sphinx/SYNTHETIC_sphinx_csv_cp1252.csv": ("sphinx", 2, [4, 5], [2, None], ["", ""]),
    "csv_fr/SYNTHETIC_excel_fr_cp1252_semicolon_decimal_comma.csv": (
        *("csv", 3, [4, 5, None], [2, None, 1], ["", "", ""]),
    ),
    "csv_fr/SYNTHETIC_excel_fr_utf8bom_semicolon.csv": ("csv", 1, [4], [2], [""]),
}


@pytest.fixture
def through(tmp_path):
    """Read a file of the samples through one questionnaire that fits them all."""
    (tmp_path / "own.yaml").write_text(OWN, "utf-8")
    questionnaire = load_questionnaire("own.yaml", folder=tmp_path).questionnaire
    return lambda file, **spec: intake.read(
        SAMPLES / file, questionnaire, SourceSpec(path="x", **spec), questionnaire_sha256="0"
    )


@pytest.mark.needs_shared
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not here")
@pytest.mark.parametrize("file", REAL)
def test_samples_are_what_they_are(through, file):
    reader, rows, first, second, days = REAL[file]
    batch = through(file)
    assert (batch.info.reader, batch.info.rows) == (reader, rows)
    for name, codes in (("q1", first), ("q2", second)):
        assert [None if math.isnan(v) else int(v) for v in batch.frame[name]] == codes
    assert [head.submitted for head in batch.heads] == days
    ordered = through(file, dates="dmy")
    assert all(head.submitted for head in ordered.heads) or reader in (
        "csv",
        "redcap",
        "sphinx",
    )


@pytest.mark.needs_shared
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not here")
def test_samples_with_something_to_count(through):
    kobo_ = through("kobo_odk/kobo_export_labels_en.csv")
    assert [(one.row, one.rule) for one in kobo_.rejected] == [
        (3, "duplicate"),
        (4, "no_answer"),
    ]
    decimal = through("redcap/decimal-comma.data.csv", columns={"demographics_complete": "q1"})
    assert decimal.info.reader == "redcap"
    assert list(decimal.frame["amount"]) == [52.3, 92.3, 123.4, 45.9]


# ------------------------------------------------------------------------- anything at all
HEADINGS = [
    *("Timestamp", "Email Address", "Q [Row]", "Q [Score]", "ID", "Start time", "Name", ""),
    *("Completion time", "Points - Q", "Q", "Q2", "_uuid", "_id", "_submission_time", "_index"),
    *("_validation_status", "meta/deprecatedID", "g/q", "g/q/a", "/", "KEY", "SubmissionDate"),
    *("ReviewState", "Edits", "record_id", "redcap_event_name", "redcap_repeat_instance"),
    *("chan___1", "chan____9", "a_complete", "a_timestamp", "CLE", "DATE_SAISIE", "1. Q", "2."),
    *("TEMPS_SAISIE", "sh1", "sh2", "Total"),
]
CELLS = st.one_of(
    st.none(),
    st.sampled_from(["", "0", "1", "2", "uuid:1", "13/11/2026", "2026-11-02", "Total", "#N/A"]),
    st.text(max_size=8),
)
TABLES = st.integers(1, 8).flatmap(
    lambda width: st.tuples(
        st.lists(st.sampled_from(HEADINGS), min_size=width, max_size=width),
        st.lists(st.lists(CELLS, max_size=width + 1), max_size=6),
    )
)


@settings(deadline=None, max_examples=150)
@given(table=TABLES)
def test_no_reader_stumbles_over_any_table(table):
    heads, rows = table
    sheet = Sheet.of(list(enumerate([heads, *rows], 1)), "utf-8")
    for name in ("google_forms", "ms_forms", "kobo", "odk", "redcap", "sphinx", "csv"):
        reader = readers.get(name)
        assert 0 <= reader.recognise(sheet).score <= 1
        try:
            export = reader.read(sheet, "x")
        except CpsurveyError:
            continue
        n = export.table.n
        assert all(1 <= row <= n for row in export.aside)
        assert {len(cells) for cells in export.made.values()} <= {n}
        assert all(0 <= one.index < len(export.table.header) for one in export.columns)
