"""What is installed is the whole program: its wheel, outside this folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NO_REGISTRY = (
    "No matching distribution",
    "Could not find a version",
    "Connection",
    "No module",
)
PIP = ["-m", "pip", "--quiet", "--disable-pip-version-check", "--retries", "0"]


def done(command, folder, **environment) -> subprocess.CompletedProcess[str]:
    """Run outside this folder, with nothing of it in the environment."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "CPSURVEY"))}
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=kept | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def got(ran: subprocess.CompletedProcess[str]) -> str:
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def of_pip(ran: subprocess.CompletedProcess[str]) -> None:
    if ran.returncode and any(said in ran.stderr for said in NO_REGISTRY):
        pytest.skip("no registry of packages is reached")
    got(ran)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    of_pip(done([sys.executable, *PIP, "wheel", "--no-deps", "-w", folder, ROOT], folder))
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="session")
def unpacked(wheel, tmp_path_factory) -> Path:
    """The wheel as pip lays it, beside the packages that run these tests."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, *PIP, "install", "--no-deps", "--target", folder, wheel]
    of_pip(done(command, folder))
    return folder


def test_the_wheel_holds_the_program_and_nothing_beside(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        about = next(one for one in names if one.endswith("METADATA"))
        said = Parser().parsestr(archive.read(about).decode())
    info = about.split("/")[0]
    assert {one.split("/")[0] for one in names} == {"cpsurvey", info}
    inside = {one.split("/")[1] for one in names if one.startswith("cpsurvey/")}
    assert not inside & {"tests", "bench", "examples", "shared"}
    ends = {Path(one).suffix for one in names if not one.startswith(info)}
    assert ends == {
        *(".py", ".typed", ".txt", ".css", ".jinja", ".md", ".json", ".yaml"),
        *(".R", ".typ", ".xml"),
    }
    assert {"cpsurvey/py.typed", f"{info}/licenses/LICENSE"} <= names
    assert "cpsurvey/questionnaires/cop-callcentre.yaml" in names
    pages = {one.relative_to(ROOT).as_posix() for one in (ROOT / "docs").rglob("*.md")}
    assert {f"cpsurvey/{page}" for page in pages} <= names
    code = {one.relative_to(ROOT).as_posix() for one in (ROOT / "cpsurvey").rglob("*.py")}
    assert {one for one in names if one.endswith(".py")} == code
    assert said["Version"] == PROJECT["version"]
    assert said["License-Expression"] == PROJECT["license"]


def test_an_installed_program_finds_what_it_came_with(unpacked, tmp_path):
    def cpsurvey(*words: str) -> str:
        command = [sys.executable, "-m", "cpsurvey", *words]
        return got(done(command, tmp_path, PYTHONPATH=str(unpacked)))

    place = got(
        done(
            [sys.executable, "-c", "import cpsurvey; print(cpsurvey.__file__)"],
            tmp_path,
            PYTHONPATH=str(unpacked),
        )
    )
    assert Path(place.strip()).is_relative_to(unpacked)
    assert "cop-callcentre" in cpsurvey("questionnaire", "list")
    assert "CPS601" in cpsurvey("explain", "CPS601")
    assert "kind: mediation" in cpsurvey("explain", "mediation")
    assert cpsurvey("docs", "tutorial").startswith("# ")
    said = json.loads(cpsurvey("docs", "--json"))
    assert Path(said["folder"]).is_relative_to(unpacked)
    assert "howto/waves" in said["pages"]
    made = json.loads(cpsurvey("init", "study", "--json"))
    assert (tmp_path / "study" / "study.yaml").is_file(), made


@pytest.mark.slow
def test_a_bare_environment_runs_the_demo(wheel, tmp_path):
    """Every package is brought by the wheel: nothing else is installed."""
    home = tmp_path / "bare"
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    of_pip(done([programs / "python", *PIP, "install", wheel], tmp_path))
    program = programs / "cpsurvey"
    checked = json.loads(got(done([program, "doctor", "--json"], tmp_path)))
    assert checked["sound"], checked
    assert "cop-callcentre" in got(done([program, "questionnaire", "list"], tmp_path))
    assert "kind: mediation" in got(done([program, "explain", "mediation"], tmp_path))
    ran = done([program, "demo", "demo", "-n", "150", "--teams", "12", "--json"], tmp_path)
    assert ran.returncode in (0, 70), ran.stderr  # so few may be too few for a model
    report = Path(json.loads(ran.stdout)["report"])
    assert (tmp_path / report).stat().st_size > 10_000


def test_the_citation_is_of_this_version():
    """Checked by cffconvert when it was written; here, what its schema requires."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert cited["cff-version"] == "1.2.0"
    assert str(cited["version"]) == PROJECT["version"]
    assert cited["license"] == PROJECT["license"]
    assert cited["type"] == "software"
    assert all(one.get("name") or one.get("family-names") for one in cited["authors"])


def test_every_dependency_is_imported_somewhere():
    called = {"python-docx": "docx", "pyyaml": "yaml", "pillow": "PIL"}
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "cpsurvey").rglob("*.py"))
    for line in PROJECT["dependencies"]:
        name = line.split(">")[0]
        module = called.get(name, name.replace("-", "_"))
        ways = (f"import {module}", f"from {module}", f'loaded("{module}')
        assert any(way in code for way in ways), name
