"""REFI-QDA projects: read as programs write them, refused where no program writes so."""

import stat
import zipfile

import pytest
from seen.conftest import GUID, qdpx, selection, source, xml

from cpsurvey.errors import CpsurveyError
from cpsurvey.seen import places, project

TEXT = "On m'a raconté un appel \U0001f642 puis on cherche ensemble la solution."
SAID = "on cherche ensemble"
AT = TEXT.index(SAID)


def read(tmp_path, text, *selections, **more):
    file = qdpx(tmp_path / "p.qdpx", xml(source("".join(selections))), {"5": text}, **more)
    return project.read_qdpx(file, "project 1")


def placed(held):
    way, sure = places.counting(held)
    return way, sure, [place for _, place in places.placed(held, way)]


def test_code_points_as_qualcoder_writes_them(tmp_path):
    held = read(tmp_path, TEXT.encode(), selection(AT, AT + len(SAID), SAID))
    assert placed(held) == (places.PLAIN, True, [(AT, AT + len(SAID))])
    assert held.codes == {GUID("1"): "story", GUID("2"): "tip"}
    assert held.selections[0].user == "Anna"


def test_units_of_utf16_are_turned_into_characters(tmp_path):
    held = read(tmp_path, TEXT.encode(), selection(AT + 1, AT + 1 + len(SAID), SAID))
    way, sure, found = placed(held)
    assert (way.wide, sure, found) == (True, True, [(AT, AT + len(SAID))])


def test_the_last_character_may_be_included(tmp_path):
    held = read(tmp_path, TEXT.encode(), selection(AT, AT + len(SAID) - 1, SAID))
    way, _, found = placed(held)
    assert (way.closed, found) == (True, [(AT, AT + len(SAID))])


@pytest.mark.parametrize("folder", ["sources", "Sources", "SOURCES"])
def test_a_mark_and_line_ends_do_not_move_places(tmp_path, folder):
    text = "\ufeffEntretien\r\n\r\n" + TEXT
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    at = plain.index(SAID)
    held = read(tmp_path, text.encode(), selection(at, at + len(SAID), SAID), folder=folder)
    way, sure, found = placed(held)
    assert (way.joined, sure) == (True, True)
    assert plain[slice(*found[0])] == SAID


def test_nothing_that_can_be_read_again_is_said_to_be_unsure(tmp_path):
    held = read(tmp_path, TEXT.encode(), selection(3, 9, ""))
    assert placed(held)[1] is False
    wrong = read(tmp_path, TEXT.encode(), selection(3, 9, "something quite different here"))
    assert placed(wrong)[1] is False


@pytest.mark.parametrize(("start", "end"), [(0, 999), (-4, 5), (9, 3), (5, 5), ("x", "y")])
def test_what_lies_beyond_its_text_has_no_place(tmp_path, start, end):
    held = read(tmp_path, TEXT.encode(), selection(start, end, ""))
    assert placed(held)[2] == [None]


def test_a_pdf_holds_its_text_as_a_representation(tmp_path):
    inside = (
        f'<PDFSource guid="{GUID("5")}" name="p" path="internal://x.pdf">'
        f'<PDFSelection guid="q" page="0"><Coding guid="z">'
        f'<CodeRef targetGUID="{GUID("1")}"/></Coding></PDFSelection>'
        f'<Representation guid="r" plainTextPath="internal://{GUID("5")}.txt">'
        f"{selection(AT, AT + len(SAID), SAID)}</Representation></PDFSource>"
    )
    file = qdpx(tmp_path / "p.qdpx", xml(inside), {"5": TEXT.encode()})
    held = project.read_qdpx(file, "project 1")
    assert (len(held.selections), held.others) == (1, 1)


def test_text_within_the_xml_and_a_coding_of_a_whole_source(tmp_path):
    inside = (
        f'<TextSource guid="{GUID("5")}" name="p"><PlainTextContent>{TEXT}</PlainTextContent>'
        f'<Coding guid="z" creatingUser="{GUID("9")}"><CodeRef targetGUID="{GUID("2")}"/>'
        f"</Coding>{selection(AT, AT + len(SAID), SAID)}</TextSource>"
    )
    held = project.read_qdpx(qdpx(tmp_path / "p.qdpx", xml(inside)), "project 1")
    assert placed(held)[2] == [(None, None), (AT, AT + len(SAID))]


