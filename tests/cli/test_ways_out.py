"""Every code of a file on its way in: its message is followed, and then the file goes in.

A new code of these rooms needs a row here. What a message prints (a line of the source, a
command) is taken from its text and applied; where the way out is in another program, the row
says so and stands for it with the file as it would come back.
"""

import re
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from ways_made import (
    GOOD,
    OWN,
    WORDS,
    Refused,
    command,
    given,
    guess,
    in_source,
    in_study,
    lines,
    nearest,
    replaced,
    rows,
    under,
)

from cpsurvey.errors.codes import definitions, design, forms, intake, people, privacy
from cpsurvey.intake import limits

HEAD = "id,c1,c2,age\n"
XLSFORM_ROWS = [["type", "name", "label"], ["integer", "age", "Age"]]


def answer(at, shift=0):
    return (f"p{at}", WORDS[(at + shift) % 4], WORDS[(at * 3 + shift) % 4], f"{20 + at}")


def workbook(**sheets):
    """Bytes of a workbook."""
    import io

    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, table in sheets.items():
        sheet = book.create_sheet(title)
        for row in table:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def table(text=GOOD):
    return [line.split(",") for line in text.splitlines()]


def sav(labels, missing=None, values=(1, 2, 3, 4) * 3):
    """Bytes of an SPSS file."""
    import pandas as pd
    import pyreadstat

    ids = [f"p{at}" for at in range(len(values))]
    frame = pd.DataFrame({"id": ids, "c1": list(values), "c2": list(values)})
    with tempfile.TemporaryDirectory() as tmp:
        file = Path(tmp) / "made.sav"
        pyreadstat.write_sav(
            frame, str(file), variable_value_labels=labels, missing_ranges=missing or {}
        )
        return file.read_bytes()


LABELS = dict(enumerate(WORDS, 1))
QSF = b'{"SurveyEntry": {"SurveyName": "x"}, "SurveyElements": []}'
SEVERAL = (
    "  - {id: pay, text: Pay in a week, type: decimal}\n"
    "  - id: ways\n    text: Ways\n    type: select_multiple\n"
    "    options: [{code: 1, label: Chat}, {code: 2, label: Phone}]\n"
)
PAY = "  - {id: pay, text: Pay in a week, type: decimal}\n"
SHIFTED = {
    "- {code: 1, label: Never}": "- {code: 1, label: '0'}",
    "- {code: 2, label: Rarely}": "- {code: 2, label: '1'}",
    "- {code: 3, label: Often}": "- {code: 3, label: '2'}",
    "- {code: 4, label: Always}": "- {code: 4, label: '3'}",
}
WAVE = {"identifiers:\n": "identifiers:\n  wave: {variable: wave}\n"}
LIME = "Response ID,Date submitted,Last page,Start language,Seed,c1,c2\n"
LIME_ID = {"{variable: id}": "{variable: response}"}


def lime(people, day="2026-10-01", shift=0, seed=900):
    answers = ((n, WORDS[(n + shift) % 4], WORDS[(n * 3 + shift) % 4]) for n in people)
    return LIME + "".join(
        f"{n},{day} 10:00:00,2,en,{seed + n},{one},{other}\n" for n, one, other in answers
    )


def bare(people):
    return "c1,c2,age\n" + "".join(
        f"{WORDS[n % 4]},{WORDS[n // 4 % 4]},{20 + n}\n" for n in people
    )


def dated(*cells):
    return "id,Date submitted,c1,c2\n" + "".join(f"{one}\n" for one in cells)


def mend_list(place):
    """Makes the list that the message asks for, fills it in and gives it back."""
    first, second = command(0)(place), place.said.partition("fix:")[2]
    assert place.run(*first) in (0, 65)
    mended = place.folder / "list.csv"
    text = mended.read_text("utf-8-sig")
    head, *cells = text.splitlines()
    at = head.split(",").index("mended")
    for number, line in enumerate(cells):
        parts = line.split(",")
        parts[at] = "Often"
        cells[number] = ",".join(parts)
    mended.write_text("\n".join([head, *cells]) + "\n", "utf-8")
    assert "--fix LIST.csv" in second
    return ["ingest", "--fix", str(mended), "--max-rejected", "0"]


