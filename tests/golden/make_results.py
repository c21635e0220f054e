"""Simulate the studies of ``studies/``, analyse them and store their results.

Run by hand, and only when a kind of analysis changes what it leaves behind:

    make golden-results            # all of them
    .venv/bin/python tests/golden/make_results.py few nobody

The stored results are the truth of the tests; nothing else here fits anything.
"""

from __future__ import annotations

import csv
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from unittest.mock import patch

HERE = Path(__file__).parent
STUDIES = HERE / "studies"
RESULTS = HERE / "results"
DECLARED = "2026-06-01T08:00:00+00:00"
AFTERWARDS, FIRST_DATA = "2999-06-01T08:00:00+00:00", "2026-05-04"
"""When a plan that is late was declared, and the day that stands for that of the import."""
KEY = b"golden" * 5 + b"!!"
"""By a key people stand aside by lot: another one would draw others."""
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Made:
    """How the answers of one study come about."""

    respondents: int
    teams: int
    seed: int
    disturb: Callable[[Rows], None] = lambda _rows: None
    declared: tuple[tuple[str, str], ...] | None = None
    """What the study file said when the plan was frozen, instead of what it says now."""
    late: bool = False
    """The plan came after the data, and was edited since."""
    power: bool = False
    again: bool = False
    """The same people answer twice: in spring, and in autumn in part as before."""
    evidence: bool = False
    """Experts, judges, interviews and translators say something of the items."""


def some_wrong(rows: Rows) -> None:
    """Cells and rows that are set aside, skipped items, an answer nobody and one few gave."""
    for row in rows[3:12]:
        row["tenure"] = "a long time"
    for row in rows[20:23]:
        row["me[me1]"] = "17"
        row["helped"] = "2.5"
    rows += [dict(rows[30]), {**rows[31], "token": ""}]
    for row in [row for row in rows if row["channel"] == "4"][7:]:
        row["channel"] = "1"
    for at, row in enumerate(rows):
        if at % 5 == 0:
            row["res[re3]"] = ""
        if at % 9 == 0:
            row["me[me2]"] = "-8"
        if row["two[sa2]"] == "1":
            row["two[sa2]"] = "2"


def little_left(rows: Rows) -> None:
    """A scale nobody answered, an item without variance, one against its scale."""
    for at, row in enumerate(rows):
        row["one[wl1]"] = ""
        row["two[sa2]"] = "3"
        row["nrw[nr3]"] = ""
        if row["me[me1]"] in "12345" and row["me[me1]"]:
            row["me[me1]"] = str(6 - int(row["me[me1]"]))
        if at % 4 == 0:
            row["tks[tk3]"] = ""
        row["team_id"] = f"T00{1 + at % 7 // 3}"


MADE = {
    "agents": Made(
        380,
        60,
        41,
        some_wrong,
        (
            ("{self_report: false}", "{self_report: false, attention: any}"),
            ("kpi:\n", "measurement: {items: ordinal}\nkpi:\n"),
            ("kpi:\n", "groups: {centre: channel}\nkpi:\n"),
            ('direction: "-"', "direction: none"),
            ("  - id: H7", "  - id: H77"),
            ("seed: 20261126", "seed: 1"),
            ("kind: flow", "kind: flow, id: rows"),
            ("bootstrap: 200, bias_corrected: true", "bootstrap: 500"),
            ("direction: negative", "direction: positive"),
        ),
    ),
    "ordinal": Made(320, 20, 42, declared=(), late=True),
    "few": Made(44, 3, 43, little_left, declared=()),
    "nobody": Made(7, 2, 44),
    "before": Made(0, 2, 45, power=True),
    "again": Made(240, 24, 46, again=True),
    "instrument": Made(480, 24, 47, again=True, evidence=True),
}


def make(name: str, folder: Path) -> None:
    """Simulate, import and analyse one study in `folder`; store what it leaves behind."""
    from cpsurvey.batch.analyze import analyze
    from cpsurvey.batch.ingest import ingest
    from cpsurvey.design import load_study
    from cpsurvey.stored import write

    made = MADE[name]
    place = folder / name
    (place / "data").mkdir(parents=True)
    (place / "kpi").mkdir()
    (place / "kpi" / "reasons.yaml").write_text(_reasons(), encoding="utf-8")
    text = _study_text(name)
    if made.declared is not None:
        _declare(place, text, made)
    (place / "study.yaml").write_text(text, encoding="utf-8")
    study = load_study(place)
    if made.evidence:
        _evidence(study)
    if made.respondents:
        _simulate(name, study, place)
        with patch("cpsurvey.store.key.secrets.token_bytes", lambda _length: KEY):
            for one in ingest(study):
                if one.error:
                    raise one.error
    done = analyze(study, formats=("md",), languages=("en",), power=made.power)
    if made.late:
        done.results.provenance["plan"] |= {"declared": DECLARED[:10], "first_data": FIRST_DATA}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(write(done.results), encoding="utf-8")
    print(f"{name}: {len(done.results.results)} results, not sound: {', '.join(done.unsound)}")


