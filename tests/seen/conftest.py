"""Small logs, codings and projects, written where a test wants them."""

import io
import zipfile

import pytest

GUID = "{0}-0000-4000-8000-000000000000".format
BY_ANNA = f'creatingUser="{GUID("9")}"'


def ask(tokens):
    """Pseudonyms as a store gives them; 'gone' was erased."""
    return {one: None if one == "gone" else f"p-{one}" for one in tokens}


@pytest.fixture
def written(tmp_path):
    """Write tables into a folder; returns it."""

    def write(**tables):
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        return tmp_path

    return write


def xml(
    sources,
    codes=(("1", "story"), ("2", "tip")),
    users=(("9", "Anna"),),
    before="",
    after_codes="",
):
    """A project of REFI-QDA."""
    listed = "".join(f'<Code guid="{GUID(g)}" name="{name}"/>' for g, name in codes)
    people = "".join(f'<User guid="{GUID(g)}" name="{name}"/>' for g, name in users)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}'
        '<Project xmlns="urn:QDA-XML:project:1.0" name="p">'
        f"<Users>{people}</Users><CodeBook><Codes>{listed}{after_codes}</Codes></CodeBook>"
        f"<Sources>{sources}</Sources></Project>"
    )


def selection(start, end, said="", code="1", user=BY_ANNA):
    """A coded stretch."""
    return (
        f'<PlainTextSelection guid="x" name="{said}" startPosition="{start}" '
        f'endPosition="{end}" {user}><Coding guid="y"><CodeRef targetGUID="{GUID(code)}"/>'
        "</Coding></PlainTextSelection>"
    )


def source(inside, guid="5", path=None, name="Interview of Marie"):
    """A text with what was coded in it."""
    path = path or f"internal://{GUID(guid)}.txt"
    return (
        f'<TextSource guid="{GUID(guid)}" name="{name}" plainTextPath="{path}">'
        f"{inside}</TextSource>"
    )


def qdpx(file, project, texts=None, folder="sources", more=()):
    """Write an archive: a project, its texts, other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as held:
        held.writestr("project.qde", project)
        for guid, data in (texts or {}).items():
            held.writestr(f"{folder}/{GUID(guid)}.txt", data)
        for name, data in more:
            held.writestr(name, data)
    file.write_bytes(out.getvalue())
    return file
