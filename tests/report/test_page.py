"""The HTML page: headings in order, names that are there, numbers that can be copied."""

import itertools
import re
from html.parser import HTMLParser

import pytest
from PIL import Image
from report.documents_made import HOSTILE, a_document

from cpsurvey.report import dress
from cpsurvey.report.render import html
from cpsurvey.report.render.html import _number


class Page(HTMLParser):
    """What stands on a page."""

    def __init__(self, text):
        super().__init__()
        self.levels, self.ids, self.links, self.tags = [], [], [], []
        self.said = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append((tag, given))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])

    def handle_data(self, data):
        self.said.append(data)


def page(folder, **more):
    (file,) = html.write(a_document(**more), folder, "")
    return Page(file.read_text("utf-8"))


def test_headings_follow_in_order(tmp_path):
    levels = page(tmp_path).levels
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert {2, 3} <= set(levels)


def test_links_lead_to_what_is_there_once(tmp_path):
    found = page(tmp_path)
    assert len(found.ids) == len(set(found.ids))
    inside = [link[1:] for link in found.links if link.startswith("#")]
    assert "T8-x" in inside
    assert set(inside) <= set(found.ids)


def test_captions_say_number_and_code(tmp_path):
    said = " ".join("".join(page(tmp_path).said).split())
    assert "Table S1 x [T7]" in said
    assert "Figure S1 x" in said


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_texts_of_users_are_no_elements(tmp_path, text):
    found = page(tmp_path, text=text)
    plain = page(tmp_path)
    if text:  # where there is none, there is no banner either
        assert [tag for tag, _ in found.tags] == [tag for tag, _ in plain.tags]
    assert not any(name.startswith("on") for _, given in found.tags for name in given)
    assert all(link.startswith(("#", "report")) for link in found.links)


def test_numbers_are_copied_as_numbers():
    def copied(text):
        return re.sub("<[^>]*>", "", _number(text))

    assert copied("−0.069") == "-0.069"
    assert copied("12\u202f345,5") == "12345,5"
    assert copied("[−0,10\u202f; 0,23]") == "[-0,10\u202f; 0,23]"
    assert copied("< .001") == "&lt; .001"
    assert "<script" not in _number("<script>")


def test_a_logo_is_part_of_the_file(tmp_path):
    Image.new("RGB", (30, 10)).save(tmp_path / "logo.png")
    found = page(tmp_path, dress=dress.read(None, tmp_path / "logo.png"))
    (logo,) = [given for tag, given in found.tags if tag == "img"]
    assert logo["src"].startswith("data:image/png;base64,")
    assert logo["alt"]


def test_a_wide_table_is_scrolled_by_itself_from_the_keyboard(tmp_path):
    regions = [
        given
        for _, given in page(tmp_path).tags
        if given.get("class", "").split()[:1] == ["table"]
    ]
    assert len(regions) == 3
    assert all(given["tabindex"] == "0" and given["aria-label"] for given in regions)
    assert [given["class"] for given in regions][-1] == "table many"


def test_on_paper_tables_are_as_small_as_the_text():
    """Sizes of tables and headings are parts of the root's, which must shrink with the body."""
    style = (html.TEMPLATES / "report.css").read_text("utf-8")
    paper = style[style.index("@media print") :]
    (root,) = re.findall(r"html { font-size: (\d+)px; }", paper)
    assert re.findall(r"body { font-size: (\d+)px; }", paper) == [root]


def test_on_paper_columns_of_labels_are_not_as_narrow_as_on_a_small_screen():
    """A page of A4 is narrower than what a small screen begins at."""
    style = (html.TEMPLATES / "report.css").read_text("utf-8")
    rules = re.findall(r"^@media ([^{]*) {(.*)$", style, re.M)
    narrow = [media for media, rule in rules if "max-width: 12rem" in rule]
    assert narrow == ["screen and (max-width: 60rem)"]


def test_a_caption_stays_in_sight_where_its_table_is_moved(tmp_path):
    tags = page(tmp_path).tags
    at = [tag for tag, _ in tags].index("caption")
    assert tags[at + 1] == ("span", {"class": "held"})
    style = (html.TEMPLATES / "report.css").read_text("utf-8")
    assert re.search(r"\.held {[^}]*position: sticky", style)
