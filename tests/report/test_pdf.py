"""PDF: tagged, with its fonts, the same bytes, and no text of a user is a program."""

import io

import pytest
from report.documents_made import HOSTILE, a_document

from cpsurvey.errors import CpsurveyError
from cpsurvey.report import dress, render
from cpsurvey.report.render import pdf

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("typst")


def made(folder, **more):
    (file,) = pdf.write(a_document(**more), folder, "")
    return file.read_bytes()


def opened(data):
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("fr", "fr-FR")])
def test_it_is_tagged_in_its_language_and_has_a_title(tmp_path, language, tag):
    with opened(made(tmp_path, language=language)) as file:
        assert str(file.Root.Lang) == tag
        assert file.Root.MarkInfo.Marked
        assert file.Root.StructTreeRoot.K
        with file.open_metadata() as said:
            assert said["pdfuaid:part"] == "1"
            assert said["dc:title"] == "x"
            assert "xmp:CreateDate" not in said


def names_of(node, found):
    if isinstance(node, pikepdf.Array):
        for one in node:
            names_of(one, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append(str(node.S))
        if "/Alt" in node:
            found.append(f"alt {node.Alt}")
        if "/K" in node:
            names_of(node.K, found)
    return found


def test_its_tree_has_headings_tables_and_texts_of_pictures(tmp_path):
    with opened(made(tmp_path)) as file:
        found = names_of(file.Root.StructTreeRoot.K, [])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= set(found)
    assert "alt x. x" in found


def test_every_font_is_inside(tmp_path):
    with opened(made(tmp_path)) as file:
        described = [o for o in file.objects if isinstance(o, pikepdf.Dictionary)]
        fonts = [o for o in described if o.get("/Type") == "/FontDescriptor"]
        assert fonts
        assert all("/FontFile2" in one or "/FontFile3" in one for one in fonts)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_texts_of_users_are_text(tmp_path, text):
    with opened(made(tmp_path, text=text)) as file:
        for page in file.pages:
            for one in page.get("/Annots", ()):
                assert "/URI" not in one.get("/A", {})
        assert "/JavaScript" not in file.Root.get("/Names", {})


def test_the_same_document_gives_the_same_bytes(tmp_path):
    assert made(tmp_path) == made(tmp_path)


def test_a_logo_is_shown(tmp_path):
    from PIL import Image

    Image.new("RGB", (300, 100)).save(tmp_path / "logo.png")
    with opened(made(tmp_path, dress=dress.read(None, tmp_path / "logo.png"))) as file:
        assert len(file.pages[0].get_images()) == 1


def test_without_its_package_the_way_out_is_named(monkeypatch):
    found = render.find_spec
    monkeypatch.setattr(
        render, "find_spec", lambda name: (name != "typst" and found(name)) or None
    )
    render.ready(("html", "docx", "tex"))
    with pytest.raises(CpsurveyError) as refused:
        render.ready(("html", "pdf"))
    assert refused.value.code == "CPS523"
    assert "pip install 'cpsurvey[pdf]'" in refused.value.fix
