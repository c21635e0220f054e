import pytest

from cpsurvey.design import shipped, tree, yaml
from cpsurvey.errors import CpsurveyError, Exit


def test_lines_survive(write):
    document = yaml.read(write("a.yaml", "a: 1\nb:\n  - x: 1\n  - y: 2\n"))
    assert document.data == {"a": 1, "b": [{"x": 1}, {"y": 2}]}
    assert document.line(("b", 1, "y")) == 4
    assert document.where(("b", 0, "unknown")) == "a.yaml:3"


def test_yaml_1_2_keeps_no_and_leading_zeros(write):
    data = yaml.read(write("a.yaml", "a: no\nb: 012\nc: 1.10\nd: '1.10'\n")).data
    assert data["a"] == "no"
    assert data["b"] == 12
    assert data["d"] == "1.10"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\na: 2\n", "CPS004", 2),
        ("a: &x [1]\nb: *x\n", "CPS004", 2),
        ("a: [1\nb: 2\n", "CPS003", 2),
        ("a: 'open\n", "CPS003", 2),
        ("", "CPS005", None),
        ("# only a comment\n", "CPS005", None),
        ("- a\n- b\n", "CPS005", None),
        (b"a: caf\xe9\n", "CPS002", None),
        (b"\xff\xfe\x00", "CPS002", None),
    ],
)
def test_hostile_files(write, text, code, line):
    with pytest.raises(CpsurveyError) as caught:
        yaml.read(write("a.yaml", text))
    assert caught.value.code == code
    assert caught.value.exit_status == Exit.INVALID_STUDY
    assert caught.value.fix
    if line:
        assert caught.value.where.endswith(f"a.yaml:{line}")


def test_missing_file_and_folder(tmp_path):
    for place in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(CpsurveyError) as caught:
            yaml.read(place)
        assert caught.value.exit_status == Exit.NO_INPUT


@pytest.mark.parametrize(
    "text", ["012", "1e3", "no", "0o17", "~", "", ".inf", "a: b", "é", "'"]
)
def test_what_is_written_is_read_back_as_it_was(write, text):
    content = {"a": text, "b": [text, 1, 1.5, True, None, {"c": text}], "d": {}, "e": []}
    content["again"] = content["b"]
    assert yaml.read(write("a.yaml", yaml.written(content))).data == content


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_invisible_ends_of_lines_end_no_line(write, sign):
    document = yaml.read(write("a.yaml", f"a: x{sign}y\nb: [1,{sign}2]\nc: '{sign}z'\n"))
    assert document.data == {"a": "x y", "b": [1, 2], "c": " z"}
    assert document.line(("c",)) == 3


@pytest.mark.parametrize("name", sorted(shipped()))
def test_where_libyaml_is_missing_the_same_is_read(name, monkeypatch):
    """Wheels of some systems do without it."""
    here = yaml.read(shipped()[name])
    monkeypatch.delattr("yaml.CSafeLoader")
    tree._read.cache_clear()
    there = yaml.read(shipped()[name])
    assert (there.data, there.lines) == (here.data, here.lines)
