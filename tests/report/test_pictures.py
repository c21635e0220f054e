"""Pictures are kept by what they show; a kept one is the same bytes as a new one."""

import pytest
from golden import book
from report.test_report import a_run

from cpsurvey.report import canvas, pictures
from cpsurvey.report.document import Figure
from cpsurvey.report.pictures import Pictures
from cpsurvey.report.write import write_report
from cpsurvey.store.kept import Kept

STORED = book.stored()
FORMATS = ("html", "docx")


def written(folder, keeper, program="1"):
    folder.mkdir()
    kept = Pictures(keeper, program) if keeper else None
    faults = []
    write_report(
        a_run(),
        folder,
        formats=FORMATS,
        languages=("en",),
        pictures=kept,
        on_fault=faults.append,
    )
    assert faults == []
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_kept_pictures_are_the_same_bytes_and_are_not_drawn_again(tmp_path, monkeypatch):
    keeper = Kept(tmp_path / "kept")
    fresh = written(tmp_path / "fresh", None)
    assert written(tmp_path / "first", keeper) == fresh
    assert list((tmp_path / "kept").glob("*.svg"))
    assert list((tmp_path / "kept").glob("*.png"))

    def drawn(*_args):
        raise AssertionError("drawn again")

    monkeypatch.setattr(canvas._Drawing, "svg", drawn)
    monkeypatch.setattr(canvas._Drawing, "png", drawn)
    assert written(tmp_path / "second", keeper) == fresh


def test_no_picture_of_any_document_is_drawn_again(tmp_path, monkeypatch):
    """Those of an article show several chapters, and say themselves what they show."""
    keeper = Kept(tmp_path / "kept")

    def written(name):
        place, faults = tmp_path / name, []
        place.mkdir()
        write_report(
            STORED["agents"],
            place,
            formats=("html", "docx"),
            languages=("en", "fr"),
            pictures=Pictures(keeper, "1"),
            on_fault=faults.append,
        )
        assert faults == []
        return {file.name: file.read_bytes() for file in place.iterdir()}

    def drawn(one, *_args):
        raise AssertionError(f"{one.name} is drawn again")

    first = written("first")
    monkeypatch.setattr(canvas._Drawing, "made", drawn)
    assert written("second") == first


def test_a_picture_of_several_chapters_is_another_where_what_it_shows_is(tmp_path):
    pictures = Pictures(Kept(tmp_path / "kept"), "1")

    class Drawn:
        def __init__(self, text, of="shown"):
            self.text, self.of = text, of

        def svg(self):
            return self.text

        def png(self, dots=150):
            return f"{self.text} {dots}".encode()

    assert pictures.known(Drawn("one"), "en").svg() == "one"
    assert pictures.known(Drawn("two"), "en").svg() == "one"
    assert pictures.known(Drawn("two"), "fr").svg() == "two"
    assert pictures.known(Drawn("two", "other"), "en").svg() == "two"
    assert pictures.known(Drawn("two"), "en").png(150) == b"two 150"
    assert pictures.known(Drawn("three"), "en").png(300) == b"three 300"
    assert pictures.known(Drawn("three", ""), "en").svg() == "three"


def test_a_damaged_or_absent_picture_is_drawn_again(tmp_path):
    keeper = Kept(tmp_path / "kept")
    fresh = written(tmp_path / "first", keeper)
    for file in (tmp_path / "kept").glob("*.svg"):
        file.write_bytes(b"damaged")
    for file in (tmp_path / "kept").glob("*.png"):
        file.unlink()
    assert written(tmp_path / "second", keeper) == fresh


def test_another_program_draws_anew(tmp_path):
    keeper = Kept(tmp_path / "kept")
    written(tmp_path / "first", keeper)
    before = set((tmp_path / "kept").iterdir())
    written(tmp_path / "second", keeper, "2")
    assert len(set((tmp_path / "kept").iterdir())) == 2 * len(before)


def test_what_was_not_used_for_longest_is_dropped(tmp_path):
    import os

    keeper = Kept(tmp_path)
    for at, name in enumerate("abc"):
        keeper.write(name, bytes(1000))
        os.utime(tmp_path / name, (at, at))
    assert keeper.read("a") == bytes(1000)  # used now
    keeper.drop_beyond(2500)
    assert {file.name for file in tmp_path.iterdir()} == {"a", "c"}


def test_a_blank_picture_answers_what_pictures_ask_of_their_axes():
    with canvas.blank():
        _, axes = canvas.new(6.8, 3.0)
        low, high = axes.get_xlim()
        assert high - low == 0.0
        assert max(1.05, axes.get_xlim()[1]) == 1.05
        assert max(0.1, *(abs(end) for end in axes.get_xlim())) == 1.0


@pytest.mark.parametrize("name", STORED)
def test_every_picture_of_every_kind_can_be_blank(name):
    """A blank picture that cannot answer is drawn, and nobody sees that nothing was kept."""

    def titles():
        return [
            (block.id, block.title, block.alt)
            for document in book.documents(STORED[name], "en")
            for section in document.sections
            for block in section.blocks
            if isinstance(block, Figure)
        ]

    drawn = titles()
    with canvas.blank():
        assert titles() == drawn


def test_a_picture_that_cannot_be_blank_fails_here_and_is_drawn_for_users(
    monkeypatch, tmp_path
):
    keeper = Kept(tmp_path / "kept")

    def written():
        assert not canvas._BLANK.get()
        return ["block"]

    keeper.write("key", b"drawn")
    with pytest.raises(AssertionError):
        pictures._Group(keeper, "key", written).written()
    monkeypatch.delenv(pictures.STRICT)
    assert pictures._Group(keeper, "key", written).written() == ["block"]