def other_list(place):
    place.edit("study.yaml", str)
    (place.folder / "list.csv").write_text("file,sha256,row\nx,y,1\n", "utf-8")


def anew(place):
    """Writes the list anew, as it says."""
    (place.folder / "list.csv").unlink()
    assert "--rejected" in place.said
    assert place.run("ingest", "--dry-run", "--rejected", place.folder / "list.csv") == 0
    return ["ingest", "--fix", str(place.folder / "list.csv")]


def simulated(place):
    made = place.folder / "made.csv"
    argv = ["simulate", "-n", "30", "--out", str(made), "--study", str(place.folder)]
    place.edit(
        "study.yaml", lambda text: text.replace("title: Own", "title: Own, simulated: true")
    )
    assert place.run(*argv) == 0
    made.replace(place.file)
    place.edit("study.yaml", lambda text: text.replace(", simulated: true", ""))


def say_simulated(place):
    line = re.search(r"'(simulated: true)' under 'study'", place.said)[1]
    place.edit("study.yaml", lambda text: text.replace("title: Own", f"title: Own, {line}"))


def survey_of_its_own(place):
    """A source of its own, with the line of the message."""
    line = next(one for one in lines(place.said, {"survey"})).replace("NAME", "night")
    place.edit("study.yaml", lambda text: f"{text}  - path: data/a.csv\n    {line}\n")


def aliases(place):
    """The aliases that it prints, at the codes it names."""
    found = re.findall(r"code (\d): +(aliases: \[[^\]]+\])", place.said)
    assert len(found) == 4
    for code, line in found:
        place.edit(
            "own.yaml",
            lambda text, code=code, line=line: text.replace(
                f"{{code: {code}, ", f"{{code: {code}, {line}, "
            ),
        )


def waves_and_column(place):
    under("identifiers")(place)
    in_source()(place)


def in_a_new_folder(line):
    """A command of a message with a folder that is not there yet."""
    return line.replace("DIR", "DIR/begun")