@pytest.mark.parametrize("path", ["relative://../x.txt", "absolute:///etc/passwd"])
def test_no_path_out_of_the_archive_is_followed(tmp_path, path):
    project_ = xml(source(selection(0, 4, "root"), path=path))
    held = project.read_qdpx(qdpx(tmp_path / "p.qdpx", project_), "project 1")
    assert held.texts == {}


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("before", [ENTITY, OUTSIDE, "<!DOCTYPE x>"])
def test_entities_and_document_types_are_refused(tmp_path, before):
    file = qdpx(tmp_path / "p.qdpx", xml(source(""), before=before))
    refused(file)


def refused(file):
    with pytest.raises(CpsurveyError) as caught:
        project.read_qdpx(file, "project 1")
    assert caught.value.code == "CPS772"
    assert caught.value.fix
    assert "Marie" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    "name", ["../../out.txt", "/etc/out", "a/../../b", "C:/out.txt", "..\\out.txt"]
)
def test_a_path_that_leads_out_is_refused(tmp_path, name):
    file = qdpx(tmp_path / "p.qdpx", xml(source("")), more=[(name, b"x")])
    assert "out of the archive" in refused(file)


def test_a_link_is_refused(tmp_path):
    link = zipfile.ZipInfo("sources/link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    file = qdpx(tmp_path / "p.qdpx", xml(source("")), more=[(link, b"/etc/passwd")])
    assert "link" in refused(file)


def test_a_bomb_is_refused(tmp_path):
    file = tmp_path / "p.qdpx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr("project.qde", xml(source("")))
        held.writestr("sources/big.txt", b"\0" * (80 << 20))
    refused(file)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"no archive at all", b"PK\x03\x04" + b"\xff" * 500],
)
def test_what_is_no_archive_is_refused(tmp_path, data):
    (tmp_path / "p.qdpx").write_bytes(data)
    refused(tmp_path / "p.qdpx")


def test_an_archive_cut_short_is_refused(tmp_path):
    file = qdpx(tmp_path / "p.qdpx", xml(source("")), {"5": TEXT.encode()})
    file.write_bytes(file.read_bytes()[:-40])
    refused(file)


def test_two_projects_and_none_are_refused(tmp_path):
    refused(qdpx(tmp_path / "p.qdpx", xml(source("")), more=[("b.qde", xml(source("")))]))
    with zipfile.ZipFile(tmp_path / "q.qdpx", "w") as held:
        held.writestr("x.txt", "x")
    refused(tmp_path / "q.qdpx")


def test_one_identifier_twice_is_refused_and_so_a_code_inside_itself(tmp_path):
    twice = xml(source(""), codes=(("1", "a"), ("1", "b")))
    refused(qdpx(tmp_path / "p.qdpx", twice))
    inside = (
        f'<Code guid="{GUID("7")}" name="a"><Code guid="{GUID("8")}" name="b">'
        f'<Code guid="{GUID("7")}" name="a"/></Code></Code>'
    )
    refused(qdpx(tmp_path / "p.qdpx", xml(source(""), after_codes=inside)))
    refused(qdpx(tmp_path / "p.qdpx", xml(source("") + source(""))))


def test_codes_nested_without_end_are_refused(tmp_path):
    deep = "".join(f'<Code guid="d{at}" name="d">' for at in range(3000)) + "</Code>" * 3000
    refused(qdpx(tmp_path / "p.qdpx", xml(source(""), after_codes=deep)))


def test_a_codebook_alone_is_read(tmp_path):
    file = tmp_path / "c.qdc"
    file.write_text(
        '<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
        '<Code guid="a" name="story" isCodable="true"><Code guid="b" name="old one"/></Code>'
        "</Codes></CodeBook>",
        "utf-8-sig",
    )
    assert list(project.read_qdc(file, "codebook").values()) == ["story", "old one"]
