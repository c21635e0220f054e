"""A study begun from a file, and carried to a report."""

import json
import random
from datetime import datetime, timedelta

import pytest
from intake.shapes.people import CHOICES, Person, workbook

from cpsurvey.cli import funnel
from cpsurvey.design import load_questionnaire

AGREE = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]


class Study:
    """A folder that was begun."""

    def __init__(self, folder, status, out, err):
        self.folder, self.status, self.out, self.err = folder, status, out, err

    @property
    def text(self):
        return (self.folder / "questionnaire.yaml").read_text("utf-8")

    @property
    def questionnaire(self):
        return load_questionnaire(str(self.folder / "questionnaire.yaml")).questionnaire

    @property
    def begun(self):
        return json.loads(self.out)["begun"]


@pytest.fixture
def begin(tmp_path, capsys):
    """Write a file, begin a study from it."""

    def beginner(data, name="answers.csv", *options):
        if not hasattr(data, "exists"):
            file = tmp_path / "from" / name
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(data if isinstance(data, bytes) else data.encode())
            data = file
        folder = tmp_path / "study"
        capsys.readouterr()
        status = funnel.run(["init", str(folder), "--from", str(data), "--json", *options])
        said = capsys.readouterr()
        return Study(folder, status, said.out, said.err)

    return beginner


@pytest.fixture
def reported(capsys):
    """Ingest and analyse without an edit; the statuses, and whether a report came of it."""

    def reporter(study):
        folder = ["--study", str(study.folder)]
        statuses = [
            funnel.run(["ingest", *folder]),
            funnel.run(["analyze", *folder, "-f", "html"]),
        ]
        report = study.folder / "reports" / "current" / "supplement.html"
        assert report.is_file(), capsys.readouterr().err
        return statuses

    return reporter


@pytest.fixture
def people():
    """Sixty people of six teams, whose second item is against the first."""
    draw = random.Random(8)
    found = []
    for at in range(60):
        one = draw.randint(1, 5)
        other = min(5, max(1, 6 - one + draw.choice([-1, 0, 0, 1])))
        chosen = frozenset(name for name in CHOICES if draw.random() < 0.5)
        when = datetime.fromisoformat("2026-10-01T09:00:00") + timedelta(hours=7 * at)
        answers = {"sh1": one, "sh2": other}
        found.append(Person(f"u{at:04}", when, answers, chosen, f"T-{at % 6:02}"))
    return found


def students(n=140, seed=4):
    """Rows of a student's workbook: three scales of three items, one of each reversed."""
    draw = random.Random(seed)
    labels = [
        "Pas du tout d'accord",
        "Plutôt pas d'accord",
        "Ni d'accord ni pas d'accord",
        "Plutôt d'accord",
        "Tout à fait d'accord",
    ]
    items = [
        ("Mes collègues m'aident quand je suis bloqué", 0, 1),
        ("Je sais à qui demander conseil", 0, 1),
        ("Ici chacun travaille seul", 0, -1),
        ("Je partage mes astuces", 1, 1),
        ("Je raconte mes erreurs aux autres", 1, 1),
        ("Je garde mes connaissances pour moi", 1, -1),
        ("Je suis fatigué le matin", 2, 1),
        ("Mon travail m'épuise", 2, 1),
        ("Je me sens plein d'énergie", 2, -1),
    ]
    heads = ["Code", "Équipe", *(text for text, _, _ in items)]
    rows = [[*heads, "Âge", "Genre", "Courriel", "Commentaire"]]
    for at in range(n):
        traits = [draw.gauss(0, 1) for _ in range(3)]
        cells = [
            labels[min(4, max(0, round(2 + sign * traits[of] * 0.8 + draw.gauss(0, 0.6))))]
            for _, of, sign in items
        ]
        about = [draw.randint(19, 64), draw.choice(["Femme", "Homme"])]
        free = [f"p{at}@example.org", f"remarque secrète {at}" if at % 3 else ""]
        rows.append([f"P{at:03}", f"E{at % 12}", *cells, *about, *free])
    return rows


@pytest.fixture
def student():
    """The workbook of a student, with a title above."""
    return workbook({"Réponses": [["Enquête 2026"], [], *students()]})
