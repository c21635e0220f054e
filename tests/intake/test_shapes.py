"""Qualtrics, LimeSurvey, SurveyMonkey, Alchemer: written in their shapes, read back, equal."""

import math
from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake.shapes import alchemer, limesurvey, qualtrics, surveymonkey
from intake.shapes.people import CHANNELS, CHOICES, ITEMS, QUESTIONNAIRE, Person, people

from cpsurvey import intake
from cpsurvey.design import load_questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.export import readers
from cpsurvey.intake.file import File
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.sources import Told, sheet_of, sources
from cpsurvey.responses import COMPLETE, PARTIAL, UNKNOWN

FREELY = settings(
    deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
US = {"dates": "mdy"}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Read an export through the questionnaire of `shapes.people`."""
    place = tmp_path_factory.mktemp("shapes")
    (place / "own.yaml").write_text(QUESTIONNAIRE, "utf-8")
    questionnaire = load_questionnaire("own.yaml", folder=place).questionnaire

    def reader(content, **spec):
        file = place / "x.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return intake.read(
            file, questionnaire, SourceSpec(path="x", **spec), questionnaire_sha256="0"
        )

    return reader


def utf16(text):
    return text.removeprefix("\ufeff").encode("utf-16")


def tsv(who):
    return utf16(qualtrics.write(who, delimiter="\t"))


LS = partial(partial, limesurvey.write)
Q = partial(partial, qualtrics.write)
SM = partial(partial, surveymonkey.write)
WRITERS = {
    "qualtrics codes": ("qualtrics", Q(), {}),
    "qualtrics labels": ("qualtrics", Q(labels=True, blank=""), {}),
    "qualtrics older api": ("qualtrics", Q(python=True), {}),
    "qualtrics tsv": ("qualtrics", tsv, {}),
    "qualtrics texts left": ("qualtrics", Q(rows="texts"), {}),
    "qualtrics legacy": ("qualtrics", qualtrics.legacy, {}),
    "limesurvey code": ("limesurvey", LS(), {}),
    "limesurvey text": ("limesurvey", LS(style="text", labels=True), {}),
    "limesurvey text fr": ("limesurvey", LS(style="text", language="fr", delimiter=";"), {}),
    "limesurvey text de": ("limesurvey", LS(style="text", language="de", delimiter="\t"), {}),
    "limesurvey cut": ("limesurvey", LS(style="cut", labels=True), {}),
    "limesurvey both": ("limesurvey", LS(style="both"), {}),
    "limesurvey both colon": ("limesurvey", LS(style="both", between=": "), {}),
    "limesurvey both bar": ("limesurvey", LS(style="both", between=" | ", language="fr"), {}),
    "limesurvey both dash": ("limesurvey", LS(style="both", between=" - ", language="de"), {}),
    "limesurvey vv": ("limesurvey_vv", limesurvey.vv, {}),
    "limesurvey archive": ("limesurvey", limesurvey.archive, {}),
    "limesurvey old archive": ("limesurvey", partial(limesurvey.archive, worded=False), {}),
    "surveymonkey": ("surveymonkey", SM(), US),
    "surveymonkey old": ("surveymonkey", SM(kind="old"), US),
    "surveymonkey fr": ("surveymonkey", SM(kind="fr"), US),
    "surveymonkey condensed": ("surveymonkey", SM(condensed=True), US),
    "surveymonkey book": ("surveymonkey", surveymonkey.book, US),
    "alchemer": ("alchemer", alchemer.write, {}),
    "alchemer screened": ("alchemer", partial(alchemer.write, unfinished="Disqualified"), {}),
}


def states(who, reader):
    """What the platform says of everybody."""
    if reader == "surveymonkey":
        return [UNKNOWN] * len(who)
    return [COMPLETE if one.done else PARTIAL for one in who]


@pytest.mark.parametrize("name", WRITERS)
@FREELY
@given(who=people())
def test_what_a_platform_writes_is_read_back(read, name, who):
    reader, write, spec = WRITERS[name]
    who = [replace(one, done=at % 3 != 1) for at, one in enumerate(who)]
    batch = read(write(who), **spec)
    assert batch.info.reader == reader
    assert (batch.info.rows, batch.info.accepted) == (len(who), len(who))
    for item in ITEMS:
        came = [None if math.isnan(value) else int(value) for value in batch.frame[item]]
        assert came == [one.answers.get(item) for one in who]
    assert list(batch.frame["team_id"]) == [" ".join(one.team.split()) for one in who]
    assert [head.state for head in batch.heads] == states(who, reader)
    assert [head.respondent for head in batch.heads] == [one.name for one in who]
    for head, one in zip(batch.heads, who, strict=True):
        told = one.done or not name.startswith("limesurvey")
        assert head.submitted == (f"{one.when:%Y-%m-%d}" if told else "")


MULTIPLE = {  # what the question and its choices are called in each shape
    "qualtrics codes": (("QID3", "CHAN"), ["1", "2", "3"]),
    "qualtrics legacy": (("CHAN",), ["1", "2", "3"]),
    "limesurvey code": (("CHAN",), [*CHOICES, "other"]),
    "limesurvey text": ((CHANNELS,), [*CHOICES.values(), "Other"]),
    "limesurvey both colon": (("CHAN", CHANNELS), [*CHOICES, "other"]),
    "limesurvey vv": (("CHAN", CHANNELS), [*CHOICES, "other"]),
    "limesurvey archive": (("CHAN", CHANNELS), [*CHOICES, "other"]),
    "surveymonkey": ((CHANNELS,), [*CHOICES.values(), "Other (please specify)"]),
    "surveymonkey condensed": ((CHANNELS,), [*CHOICES.values(), "Other (please specify)"]),
    "alchemer": ((CHANNELS,), list(CHOICES.values())),
}
ANN = Person("ann", datetime.fromisoformat("2026-11-02"), {"sh1": 4}, frozenset(["chat"]))


def export_of(content, reader, name="x.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    return readers.get(reader).read(sheet_of(File(name, held=data), Told()), name)


@pytest.mark.parametrize("name", MULTIPLE)
def test_a_question_in_several_columns_is_told_with_its_choices(name):
    reader, write, _ = WRITERS[name]
    export = export_of(write([ANN]), reader)
    asked, choices = MULTIPLE[name]
    found = [one for one in export.columns if one.of[: len(asked)] == asked]
    assert [one.part[0] for one in found] == choices
    cells = [export.table.columns[one.index][0] for one in found]
    assert [bool(cell) for cell in cells[:3]] == [True, False, False]
    rows = [one for one in export.columns if one.of and one not in found]
    assert len(rows) == len(ITEMS)
    assert len({one.of for one in rows}) == 1


# --------------------------------------------------------------- what nobody would write
PIECES = [
    *("", " ", "id", "submitdate", "Response ID", "ResponseId", "Respondent ID", "V1", "_1"),
    *("Status", "Response", "Time Started", "Contact ID", "{question_not_shown}", "{lbrace"),
    *("{'ImportId': 'QID1'}", '{"ImportId":"QID2-1-2"}', '{"ImportId":""}', "QID1_1", "Q#1_1"),
    *("i1[", "i1[]", "i1[x][2]", "a.. [b.. ]", ".. ", "..", "1X2X3", "1X2X3#", "Q1_S2", "'=1"),
    *("a:b:c", ":", "::", "a - b", " - ", "-", "a-", "_TEXT", "_DO_", "x_Page Submit"),
]
CELLS = st.one_of(st.none(), st.sampled_from(PIECES), st.text(max_size=6))


def refused(work, *given_):
    """Code of the refusal; empty where there is none."""
    try:
        work(*given_)
    except CpsurveyError as error:
        return error.code
    return ""


@settings(deadline=None, max_examples=150)
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=8), min_size=1, max_size=5))
def test_no_headings_crash_a_reader(rows):
    sheet = Sheet.of(list(enumerate(rows, 1)), "utf-8")
    for _, reader in readers.items():
        assert 0 <= reader.recognise(sheet).score <= 1
        if sheet.n < 4 and refused(reader.read, sheet, "x.csv") == "CPS101":
            continue
        export = reader.read(sheet, "x.csv")
        width = len(export.table.columns)
        timed = [timer.column for timer in export.timers]
        for column in (*export.columns, *export.orders, *timed):
            assert 0 <= column.index < width
            assert "" not in (*column.codes, *column.texts, *column.of, *column.part)
        assert all(0 <= at < width for at in export.leads.values())
        assert all(len(cells) == export.table.n for cells in export.made.values())


WHOLE = limesurvey.archive([ANN])


@settings(deadline=None, max_examples=100)
@given(at=st.integers(0, len(WHOLE) - 1), bytes_=st.binary(max_size=40))
def test_no_bytes_crash_an_archive(at, bytes_):
    data = WHOLE[:at] + bytes_ + WHOLE[at + len(bytes_) :]
    if not data.startswith(b"PK\x03\x04"):
        return
    file = File("x.lsa", held=data)
    assert refused(sources.get("lsa").read, file, Told()) in ("", "CPS104", "CPS119")
