"""Models as R and lavaan read them: hostile names, quotes, statements written out again."""

import re

import numpy as np
import pytest

from cpsurvey.export.lavaan import text
from cpsurvey.export.lavaan.answers import Answers
from cpsurvey.export.lavaan.call import written_call
from cpsurvey.export.lavaan.names import RESERVED, Names, quoted, remark, safe
from cpsurvey.sem.fit import fit, watched
from cpsurvey.sem.language.syntax import parse

RNG = np.random.default_rng(7)
F = RNG.standard_normal(120)
COLUMNS = {
    name: F + RNG.standard_normal(120)
    for name in ("if", "x.1", "größe", "c", "_y", "a", "b", "d")
}


def fitted(model, data=None, **options):
    seen = []
    with watched(lambda found, given: seen.append((found, given))):
        fit(model, COLUMNS if data is None else data, **options)
    return seen[0]


def call_of(model, **options):
    found, given = fitted(model, **options)
    answers = Answers()
    place = answers.place(found, given)
    names = Names([*text.names(found.syntax), *found.table.observed])
    return written_call(found, place, names), names, answers


@pytest.mark.parametrize(
    "hostile",
    ['a"b', "a\\", "a'b", "é", "\U0001f600", "a\nb", '"); system("rm")', "\\u0041", "\x00"],
)
def test_a_text_ends_nowhere_but_at_its_end(hostile):
    made = quoted(hostile)
    assert made.isascii()
    inner = re.sub(r"\\(.)", "", made[1:-1], flags=re.DOTALL)
    assert '"' not in inner
    assert "\\" not in inner


def test_a_remark_is_one_line_of_signs_that_r_reads():
    assert remark("one\ntwo é \u2028 x") == "one?two ? ? x"


@pytest.mark.parametrize(
    "name", ["if", "TRUE", "_x", "größe", "a b", "x:y", "1a", "", ".x", "c"]
)
def test_names_that_r_does_not_read_get_others(name):
    assert not safe(name)
    assert safe(Names([name])(name))


def test_other_names_stay_and_none_is_made_twice():
    names = Names(["if", "x_if", "X2_IF", "if ", "me1", "x.1"])
    made = [names(one) for one in ("if", "x_if", "X2_IF", "if ", "me1", "x.1")]
    assert made[1:3] == ["x_if", "X2_IF"]
    assert made[4:] == ["me1", "x.1"]
    assert len({one.lower() for one in made}) == len(made)
    assert set(names.changed) == {"if", "if "}


def test_no_reserved_word_is_left_in_a_model():
    call, names, answers = call_of("f =~ if + x.1 + größe + c")
    model = re.search(r'sem\("(.*?)"', call, re.DOTALL).group(1)
    assert call.isascii()
    assert not {*re.findall(r"[\w.]+", model)} & RESERVED
    heading = next(answers.written(names)).decode().splitlines()[0]
    assert heading == ",".join(names(one) for one in ("if", "x.1", "größe", "c"))


def test_a_model_that_lavaan_reads_stands_as_it_was_written():
    own = "f =~ x.1 + a + b # three\nf ~~ v*f"
    assert text.written(parse(own), str) == own


@pytest.mark.parametrize(
    "model",
    [
        "f =~ NA*a + 2*b + d\nf ~~ 1*f",
        "f =~ a + l*b + l*d",
        "f =~ a + start(0.5)*b + m*d\na ~~ b\nx := m^2 - sqrt(m)/2",
        "f =~ a + b + d\na ~ i*1\nb ~ 0*1",
        "f =~ a + p*b + q*d\np == q * 2\nq > 0.1",
        "level: 1\na ~ w*b\nlevel: 2\na ~ z*b\nind := w - (z - 1)",
        "f =~ a + b + c(u, v)*d\nf ~ c(0, NA)*1",
    ],
)
def test_statements_written_out_again_say_the_same(model):
    syntax = parse(model)
    again = parse("\n".join(text._lines(syntax, str)))
    assert again.relations == tuple(sorted(syntax.relations, key=lambda one: one.level)) or {
        (r.lhs, r.op, r.rhs, r.level, repr(r.modifier)) for r in again.relations
    } == {(r.lhs, r.op, r.rhs, r.level, repr(r.modifier)) for r in syntax.relations}
    values = {"m": 1.7, "w": 0.3, "z": 2.0, "p": 1.0, "q": 2.0}
    for one, other in zip(syntax.defined, again.defined, strict=True):
        assert one.node.evaluate(values) == pytest.approx(other.node.evaluate(values))
    for one, other in zip(syntax.constraints, again.constraints, strict=True):
        assert one.op == other.op
        assert one.left.evaluate(values) == pytest.approx(other.left.evaluate(values))


def test_the_call_says_how_it_was_fitted():
    group = ["fr", "en"] * 60
    call, _, answers = call_of(
        "f =~ a + b + d",
        kind="cfa",
        estimator="mlr",
        group=group,
        group_equal=["loadings"],
        group_partial=["f=~b"],
        cluster=[None, *range(1, 60)] * 2,
        std_lv=True,
    )
    assert call.startswith("cfa(")
    for said in (
        'estimator = "MLR"',
        'missing = "listwise"',
        'information = "observed"',
        "std.lv = TRUE",
        'group = "group.1"',
        'cluster = "cluster.1"',
        'group.equal = c("loadings")',
        'group.partial = c("f=~b")',
        'answers(1, c("group.1", "cluster.1"))',
    ):
        assert said in call
    frame = answers.frames[0]
    assert frame.columns["group.1"][:3].tolist() == [1.0, 2.0, 1.0]  # in order of appearance
    assert np.isnan(frame.columns["cluster.1"][0])


def test_freed_parameters_and_ordered_items_have_the_same_names():
    names = Names(["if", "größe"])
    freed = [text.parameter(one, names) for one in ("f=~if", "if~1", "if~~größe", "größe|t1")]
    assert freed == [
        f"f=~{names('if')}",
        f"{names('if')}~1",
        f"{names('if')}~~{names('größe')}",
        f"{names('größe')}|t1",
    ]


def test_one_name_with_two_meanings_needs_two_files():
    answers = Answers()
    for data in (COLUMNS, {**COLUMNS, "a": -COLUMNS["a"]}, COLUMNS):
        found, given = fitted("f =~ a + b + d", data)
        answers.place(found, given)
    less = {name: column for name, column in COLUMNS.items() if name != "a"}
    found, given = fitted("a =~ b + d + c", less)  # a factor called like a column of the others
    number = answers.place(found, given).file
    assert [len(one.columns) for one in answers.frames] == [3, 3, 3]
    assert number == 3
