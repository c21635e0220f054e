"""What the docs say is there: pages, links, commands, options, and nothing is left out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import cpsurvey
from cpsurvey.described import codes, commands, pages
from cpsurvey.errors import Exit, catalogue
from cpsurvey.kind import found

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WRITTEN = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
PAGES = {"argvalues": WRITTEN, "ids": [str(page.relative_to(ROOT)) for page in WRITTEN]}
MADE = pages()
COMMANDS = dict(commands.every())
GROUPS = {name.split()[0] for name in COMMANDS}
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return FENCE.sub("", text(page))


# ------------------------------------------------------------------------ made from the code
@pytest.mark.parametrize("name", MADE)
def test_a_page_that_is_made_is_not_behind_the_code(name):
    assert text(DOCS / name) == MADE[name], "run 'make reference'"


def headings(name: str) -> set[str]:
    return set(re.findall(r"(?m)^#{2,3} (\S.*)$", MADE[name]))


def test_every_command_is_described():
    assert COMMANDS
    assert COMMANDS.keys() <= headings("reference/commands.md")


def test_every_kind_is_described():
    assert found().keys() <= headings("reference/kinds.md")
    assert found().keys() <= headings("results.md")


def test_every_code_is_described():
    for code, one in catalogue().items():
        assert f"**{code} " in MADE["reference/codes.md"]
        assert one.exit in codes.STATUS
    assert set(Exit) == codes.STATUS.keys()


def test_every_public_name_is_described():
    public = set(cpsurvey.__all__) - {"__version__"}
    assert public <= headings("reference/python.md")
    for name in public:
        assert (getattr(cpsurvey, name).__doc__ or "").strip(), name


def test_every_option_says_what_it_does():
    silent = [
        f"{name} {one.opts[0]}"
        for name, command in COMMANDS.items()
        for one in command.params
        if not (one.help or "").strip()
    ]
    assert silent == []


def test_every_option_of_a_kind_says_what_it_does():
    from cpsurvey.analysis.catalogue import describe

    silent = [
        f"{kind}.{option.name}"
        for kind, one in describe().items()
        for option in one.options
        if not option.description and " | " not in option.values
    ]
    assert silent == []


def test_the_schema_fits_what_runs_leave_and_nothing_else():
    schema = pytest.importorskip("jsonschema")
    check = schema.Draft202012Validator(json.loads(MADE["results.schema.json"]))
    check.check_schema(check.schema)
    kept = ROOT / "tests" / "golden" / "results"
    for file in sorted(kept.glob("*.json")):
        check.validate(json.loads(text(file)))
    document = json.loads(text(kept / "agents.json"))
    flow = next(one for one in document["results"] if one["kind"] == "flow")
    del flow["data"]["stages"][0]["n"]
    assert not check.is_valid(document)


# --------------------------------------------------------------------------------- by hand
def anchors(page: Path) -> set[str]:
    """Places links may lead to, as GitHub and MkDocs name them."""
    named = set(re.findall(r'<a id="([^"]+)">', text(page)))
    for heading in re.findall(r"(?m)^#+ (.*)$", prose(page)):
        plain = re.sub(r"[^\w\s-]", "", heading.lower()).strip()
        named.add(re.sub(r"[\s-]+", "-", plain))
    return named


def links(page: Path) -> list[str]:
    return re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", prose(page))


@pytest.mark.parametrize("page", **PAGES)
def test_links_lead_somewhere(page):
    for link in links(page):
        name, _, place = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.is_file(), link
        if place:
            assert place in anchors(target), link


@pytest.mark.parametrize("page", **PAGES)
def test_files_that_are_named_exist(page):
    rooms = r"(?:docs|cpsurvey|tests|bench|examples|questionnaires)"
    for name in re.findall(rf"`({rooms}/[\w./-]+)`", prose(page)):
        assert (ROOT / name).exists(), name


def typed(page: Path) -> list[list[str]]:
    """Command lines of a page: in blocks of code, and in backticks."""
    lines = [
        line.strip() for _, _, code in FENCE.findall(text(page)) for line in code.splitlines()
    ]
    lines += re.findall(r"`(cpsurvey [^`]*)`", prose(page))
    found = []
    for line in lines:
        words = re.split(r"[#|;'\"]|\s{3,}", line.partition("cpsurvey ")[2])[0].split()
        if line.startswith("cpsurvey ") or (words and words[0] in GROUPS):
            found.append(words)
    return found


def named(words: list[str]) -> str | None:
    """The command a line begins with."""
    for many in (2, 1):
        if " ".join(words[:many]) in COMMANDS:
            return " ".join(words[:many])
    return None


@pytest.mark.parametrize("page", **PAGES)
def test_commands_and_their_options_exist(page):
    for words in typed(page):
        name = named(words)
        assert name or words[0] in GROUPS or words[-1] == "--help", words
        if name is None:
            continue
        known = {
            spelling
            for one in COMMANDS[name].params
            for spelling in (*one.opts, *one.secondary_opts)
        }
        options = [word for word in words if re.match(r"-{1,2}[a-z]", word)]
        assert {word.split("=")[0] for word in options} <= known | {"--help"}, words


def test_every_command_line_is_looked_at():
    assert ["sem", "model.lav", "answers.csv"] in [
        w[:3] for w in typed(DOCS / "howto/one-model.md")
    ]
    assert len(typed(DOCS / "tutorial.md")) >= 9


def test_the_readme_names_every_command_and_kind():
    readme = text(ROOT / "README.md")
    for name in GROUPS:
        assert f"cpsurvey {name}" in readme or f"make {name}" in readme, name
    for kind in found():
        assert f"`{kind}`" in readme, kind


def test_every_room_is_in_the_house():
    house = text(DOCS / "house.md")
    for room in sorted((ROOT / "cpsurvey").iterdir()):
        if room.name.startswith("_") or (room.suffix != ".py" and not room.is_dir()):
            continue
        name = f"{room.name}/" if room.is_dir() else room.name
        assert f"`{name}`" in house, name


def imported(room: Path) -> set[str]:
    """Rooms that a room imports from."""
    files = room.rglob("*.py") if room.is_dir() else [room]
    found = {name for file in files for name in re.findall(r"from cpsurvey\.(\w+)", text(file))}
    return found - {"errors", "system", room.stem}


def test_rooms_stand_on_those_the_house_says():
    for name, below in re.findall(
        r"(?m)^\| `([\w./]+)` \| .* \| (.*) \|$", text(DOCS / "house.md")
    ):
        room = ROOT / "cpsurvey" / name
        if room.exists() and "all" not in below:
            assert imported(room) <= set(below.split(", ")), name


def test_every_page_is_in_the_site():
    nav = text(ROOT / "mkdocs.yml")
    for page in DOCS.rglob("*.md"):
        assert f": {page.relative_to(DOCS)}" in nav, page


@pytest.mark.slow
def test_the_site_is_built_without_a_warning(tmp_path):
    pytest.importorskip("material")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for page in ("index.html", "results.html", "reference/commands.html", "CONTRIBUTING.html"):
        assert (tmp_path / page).is_file()
