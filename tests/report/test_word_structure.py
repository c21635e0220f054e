"""What a Word file is made of: fields, marks, styles, languages, parts; and files of others."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from cpsurvey.errors import CpsurveyError
from cpsurvey.report import dress
from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.dress import Dress
from cpsurvey.report.numbering import numbered
from cpsurvey.report.render import docx as word
from cpsurvey.report.table import Head, Row, Table

EN = {
    "contents": "Contents",
    "table": "Table",
    "tables": "Tables",
    "figure": "Figure",
    "figures": "Figures",
    "note": "Note.",
}
FR = {**EN, "contents": "Sommaire", "table": "Tableau", "tables": "Tableaux"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVIL = 'a & <w:t> "x" \x00\x0b ]]> {REF} \u202e\u0634 \ud800'


class Dot:
    def svg(self):
        return "<svg xmlns='http://www.w3.org/2000/svg'/>"

    def png(self):
        stream = io.BytesIO()
        Image.new("P", (1500, 4000)).save(stream, "png", dpi=(150, 150))
        return stream.getvalue()


def a_table(id, title="Title", note="A note."):
    columns = (Head("a", "Scale", "text"), Head("b", "α", "unit2"))
    return Table(id, title, columns, (Row({"a": "x", "b": 0.5}),), (note,))


def a_document(language="en", tables=3, **more):
    blocks = [Text("As T7 shows."), *(a_table(f"T{7 + at}-x") for at in range(tables))]
    blocks.append(Figure("dots", "Dots", "one dot", Dot()))
    sections = [Section(f"s{at}", f"Chapter {at}", (Text("."),), "Part") for at in range(7)]
    sections.append(Section("last", "Last", tuple(blocks)))
    made = Document(
        language, "A title", "sub", "LOUD", tuple(sections), FR if language == "fr" else EN
    )
    return numbered(replace(made, **more), "S")


def written(document, folder):
    folder.mkdir(exist_ok=True)
    (file,) = word.write(document, folder, "")
    return file


def parts(file):
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def codes(file):
    body = etree.fromstring(parts(file)["word/document.xml"])
    return [one.text.strip() for one in body.iter(f"{W}instrText")]


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    return written(a_document(), tmp_path_factory.mktemp("en"))


def test_captions_count_and_references_follow(english):
    found = codes(english)
    assert found[0] == 'TOC \\o "1-2" \\h \\z'
    assert [c for c in found if c.startswith("SEQ")] == [
        *["SEQ Table \\* ARABIC"] * 3,
        "SEQ Figure \\* ARABIC",
    ]
    (reference,) = [c for c in found if c.startswith("REF")]
    document = docx.Document(str(english))
    marks = {m.get(qn("w:name")) for m in document.element.iter(qn("w:bookmarkStart"))}
    assert reference.split()[1] in marks
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert captions[0] == "Table\u00a0S1.  Title  [T7]"
    assert captions[-1] == "Figure\u00a0S1.  Dots"
    assert "As Table\u00a0S1 shows." in [p.text for p in document.paragraphs]


def test_a_number_that_does_not_follow_is_set(tmp_path):
    document = a_document()
    last = document.sections[-1]
    fewer = replace(last, blocks=last.blocks[2:])
    some = replace(document, sections=(fewer,))
    assert codes(written(some, tmp_path))[0] == "SEQ Table \\* ARABIC \\r 2"


def test_every_mark_that_is_named_is_there_once(english):
    body = etree.fromstring(parts(english)["word/document.xml"])
    names = [m.get(f"{W}name") for m in body.iter(f"{W}bookmarkStart")]
    ids = [m.get(f"{W}id") for m in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in names)
    wanted = {one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink")}
    wanted |= {c.split()[1] for c in codes(english) if c.startswith(("REF", "PAGEREF"))}
    assert wanted <= set(names)


def test_fields_open_and_close(english):
    body = etree.fromstring(parts(english)["word/document.xml"])
    depth = 0
    for one in body.iter(f"{W}fldChar"):
        depth += {"begin": 1, "separate": 0, "end": -1}[one.get(f"{W}fldCharType")]
        assert depth >= 0
    assert depth == 0


def test_many_tables_have_a_list(tmp_path):
    found = codes(written(a_document("fr", tables=14), tmp_path))
    assert 'TOC \\h \\z \\c "Tableau"' in found
    assert sum(c.startswith("PAGEREF _Ref") for c in found) == 14


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("fr", "fr-FR")])
def test_the_language_is_said_everywhere(tmp_path, language, tag):
    found = parts(written(a_document(language), tmp_path))
    for name in ("word/styles.xml", "word/settings.xml"):
        assert f'w:val="{tag}"'.encode() in found[name]
    assert tag.encode() in found["docProps/core.xml"]
    other = {"en": b"fr-FR", "fr": b"en-GB"}[language]
    assert b'w:val="' + other not in found["word/styles.xml"]


def test_nothing_tells_of_the_library(english):
    found = parts(english)
    assert not any(b"python-docx" in data for data in found.values())
    assert not any("thumbnail" in name or "customXml" in name for name in found)
    assert docx.Document(str(english)).core_properties.author == ""


def test_every_relation_leads_to_a_part_and_every_part_is_related(english):
    found = parts(english)
    targets = {"[Content_Types].xml"}
    for name, data in found.items():
        if name.endswith(".rels"):
            targets.add(name)
            folder = name.split("_rels/")[0]
            for one in etree.fromstring(data):
                target = one.get("Target")
                targets.add(target[1:] if target.startswith("/") else folder + target)
    assert {re.sub(r"[^/]+/\.\./", "", target) for target in targets} == set(found)


def test_footers_count_pages_and_headers_are_loud(english):
    document = docx.Document(str(english))
    footer = document.sections[0].footer._element
    assert {c.text.strip() for c in footer.iter(qn("w:instrText"))} == {"PAGE", "NUMPAGES"}
    assert "A title" in document.sections[0].footer.paragraphs[0].text
    assert any("LOUD" in p.text for p in document.sections[0].header.paragraphs)


def test_a_tall_picture_fits_its_page_and_has_a_text(english):
    document = docx.Document(str(english))
    (shape,) = document.inline_shapes
    assert shape.height.cm < 23
    assert shape.height / shape.width == pytest.approx(4000 / 1500, rel=0.01)
    assert shape._inline.docPr.get("descr") == "Dots. one dot"


def test_texts_of_users_are_text(tmp_path):
    blocks = (Text(EVIL), a_table("T7-x", EVIL, EVIL), Figure("f", EVIL, EVIL, Dot()))
    document = Document("en", EVIL, EVIL, EVIL, (Section("s", EVIL, blocks, EVIL),), EN)
    file = written(numbered(document), tmp_path)
    text = "\n".join(p.text for p in docx.Document(str(file)).paragraphs)
    assert 'a & <w:t> "x"  ]]> {REF}' in text
    assert not any(c.startswith("{") for c in codes(file))


def wide(id, columns=26):
    heads = (
        Head("a", "Scale", "text"),
        *(Head(str(i), "Coefficient", "dec3") for i in range(columns)),
    )
    return Table(id, "Wide", heads, (Row({"a": "x", **{str(i): 1.5 for i in range(columns)}}),))


def test_a_page_is_turned_for_a_table_that_fits_no_other_and_holds_its_heading(tmp_path):
    chapters = (
        Section("one", "One", (Text("a"), wide("T8-x"), Text("b"), wide("T8-y"))),
        Section("two", "Two", (Text("c"), wide("T9-x", 9))),
    )
    document = Document("en", "T", "s", "", chapters, EN)
    sections = docx.Document(str(written(document, tmp_path))).sections
    assert [s.page_width > s.page_height for s in sections] == [False, True, False]
    assert all(not s.is_linked_to_previous for s in [sections[0].footer])


def test_a_table_on_a_turned_page_begins_below_its_heading(tmp_path):
    """Its rows are high: kept together they would leave the page of the heading empty."""
    chapters = (Section("one", "One", (Text("a"), wide("T8-x"))),)
    document = Document("en", "T", "s", "", chapters, EN)
    (table,) = docx.Document(str(written(document, tmp_path))).tables
    body = table.rows[1]._tr
    assert not body.xpath(".//w:keepNext")


def test_the_number_of_a_page_stands_at_the_right_margin_of_turned_pages_too(tmp_path):
    chapters = (Section("one", "One", (Text("a"), wide("T8-x"))),)
    document = Document("en", "T", "s", "", chapters, EN)
    foot = docx.Document(str(written(document, tmp_path))).sections[0].footer
    (line,) = foot._element.xpath(".//w:p[.//w:ptab]")
    assert line.xpath(".//w:ptab/@w:alignment") == ["right"]
    assert not line.xpath(".//w:tab[not(parent::w:tabs)]")


def test_no_line_divides_a_date(tmp_path):
    said = "2026-11 to 2026-12, 2026-11-05; 3-4, https://doi.org/10.1/2020-11"
    document = Document("en", "T", "s", "", (Section("one", "One", (Text(said),)),), EN)
    file = docx.Document(str(written(document, tmp_path)))
    (line,) = [one for one in file.paragraphs if one.text.startswith("2026")]
    assert line.text == said
    assert len(line._p.xpath(".//w:noBreakHyphen")) == 4


# ------------------------------------------------------------- files of an organisation
def a_template(change=lambda file: None, extra=(), types=lambda data: data):
    file = docx.Document()
    file.add_paragraph("Lorem ipsum")
    file.styles["Heading 1"].font.name = "Georgia"
    file.sections[0].header.paragraphs[0].text = "The firm"
    file.sections[0].footer.paragraphs[0].text = "Its address"
    change(file)
    stream = io.BytesIO()
    file.save(stream)
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, types(data) if name == "[Content_Types].xml" else data)
        for name, data in extra:
            new.writestr(name, data)
    return out.getvalue()


def dressed(tmp_path, data, logo=None):
    file = tmp_path / "firm.docx"
    file.write_bytes(data)
    return dress.read(file, logo)


def test_a_template_lends_styles_headers_and_footers(tmp_path):
    document = a_document(dress=dressed(tmp_path, a_template()))
    made = docx.Document(str(written(document, tmp_path / "out")))
    text = "\n".join(p.text for p in made.paragraphs)
    assert "Lorem ipsum" not in text
    assert made.styles["Heading 1"].font.name == "Georgia"
    assert {"Table note", "Table text", "toc 1"} <= {s.name for s in made.styles}
    header = [p.text for p in made.sections[0].header.paragraphs]
    assert header == ["The firm", "LOUD"]
    assert [p.text for p in made.sections[0].footer.paragraphs] == ["Its address"]
    assert made.core_properties.comments == ""
    assert "word/document.xml" in parts(tmp_path / "out" / "report.docx")
    bullets = made.styles["List Bullet"].element
    assert bullets.find(f".//{qn('w:numId')}") is not None


def test_content_goes_to_its_place_in_a_template(tmp_path):
    def cover(file):
        file.add_paragraph("{{ content }}")
        file.add_paragraph("Back cover")

    document = a_document(dress=dressed(tmp_path, a_template(cover)))
    texts = [p.text for p in docx.Document(str(written(document, tmp_path / "out"))).paragraphs]
    assert texts[0] == "Lorem ipsum"
    assert texts[-1] == "Back cover"
    assert "A title" in texts
    assert "{{ content }}" not in texts


def test_a_template_of_word_is_a_document(tmp_path):
    data = a_template(
        types=lambda data: data.replace(
            b"wordprocessingml.document.main", b"wordprocessingml.template.main"
        )
    )
    assert dressed(tmp_path, data).template


def relation(kind, mode="External"):
    return (
        "word/_rels/header9.xml.rels",
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://x/{kind}" Target="http://e.example/x" '
        f'TargetMode="{mode}"/></Relationships>',
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04 cut",
        a_template(extra=[("word/vbaProject.bin", b"x")]),
        a_template(
            types=lambda data: data.replace(b"document.main", b"document.macroEnabled.main")
        ),
        a_template(extra=[relation("image")]),
        a_template(extra=[relation("oleObject", "Internal")]),
        a_template(extra=[relation("aFChunk", "Internal")]),
        a_template(extra=[("word/evil.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")]),
        a_template()[:-400],
    ],
    ids=range(10),
)
def test_a_template_that_may_do_harm_is_refused(tmp_path, data):
    with pytest.raises(CpsurveyError) as refused:
        dressed(tmp_path, data)
    assert refused.value.code == "CPS521"


def test_a_bomb_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "firm.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", b" " * (120 << 20))
    with pytest.raises(CpsurveyError, match="unpacked"):
        dress.read(tmp_path / "firm.docx", None)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CpsurveyError) as refused:
        dress.read(tmp_path / "none.docx", None)
    assert refused.value.code == "CPS520"


def a_logo(tmp_path, size=(300, 100), form="png"):
    file = tmp_path / f"logo.{form}"
    Image.new("RGB", size).save(file, form)
    return file


@pytest.mark.parametrize("form", ["png", "jpeg"])
def test_a_logo_stands_in_the_header(tmp_path, form):
    document = a_document(dress=dress.read(None, a_logo(tmp_path, form=form)))
    made = docx.Document(str(written(document, tmp_path / "out")))
    assert made.sections[0].header._element.xpath(".//w:drawing")


@pytest.mark.parametrize(
    "data", [b"", b"<svg onload='x()'/>", b"\x89PNG\r\n\x1a\n cut", b"GIF89a" + b"\0" * 40]
)
def test_a_logo_that_is_no_picture_is_refused(tmp_path, data):
    (tmp_path / "logo.png").write_bytes(data)
    with pytest.raises(CpsurveyError) as refused:
        dress.read(None, tmp_path / "logo.png")
    assert refused.value.code == "CPS522"


def test_a_huge_logo_is_refused(tmp_path):
    with pytest.raises(CpsurveyError, match="sides"):
        dress.read(None, a_logo(tmp_path, (7000, 10)))


def test_no_dress_has_no_digest():
    assert Dress().digest == ""
    assert Dress(b"x").digest != Dress(b"y").digest


@pytest.mark.parametrize("template", [False, True])
def test_the_same_document_gives_the_same_bytes(tmp_path, template):
    given = dressed(tmp_path, a_template()) if template else Dress()
    one, two = (
        written(a_document(dress=given), tmp_path / name).read_bytes() for name in ("a", "b")
    )
    assert one == two