CHECK = ("check",)
OWN_FILE = "STUDY/own.yaml"
INTAKE = {
    "CPS101": Refused(HEAD, given(GOOD), outside=True),
    "CPS102": Refused(("id,c1,c2,Préféré\n" + rows(answer)).encode("mac_roman"), in_source()),
    "CPS103": Refused(
        GOOD.replace("p1,", "pÃ©1,"),
        in_source(),
    ),
    "CPS104": Refused("<html><body></body></html>", given(GOOD), outside=True),
    "CPS105": Refused(
        "id,I am calm at werk,I am at paece there\n" + rows(lambda at: answer(at)[:3]),
        in_source(),
    ),
    "CPS106": Refused(
        "id,c1,c1,c2\n" + rows(lambda at: (f"p{at}", "Never", "Often", WORDS[at % 4])),
        in_source(),
    ),
    "CPS107": Refused(
        HEAD + rows(lambda at: (f"p{at}", f"A{at % 4 + 1}", f"A{at * 3 % 4 + 1}", "30")),
        aliases,
    ),
    "CPS108": Refused(
        GOOD, nearest("agee"), study={"data/*'": "data/*'\n    columns: {agee: age}"}
    ),
    "CPS109": Refused(
        GOOD,
        lambda place: ["ingest", "--format", guess(place.said)],
        argv=("ingest", "--format", "cvs"),
    ),
    "CPS111": Refused("", say_simulated, arrange=simulated),
    "CPS112": Refused(
        GOOD.replace("p3,", '"p3,'), given(GOOD.replace("p3,", '"p3",')), outside=True
    ),
    "CPS113": Refused(
        "id,c1,c2,pay\n" + rows(lambda at: (*answer(at)[:3], f'"{at + 30},500"')), in_source()
    ),
    "CPS114": Refused(
        HEAD + rows(lambda at: (f"p{at}", f"{at % 4 + 6}", *answer(at)[2:])), in_source()
    ),
    "CPS115": Refused(
        HEAD + rows(lambda at: (f"p{at}", f"{at % 3 + 1}", f"{at % 3 + 1}", "30")),
        in_source(),
        own=SHIFTED,
    ),
    "CPS117": Refused(workbook(Answers=table(), Others=table()), in_source(), name="a.xlsx"),
    "CPS118": Refused(
        workbook(survey=XLSFORM_ROWS, choices=[["list_name", "name", "label"]]),
        command(0),
        name="a.xlsx",
    ),
    "CPS119": Refused(
        ",".join(f"h{at}" for at in range(limits.MOST_COLUMNS + 1)) + "\n",
        given(GOOD),
        outside=True,
    ),
    "CPS125": Refused(
        "id,c1,ways[1],ways[2]\n" + rows(lambda at: (f"p{at}", WORDS[at % 4], "1", "2")),
        given("id,c1,ways[1],ways[2]\n" + rows(lambda at: (f"p{at}", WORDS[at % 4], "Y", ""))),
        own={PAY: SEVERAL},
        outside=True,
    ),
    "CPS126": Refused(
        "Respondent ID,ResponseId,StartDate,EndDate,Status,c1,c2\n"
        + rows(
            lambda at: (str(at), f"R_{at}", "2026-11-02", "2026-11-02", "0", "Often", "Never")
        ),
        in_source(1),
    ),
    "CPS127": Refused(
        GOOD.replace("p3,Always", "p3,Sometims").replace("p4,Never", "p4,Neber"),
        mend_list,
        argv=("ingest", "--max-rejected", "0"),
    ),
    "CPS129": Refused(
        sav({"c1": LABELS, "c2": LABELS}, {"c1": [4], "c2": [4]}),
        replaced("code: 4,", "code: 4, missing: dont_know,", "own.yaml"),
        name="a.sav",
    ),
    "CPS128": Refused(
        GOOD.replace("p3,Always", "p3,Sometims"),
        anew,
        argv=("ingest", "--fix", "LIST.csv"),
        arrange=other_list,
    ),
}
PEOPLE = {
    "CPS130": Refused(GOOD.replace("p3,", "P4,"), in_study()),
    "CPS131": Refused(
        GOOD.replace("p3,", "1.189E+11,").replace("p4,", "1.189E+11,"),
        given(GOOD),
        outside=True,
    ),
    "CPS132": Refused(HEAD + rows(lambda at: ("team", *answer(at)[1:]), 40), in_source()),
    "CPS133": Refused(HEAD + rows(lambda at: answer(at, 1)), command(0), before=GOOD),
    "CPS134": Refused(
        lime(range(1, 4), shift=2, seed=500),
        survey_of_its_own,
        before=lime(range(1, 41)),
        own=LIME_ID,
    ),
    "CPS136": Refused(GOOD, under("identifiers"), study={"data/*'": "data/*'\n    wave: 2"}),
    "CPS137": Refused(GOOD, under("identifiers"), argv=("ingest", "--wave", "2")),
    "CPS138": Refused(
        GOOD.replace("age", "wave").replace(",2", ",1").replace(",3", ",1"),
        replaced("    wave: 2\n", ""),
        study={"data/*'": "data/*'\n    wave: 2"},
        own=WAVE,
    ),
    "CPS139": Refused(
        lime(range(1, 30), day="2027-01-10", shift=1),
        command(0),
        before=lime(range(1, 41)),
        own={**LIME_ID, **WAVE},
    ),
    "CPS140": Refused(bare([1, 2, 3, 30, 31]), command(0), before=bare(range(8))),
    "CPS141": Refused(
        dated(
            "a,02/11/2026,Often,Often", "a,11/02/2026,Never,Never", "b,05/06/2026,Often,Never"
        ),
        in_source(),
    ),
    "CPS142": Refused(
        "record_id,redcap_event_name,c1,c2,a_complete\n"
        + "".join(
            f"{n},{e},Often,Never,2\n" for n in (1, 2, 3) for e in ("base_arm_1", "late_arm_1")
        ),
        waves_and_column,
    ),
    "CPS135": Refused(
        "StartDate,EndDate,Status,Finished,ResponseId,DistributionChannel,c1,c2\n"
        + rows(
            lambda at: (
                "2026-11-02",
                "2026-11-02",
                "2",
                "1",
                f"R_{at}",
                "test",
                "Often",
                "Never",
            )
        ),
        in_source(),
    ),
}
FILES = {
    "CPS001": Refused(
        GOOD,
        replaced("own.yml", "own.yaml"),
        study={"own.yaml": "own.yml"},
        argv=CHECK,
        outside=True,
    ),
    "CPS002": Refused(
        GOOD,
        lambda place: (place.folder / "own.yaml").write_text(OWN, "utf-8") and None,
        argv=CHECK,
        outside=True,
        arrange=lambda place: (place.folder / "own.yaml").write_bytes(b"id: \xe9\n"),
    ),
    "CPS003": Refused(
        GOOD,
        replaced("[Own", "Own"),
        study={"title: Own": "title: [Own"},
        argv=CHECK,
        outside=True,
    ),
    "CPS004": Refused(
        GOOD,
        replaced("id: own, id: own", "id: own"),
        study={"id: own": "id: own, id: own"},
        argv=CHECK,
        outside=True,
    ),
    "CPS005": Refused(
        GOOD,
        command(0, in_a_new_folder),
        argv=CHECK,
        arrange=lambda place: place.edit("study.yaml", lambda text: ""),
    ),
    "CPS006": Refused(
        GOOD,
        command(0, in_a_new_folder),
        argv=CHECK,
        arrange=lambda place: (place.folder / "study.yaml").unlink(),
    ),
    "CPS007": Refused(
        GOOD,
        nearest("cop-calcentre"),
        study={"./own.yaml": "cop-calcentre"},
        argv=CHECK,
    ),
    "CPS009": Refused(
        GOOD,
        lambda place: (place.folder / "own.yaml").write_text(OWN, "utf-8") and None,
        argv=CHECK,
        outside=True,
        arrange=lambda place: place.edit("own.yaml", lambda text: text + "# x\n" * 600_000),
    ),
    "CPS010": Refused(GOOD, nearest("sourcs"), study={"sources:": "sourcs:"}, argv=CHECK),
    "CPS011": Refused(
        GOOD, nearest("scals", "own.yaml"), own={"scales:": "scals:"}, argv=CHECK
    ),
    "CPS013": Refused(
        GOOD,
        lambda place: ["init", str(place.folder / "new")],
        argv=("init", "STUDY"),
        outside=True,
    ),
    "CPS701": Refused(
        QSF[:60],
        given(workbook(survey=XLSFORM_ROWS, choices=[["list_name", "name", "label"]])),
        name="a.qsf",
        argv=("questionnaire", "import", "FILE"),
        outside=True,
    ),
    "CPS702": Refused(
        GOOD, command(0, in_a_new_folder), argv=("questionnaire", "import", "FILE")
    ),
    "CPS703": Refused(
        "id,remark\n" + rows(lambda at: (f"p{at}", f"a long remark of {at} words")),
        given(GOOD),
        argv=("init", "NEW", "--from", "FILE"),
        outside=True,
    ),
    "CPS105 init": Refused(
        GOOD.removeprefix(HEAD),
        lambda place: given(HEAD + place.file.read_text("utf-8"))(place),
        argv=("init", "NEW", "--from", "FILE"),
        outside=True,
    ),
    "CPS750": Refused(
        GOOD,
        lambda place: [
            *("questionnaire", "export", str(place.folder / "own.yaml")),
            *("--to", guess(place.said)),
        ],
        argv=("questionnaire", "export", OWN_FILE, "--to", "xlsfrm"),
    ),
    "CPS751": Refused(
        GOOD,
        replaced("at work" * 9000, "at work", "own.yaml"),
        own={"at work": "at work" * 9000},
        argv=("questionnaire", "export", OWN_FILE, "--to", "xlsform"),
        outside=True,
    ),
}
KPI = """\
kpi:
  files: [{path: kpi/*.csv, agent: agent}]
  indicators:
    - {id: fcr, label: FCR, definition: 7 days, type: binomial, direction: "+",
       successes: ok, trials: n}
"""
NOTICE = "key_file: ../secret.key, notice: {given: 2026-01-05, file: notice.md}"


