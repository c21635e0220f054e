"""An output format: one file."""

RENDERER = '''\
"""Plain text: what a report says, without its pictures."""

from cpsurvey.report.document import Figure, Text
from cpsurvey.report.render import Renderer, renderers
from cpsurvey.report.table import Table


def write(document, folder, suffix):
    lines = [document.title]
    for section in document.sections:
        lines += [section.title.upper()]
        for block in section.read:
            if isinstance(block, Text):
                lines.append(block.text)
            elif isinstance(block, Table):
                lines.append(f"{block.id}: {block.title}")
            elif isinstance(block, Figure):
                lines.append(f"picture of {len(block.svg)} signs")
    file = folder / f"{document.name}{suffix}.txt"
    file.write_text("\\n".join(lines), encoding="utf-8")
    return [file]


renderers("txt")(Renderer(write, draws="svg"))
'''


DEFAULT = "from cpsurvey.design.study import ReportSpec as R; print(*R().formats)"


def test_a_format_is_written_for_who_asks_for_it(scratch):
    scratch.setting("kind: flow", "kind: reliability\n    bootstrap: 0")
    scratch.setting("[html]", "[txt]\n  languages: [en]")
    refused = scratch.run("ingest")
    assert refused.returncode == 78
    assert "report.formats.0: no report format is called 'txt'" in refused.stderr
    scratch.add("report/render/txt.py", RENDERER)
    assert scratch.run("ingest").returncode == 0
    assert "supplement.txt" in scratch.json("analyze")["files"]
    text = (scratch.study / "reports" / "current" / "supplement.txt").read_text("utf-8")
    assert text.startswith("Tiny study\n")
    assert "picture of " in text
    assert "T26-provenance: Provenance" in text


def test_it_is_a_choice_of_the_command_line_and_no_default(scratch):
    scratch.add("report/render/txt.py", RENDERER)
    assert scratch.python("-c", DEFAULT).stdout == "html docx xlsx csv md\n"
    assert "txt" in scratch.run("report", "--help").stdout
    wrong = scratch.run("report", "--format", "tx")
    assert (wrong.returncode, "did you mean 'txt'?" in wrong.stderr) == (2, True)