def _study_text(name: str) -> str:
    from cpsurvey.simulate.kpi import SECTION
    from cpsurvey.simulate.seen import SECTION as SEEN

    text = (STUDIES / f"{name}.yaml").read_text(encoding="utf-8")
    return text.replace("KPI\n", SECTION).replace("SEEN\n", SEEN)


def _declare(place: Path, text: str, made: Made) -> None:
    """Freeze the plan of the study as it was, on a fixed day."""
    from cpsurvey.analysis.declared import choices
    from cpsurvey.design import load_study
    from cpsurvey.design.plan import PLAN_FILE, SCHEMA, write_plan

    for now, before in made.declared or ():
        assert now in text, now
        text = text.replace(now, before)
    (place / "study.yaml").write_text(text, encoding="utf-8")
    study = load_study(place)
    content = {
        "schema": SCHEMA,
        "study": study.id,
        "declared_at": AFTERWARDS if made.late else DECLARED,
        "cpsurvey": version("cpsurvey"),
        "plan": choices(study),
    }
    write_plan(place / PLAN_FILE, content)
    if made.late:
        plan = place / PLAN_FILE
        edited = plan.read_text(encoding="utf-8").replace("seed: 42", "seed: 43")
        plan.write_text(edited, encoding="utf-8")


def _reasons() -> str:
    from cpsurvey.simulate.kpi import _map

    return _map()


def _simulate(name: str, study: object, place: Path) -> None:
    from cpsurvey.design import Study
    from cpsurvey.simulate import simulate, write_kpi

    assert isinstance(study, Study)
    made = MADE[name]
    drawn = simulate(study.questionnaire, made.respondents, seed=made.seed, teams=made.teams)
    rows = _drawn(drawn, place)
    if made.again:
        later = simulate(
            study.questionnaire, made.respondents, seed=made.seed + 1, teams=made.teams
        )
        _write(rows, place / "data" / "spring.csv")
        _write(_in_autumn(rows, _drawn(later, place)), place / "data" / "autumn.csv")
    else:
        made.disturb(rows)
        _write(rows, place / "data" / "answers.csv")
    if study.file.network.files:
        _ties(rows, place / "net", made.seed)
    if study.file.observation:
        _seen(drawn, place / "seen", made.seed)
    if study.file.kpi:
        write_kpi(drawn, place / "kpi", seed=made.seed)
        if name == "agents":
            _some_cells_wrong(place / "kpi" / "contacts.csv")