def indicators(place):
    """A file of indicators of the people who answered."""
    (place.folder / "kpi").mkdir()
    (place.folder / "kpi" / "k.csv").write_text("agent,ok,n\np1,3,9\n", "utf-8")
    place.edit("study.yaml", lambda text: text + KPI)


def notice_file(place):
    """The notice that the command of the message writes."""
    line = re.search(r"'cpsurvey (check --notice) > (notice.md)'", place.said)
    with (place.folder / line[2]).open("w", encoding="utf-8") as out, redirect_stdout(out):
        assert place.run(*line[1].split()) == 0


def tell(place):
    """Writes the notice, and the line that says when it was given."""
    notice_file(place)
    line = re.search(r"'(notice: \{[^}]+\})' under 'privacy'", place.said)[1]
    place.edit("study.yaml", lambda text: text.replace("secret.key}", f"secret.key, {line}}}"))


def retain(place):
    """Writes how long data are kept, as it says."""
    line = re.search(r"'(retention_days: \d+)'", place.said)[1]
    place.edit("study.yaml", lambda text: text.replace("secret.key}", f"secret.key, {line}}}"))


def old_answers(place):
    """Answers that are older than the study keeps them."""
    place.edit(
        "study.yaml", lambda text: text.replace("secret.key}", "secret.key, retention_days: 1}")
    )
    assert place.run("ingest", "-q") == 0


