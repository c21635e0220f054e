"""Files of any shape: values with lines, or a refusal with its line, and nothing else."""

import os
import random

import pytest
from conftest import SMALL, STUDY

from cpsurvey.design import load_study, yaml
from cpsurvey.errors import CpsurveyError, Exit


def refused(write, text, name="a.yaml"):
    with pytest.raises(CpsurveyError) as caught:
        yaml.read(write(name, text))
    assert caught.value.fix
    return caught.value


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: \x1b[31mred\n", "CPS003", 2),
        ("a: 1\nb: x\x00y\n", "CPS003", 2),
        ('a: 1\nb: "\\x1b[31m"\n', "CPS003", 2),
        ('a: 1\nb: "\\0"\n', "CPS003", 2),
        ('a: 1\n"\\a": b\n', "CPS003", 2),
        ('a: 1\nb: "\\ud800"\n', "CPS003", 2),
        ("a: 1\nb: " + "[" * 60 + "]" * 60, "CPS003", 2),
        ("a: 1\nb: " + "[" * 100_000, "CPS003", 2),
        ("a: 1\nb: " + "{x: " * 400, "CPS003", 2),
        ("a: 1\n" + "".join(f"{' ' * i}k:\n" for i in range(200)), "CPS003", 52),
        ("a:\n  " + "- " * 3000 + "x", "CPS003", 2),
        ("? " * 3000, "CPS003", 1),
        ("a: 1\nb: " + "9" * 5000, "CPS003", 2),
        ("a: 1\nb: 0x" + "F" * 400, "CPS003", 2),
        ("a: 1\nb: 0b12\n", None, 0),
        ("a: 1\n? [x, y]\n: 2\n", "CPS003", 2),
        ("a: 1\n? {x: y}\n: 2\n", "CPS003", 2),
        ("a: 1\ntrue: 2\n", "CPS003", 2),
        ("a: 1\n1.5: 2\n", "CPS003", 2),
        ("a: 1\n~: 2\n", "CPS003", 2),
        ("a: 1\n<<: {b: 2}\n", "CPS004", 2),
        ("a: 1\n'a': 2\n", "CPS004", 2),
        ("1: a\n0x1: b\n", "CPS004", 2),
        ("a: 1\nb: !!python/object:os.system x\n", "CPS003", 2),
        ("a: 1\nb: !!binary aGk=\n", "CPS003", 2),
        ("a: 1\nb: !!set {x, y}\n", "CPS003", 2),
        ("a: 1\nb: !mine {x: y}\n", "CPS003", 2),
        ("a: 1\nb: !!int x\n", "CPS003", 2),
        ("%YAML 1.1\n---\na: no\n", "CPS003", 1),
        ("a: 1\n---\nb: 2\n", "CPS003", None),
        ("a: &x [*x]\n", "CPS004", 1),
        ("a: 1\n\tb: 2\n", "CPS003", 2),
        ("a: b: c\n", "CPS003", 1),
        ("a: 'x\n", "CPS003", None),
        ("just words\n", "CPS005", None),
        ("12\n", "CPS005", None),
        ("{}\n", "CPS005", None),
        ("---\n...\n", "CPS005", None),
        ("\ufeff", "CPS005", None),
    ],
)
def test_every_shape_is_refused_with_its_line(write, text, code, line):
    if code is None:
        assert yaml.read(write("a.yaml", text)).data["b"] == "0b12"
        return
    error = refused(write, text)
    assert error.code == code
    assert error.exit_status == Exit.INVALID_STUDY
    assert not any(ord(sign) < 32 and sign != "\n" for sign in str(error))
    if line:
        assert error.where.endswith(f":{line}")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp037"])
def test_other_encodings_are_not_guessed(write, encoding):
    assert refused(write, "a: café\n".encode(encoding)).exit_status == Exit.INVALID_STUDY


def test_a_large_file_is_refused_before_it_is_read(write):
    error = refused(write, "a: " + "x" * 50_000_000)
    assert error.code == "CPS009"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.yaml")
    with pytest.raises(CpsurveyError) as caught:
        yaml.read(tmp_path / "a.yaml")
    assert caught.value.code == "CPS001"


def test_what_is_read_stays_as_it_was(write):
    text = (
        "i: [012, 1_000, 0o17, 0x1F, -3, +4]\nf: [1.10, 1e3, .5, -.inf]\nb: [true, False]\n"
        "n: [~, null, ]\ns: [no, yes, on, 1:30, '1', \"a\\tb\", 2026-06-15, =]\n"
        "-8: code\nm: {a: {b: [x]}}\nt: |\n  one\n  two\n"
    )
    document = yaml.read(write("a.yaml", "\ufeff" + text))
    data = document.data
    assert data["i"] == [12, 1000, 15, 31, -3, 4]
    assert data["f"] == [1.1, 1000.0, 0.5, float("-inf")]
    assert data["b"] == [True, False]
    assert data["n"] == [None, None]
    assert data["s"] == ["no", "yes", "on", "1:30", "1", "a\tb", "2026-06-15", "="]
    assert data[-8] == "code"
    assert data["t"] == "one\ntwo\n"
    assert document.line(("m", "a", "b", 0)) == 7
    assert {type(one) for one in (data["i"][0], data["f"][0], data["t"])} == {int, float, str}


def test_mutated_files_are_read_or_refused(tmp_path):
    """Bytes changed, cut and doubled at random in a study and its questionnaire."""
    rng = random.Random(20261126)
    outcomes = set()
    for _ in range(150):
        texts = {"study.yaml": STUDY.encode(), "small.yaml": SMALL.encode()}
        name = rng.choice(list(texts))
        data = bytearray(texts[name])
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(data))
            change = rng.randrange(4)
            if change == 0:
                data[at] = rng.randrange(256)
            elif change == 1:
                del data[at : at + rng.randint(1, 40)]
            elif change == 2:
                data[at:at] = rng.choice(
                    [b"\t", b"'", b"{", b"[", b": ", b"\n- ", b"\x00", b"&a "]
                )
            else:
                data[at:at] = data[at : at + rng.randint(1, 60)]
        texts[name] = bytes(data)
        for file, content in texts.items():
            (tmp_path / file).write_bytes(content)
        try:
            load_study(tmp_path)
            outcomes.add("good")
        except CpsurveyError as error:
            outcomes.add(error.code)
    assert {"good", "CPS003", "CPS010", "CPS011"} <= outcomes
