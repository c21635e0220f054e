"""Large text by blocks: the same cells as the grammar finds, wherever the blocks are cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import blocks, limits
from cpsurvey.intake.file import File
from cpsurvey.intake.grammar import prepared, records, sniff
from cpsurvey.intake.sheet import Making
from cpsurvey.intake.sources import Told, delimited, sheet_of

CELLS = st.one_of(
    st.sampled_from(["", '""', "1", "01", "1.0", "NA", "None", "a b", " ", '"a,b"', '"a""b"']),
    st.sampled_from(
        ['"two\nlines"', '5" pipe', ' "blank"', '"', 'é"', "true", "é", "\x1a\x1a"]
    ),
    st.text(alphabet='ab1é,;"\n\r\t \x1a\u00a0', max_size=4),
)


def sheet(making):
    made = making.sheet("utf-8", ",", {})
    columns = [column.tolist() for column in made.columns]
    return columns, made.lines.tolist(), made.widths.tolist()


def by_grammar(text):
    making = Making("x.csv")
    making.add(records(prepared(text)[0], ",", "x.csv"))
    return sheet(making)


def by_blocks(text, size, chunk):
    data = text.encode()
    chunks = (data[at : at + chunk] for at in range(0, len(data), chunk))
    making = Making("x.csv")
    blocks.read(blocks.whole_rows(chunks, "x.csv", size), making, ",", 1)
    return sheet(making)


def said(read, *args):
    try:
        return read(*args)
    except CpsurveyError as error:
        return error.code, error.where


@settings(max_examples=600, deadline=None)
@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=8),
    st.integers(1, 40),
    st.integers(1, 9),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_blocks_and_grammar_find_the_same(rows, size, chunk, end):
    text = end.join(",".join(row) for row in rows)
    one, other = said(by_grammar, text), said(by_blocks, text, size, chunk)
    if isinstance(one[0], str) or isinstance(other[0], str):
        # a quote that is never closed may be found from where its block begins
        assert one[0] == other[0]
    else:
        assert other == one


@pytest.mark.parametrize(
    "text",
    ["a,b\n1,2\n,,,,\n3,4\n", "a,b\n ,,\n", ",,,\na\n", 'a,b\n1,"2"\n,,,"",\n', "\n,,,\n\n"],
)
def test_a_row_that_holds_nothing_makes_no_column(text):
    for size in (1, 4, 100):
        assert by_blocks(text, size, 7) == by_grammar(text)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_large_file_is_read_as_a_small_one(monkeypatch, delimiter, quote):
    monkeypatch.setattr(blocks, "BLOCK", 1000)
    rows = [["id", "é q1", "q2"], *([f"00{at}", "", f"à {at % 3}"] for at in range(300))]
    rows[7][1] = "NA"
    text = "\r\n".join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) for row in rows)
    file = File("x.csv", held=b"\xef\xbb\xbf" + text.encode())
    small = sheet_of(file, Told())
    monkeypatch.setattr(delimited, "LARGE", 0)
    large = sheet_of(file, Told())
    assert (large.encoding, large.delimiter) == (small.encoding, small.delimiter)
    assert [c.tolist() for c in large.columns] == [c.tolist() for c in small.columns]
    assert large.lines.tolist() == small.lines.tolist()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_large_file_of_another_encoding(monkeypatch, encoding):
    monkeypatch.setattr(delimited, "LARGE", 0)
    text = "id;é\n" + "".join(f"{at};d’accord\n" for at in range(50))
    found = sheet_of(File("x.csv", held=text.encode(encoding)), Told())
    assert found.row(50) == ("49", "d’accord")
    assert found.header == ("id", "é")


def test_a_line_without_an_end_is_refused_before_it_is_held(monkeypatch):
    monkeypatch.setattr(limits, "LONGEST_LINE", 1 << 16)
    chunks = (b"x," * 1000 for _ in range(10_000_000))
    with pytest.raises(CpsurveyError) as caught:
        list(blocks.whole_rows(chunks, "x.csv", 1 << 12))
    assert caught.value.code == "CPS119"


def test_columns_without_end_are_refused(monkeypatch):
    for large in (0, 1 << 30):
        monkeypatch.setattr(delimited, "LARGE", large)
        with pytest.raises(CpsurveyError) as caught:
            sheet_of(File("x.csv", held=b"a," * 300_000 + b"\n1\n"), Told())
        assert (caught.value.code, caught.value.where) == ("CPS119", "x.csv:1")


def test_the_delimiter_is_sniffed_from_the_first_block():
    assert sniff("a;b\n1,5;2\n") == ";"