def _ties(rows: Rows, folder: Path, seed: int) -> None:
    """Who asks whom, in groups of twenty across the teams; some rows cannot be used."""
    draw = random.Random(seed)
    people = sorted({row["token"] for row in rows if row["token"]})
    team = {row["token"]: row["team_id"] for row in rows}
    together = {one: at % (len(people) // 20) for at, one in enumerate(people)}
    lines = ["relation;from;to;times"]
    for one in people[:-40]:
        near = [other for other in people if together[other] == together[one] and other != one]
        mates = [other for other in people if team[other] == team[one] and other != one]
        named = (
            draw.sample(near, 4)
            + draw.sample(mates, min(1, len(mates)))
            + draw.sample(people, 1)
        )
        for other in dict.fromkeys(named):
            lines.append(f"net_advice;{one};{other};{draw.choice((1, 4, 20))}")
            if draw.random() < 0.6 and other in people[:-40]:
                lines.append(f"net_asked;{other};{one};{draw.choice((1, 4, 20))}")
    lines += ["net_advice;;x1;1", f"net_advice;{people[0]};{people[1]};often", lines[1]]
    folder.mkdir()
    (folder / "ties.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _seen(drawn: object, folder: Path, seed: int) -> None:
    """A log with rows that cannot be used, and codes of constructs that this study has."""
    from cpsurvey.simulate.seen import write_seen

    folder.mkdir()
    write_seen(folder, drawn, seed=seed)  # type: ignore[arg-type]
    book = folder / "codebook.yaml"
    text = book.read_text("utf-8").replace("construct: crm", "construct: res")
    book.write_text(text + "ordered:\n  strength: [trust, own_ways]\n", "utf-8")
    log = folder / "observations.csv"
    lines = log.read_text("utf-8").replace(";story;", ";fable;", 2).splitlines()
    log.write_text("\n".join([*lines, *lines[3:6], ""]), "utf-8")
    codings = folder / "codings.csv"
    lines = codings.read_text("utf-8").splitlines()
    codings.write_text("\n".join([*lines, lines[1].replace(";", ";;", 1), ""]), "utf-8")
    listed = folder / "sessions.csv"
    lines = listed.read_text("utf-8").splitlines()
    lines[4] = lines[4].replace(lines[4].split(";")[3], "")
    listed.write_text("\n".join(lines), "utf-8")


def _evidence(study: object) -> None:
    """Files as they are handed out, filled in for the first scales, each otherwise."""
    from cpsurvey.design import Study
    from cpsurvey.evidence.forms import write

    assert isinstance(study, Study)
    folder = study.folder / "evidence"
    write(folder, study.questionnaire)
    scale = {item: one.id for item, one in study.questionnaire.scale_of.items()}

    def fill(
        kind: str, people: int, said: Callable[[dict[str, str], int], dict[str, str]]
    ) -> None:
        file = folder / f"{kind}.csv"
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        _write([{**row, **said(row, who)} for who in range(people) for row in rows], file)

    def rated(row: dict[str, str], who: int) -> dict[str, str]:
        if scale[row["item"]] not in ("me", "je", "sr") or row["language"] == "fr":
            return {}
        doubted = row["item"] == "sr2" and who < 2
        mark = {"expert": f"E{who}", "relevance": "2" if doubted else "4", "clarity": "3"}
        old = {"wording": "1.1.0"} if row["item"] == "je3" and who == 5 else {}
        return {**mark, "date": f"2026-02-0{who + 1}", **old}

    def placed(row: dict[str, str], who: int) -> dict[str, str]:
        if scale[row["item"]] not in ("me", "je") or row["language"] == "fr":
            return {}
        elsewhere = {"je": "sr" if who < 4 else "je"}
        return {"judge": f"J{who}", "construct": elsewhere.get(scale[row["item"]], "me")}

    def seen(row: dict[str, str], who: int) -> dict[str, str]:
        if scale[row["item"]] != "me":
            return {}
        trouble = row["language"] == "fr" and row["item"] == "me2" and who < 2
        return {"person": f"P{who}", "code": "comprehension" if trouble else "ok"}

    def back(row: dict[str, str], _who: int) -> dict[str, str]:
        judged = {"me": "same", "je": "minor", "sr": "different"}
        return {"back": "...", "judgement": judged.get(scale[row["item"]], "")}

    fill("ratings", 6, rated)
    fill("sorting", 10, placed)
    fill("interviews", 6, seen)
    fill("backtranslation", 1, back)


def _drawn(drawn: object, place: Path) -> Rows:
    """Simulated answers, as rows of an export."""
    from cpsurvey.simulate import write_limesurvey

    file = place / "drawn.csv"
    write_limesurvey(drawn, file, answers="codes")  # type: ignore[arg-type]
    file.with_suffix(".truth.json").unlink()
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    file.unlink()
    return rows


def _write(rows: Rows, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)


def _in_autumn(spring: Rows, drawn: Rows) -> Rows:
    """Answers of those who answer again: half of it as in spring; more sharing."""
    again = []
    for at, (before, new) in enumerate(zip(spring, drawn, strict=True)):
        row = {
            name: cell if (at + place) % 2 and "[" in name else new[name]
            for place, (name, cell) in enumerate(before.items())
        }
        row |= {name: before[name] for name in ("token", "team_id", "centre_id") if name in row}
        for item in (name for name in row if name.startswith("tks[")):
            if at % 3 and row[item] in {"1", "2", "3"}:
                row[item] = str(int(row[item]) + 1)
        again.append(row)
    return again[: len(again) * 5 // 6]


def _some_cells_wrong(file: Path) -> None:
    """More successes than trials, a day that is no month, a text for a number."""
    lines = file.read_text(encoding="utf-8").splitlines()
    for at in (5, 6, 7):
        cells = lines[at].split(";")
        cells[4] = str(int(cells[3]) + 5)
        lines[at] = ";".join(cells)
    lines[9] = lines[9].replace("07/2026", "July")
    cells = lines[11].split(";")
    lines[11] = ";".join([*cells[:5], "many", cells[6]])
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(names: list[str]) -> None:
    """Make the studies named, or all."""
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there)
        shutil.copy(STUDIES / "questionnaire.yaml", folder)
        for name in names or MADE:
            make(name, folder)


if __name__ == "__main__":
    main(sys.argv[1:])
