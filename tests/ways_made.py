"""A small study, a file that it refuses, and the way out that the refusal prints, followed."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cpsurvey.cli import funnel
from cpsurvey.design.study import SourceSpec, StudyFile

OWN = """\
schema: cpsurvey/questionnaire/1
id: own
version: 1
languages: en
identifiers:
  respondent: {variable: id}
option_sets:
  agree:
    options:
      - {code: 1, label: Never}
      - {code: 2, label: Rarely}
      - {code: 3, label: Often}
      - {code: 4, label: Always}
scales:
  - id: calm
    options: agree
    items:
      - {id: c1, text: I am calm at work.}
      - {id: c2, text: I am at peace there.}
questions:
  - {id: age, text: Age, type: integer}
  - {id: pay, text: Pay in a week, type: decimal}
"""
STUDY = """\
study: {id: own, title: Own}
questionnaire: ./own.yaml
privacy: {key_file: ../secret.key}
sources:
  - path: 'data/*'
"""
WORDS = ("Never", "Rarely", "Often", "Always")
_SOURCE, _STUDY = set(SourceSpec.model_fields), set(StudyFile.model_fields)


def rows(cells, n=12):
    """Rows of a table, from what is said of a number."""
    return "".join(",".join(map(str, cells(at))) + "\n" for at in range(n))


GOOD = "id,c1,c2,age\n" + rows(
    lambda at: (f"p{at}", WORDS[at % 4], WORDS[at * 3 % 4], f"{20 + at}")
)


@dataclass
class Place:
    """A study on disk, and what the last command said."""

    folder: Path
    said: str = ""
    file: Path = Path()

    def run(self, *argv):
        """Exit status of a command of the study."""
        own = argv[0] in ("ingest", "check") and "--study" not in argv
        return funnel.run([*map(str, argv), *(["--study", str(self.folder)] if own else [])])

    def edit(self, name, change):
        """A file of the study with its text changed."""
        file = self.folder / name
        file.write_text(change(file.read_text("utf-8")), "utf-8")


@dataclass(frozen=True)
class Refused:
    """The smallest file that a code or a rule refuses, and how its message is followed.

    Parameters
    ----------
    way : callable
        Does what the message says; returns the command to run then, or None for the same.
    outside : bool
        Whether the way out is in another program, or a decision: then `way` stands for it.
    """

    content: bytes | str
    way: Callable[[Place], list[str] | None]
    name: str = "a.csv"
    own: dict[str, str] = field(default_factory=dict)
    study: dict[str, str] = field(default_factory=dict)
    before: bytes | str | None = None
    argv: tuple[str, ...] = ("ingest",)
    outside: bool = False
    arrange: Callable[[Place], None] | None = None

    def lay(self, folder: Path) -> Place:
        """The study of this row, with its file in place."""
        place = Place(folder, file=folder / "data" / self.name)
        for name, text, changes in (
            ("own.yaml", OWN, self.own),
            ("study.yaml", STUDY, self.study),
        ):
            for old, new in changes.items():
                assert old in text, old
                text = text.replace(old, new)
            (folder / name).write_text(text, "utf-8")
        place.file.parent.mkdir()
        if self.before is not None:
            first = folder / "data" / "first.csv"
            write(first, self.before)
            assert place.run("ingest", "-q") == 0
        write(place.file, self.content)
        if self.arrange:
            self.arrange(place)
        return place

    def command(self, place: Place) -> list[str]:
        """The command that refuses it."""
        return [named(one, place) for one in self.argv]


def named(word, place):
    """A word of a command with the places it stands for."""
    for old, new in (
        ("FILE", place.file),
        ("DIR", place.folder.parent),
        ("NEW", place.folder.parent / "new"),
        ("STUDY", place.folder),
        ("LIST.csv", place.folder / "list.csv"),
    ):
        word = str(word).replace(old, str(new))
    return word


def write(file, content):
    """Bytes or text into a file."""
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


# --------------------------------------------------------------- what a message says to do
def lines(said, keys):
    """``key: value`` lines that a message prints, of keys that a file takes."""
    fix = said.partition("fix:")[2]
    found = re.findall(r"columns: \{(?:'[^']*'|\"[^\"]*\"|[^{}'\"])*\}", fix)
    found = [one for one in found if "VARIABLE" not in one]
    for quoted in re.findall(r"'([a-z_]+: (?:\"[^\"]*\"|\{[^}]*\}|[^'\"{}]+))'", fix):
        found.append(quoted)
    return [one for one in found if one.partition(":")[0] in keys]


def in_source(which=0, fill=str, then=None):
    """Adds a line of the message to the source."""

    def way(place):
        line = fill(lines(place.said, _SOURCE)[which])
        place.edit("study.yaml", lambda text: f"{text}    {line}\n")
        return then

    return way


def in_study(which=0):
    """Adds a line of the message to study.yaml, at its end and not indented."""

    def way(place):
        line = lines(place.said, _STUDY)[which]
        place.edit("study.yaml", lambda text: f"{text}{line}\n")

    return way


def under(key, name="own.yaml", then=None):
    """Adds a line of the message below a key, as the message says where."""

    def way(place):
        fix = place.said.partition("fix:")[2]
        line = re.search(r"'([a-z_]+: [^']+)' under '([a-z_]+):?'", fix)
        assert line, fix
        assert line[2] == key, fix
        place.edit(name, lambda text: text.replace(f"{key}:\n", f"{key}:\n  {line[1]}\n"))
        return then

    return way


def command(which=0, pick=str):
    """Runs a command of the message, with the file in the place of FILE."""

    def way(place):
        found = re.findall(r"'(cpsurvey [^']+)'", place.said.partition("fix:")[2])
        argv = pick(found[which])
        return [named(one, place) for one in argv.split()[1:]]

    return way


def given(content, name=None):
    """Stands for what is done in another program: the file comes again, mended."""

    def way(place):
        if name:
            place.file.unlink()
            place.file = place.file.with_name(name)
        write(place.file, content)

    return way


def replaced(old, new, name="study.yaml"):
    """Stands for an edit that the message leaves to the reader."""

    def way(place):
        place.edit(name, lambda text: text.replace(old, new))

    return way


def nearest(wrong, name="study.yaml"):
    """Writes the choice that the message proposes in the place of the unknown word."""

    def way(place):
        place.edit(name, lambda text: text.replace(wrong, guess(place.said)))

    return way


def guess(said):
    """The choice that a message proposes."""
    return re.search(r"did you mean '([^']+)'", said)[1]