PURGE = ("purge", "--study", "STUDY")
OLD = dated(*(f"p{at},2020-05-01,Never,Often" for at in range(12)))
PRIVACY = {
    "CPS144": Refused(GOOD, tell, arrange=indicators),
    "CPS014": Refused(
        GOOD, notice_file, arrange=indicators, study={"key_file: ../secret.key": NOTICE}
    ),
    "CPS015": Refused(
        GOOD,
        notice_file,
        arrange=lambda place: (
            indicators(place),
            (place.folder / "notice.md").write_bytes(b"\x00\x01"),
        ),
        study={"key_file: ../secret.key": NOTICE},
    ),
    "CPS616": Refused(GOOD, retain, argv=PURGE),
    "CPS617": Refused(
        OLD,
        lambda place: [*command(1)(place), "--study", str(place.folder)],
        argv=PURGE,
        arrange=old_answers,
    ),
}
ELSEWHERE = {
    "CPS110": "the list of --fix is not there: the path is mended, see tests/cli",
    "CPS116": "a file of 'cpsurvey sem': the line is mended, see tests/intake/test_plain",
    "CPS008": "the system's refusal: permission comes from outside",
    "CPS012": "a formula: each message lists the words it may hold, see tests/design",
    "CPS024": "answers to two versions of one questionnaire: see tests/batch/test_versions",
    "CPS143": "a file of two versions: its line is followed in tests/batch/test_versions",
    "CPS050": "a declared plan is not edited; its copy is put back, see tests/design",
    "CPS051": "a declared plan is put back into its own folder, see tests/design",
    "CPS052": "a declared plan is never overwritten, see tests/batch",
}
"""Codes without a row, and why."""
TABLE = {**INTAKE, **PEOPLE, **FILES, **PRIVACY}
CATALOGUE = {
    **intake.CODES,
    **people.CODES,
    **design.CODES,
    **definitions.CODES,
    **forms.CODES,
    **privacy.CODES,
}


def test_every_code_has_a_row_or_a_reason():
    rooms = {code.split()[0] for code in TABLE}
    assert rooms | ELSEWHERE.keys() == CATALOGUE.keys()
    assert not rooms & ELSEWHERE.keys()


@pytest.mark.parametrize("code", TABLE)
def test_the_way_out_works(code, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    one = TABLE[code]
    folder = tmp_path / "study"
    folder.mkdir()
    place = one.lay(folder)
    argv = one.command(place)
    capsys.readouterr()
    status = place.run(*argv)
    place.said = "error " + capsys.readouterr().err.partition("error ")[2]
    assert f"error {code.split()[0]}" in place.said
    assert status == CATALOGUE[code.split()[0]].exit
    then = one.way(place) or argv
    capsys.readouterr()
    assert place.run(*then) == 0, capsys.readouterr().err
