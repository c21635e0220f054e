import pytest

from cpsurvey.design import expressions
from cpsurvey.errors import CpsurveyError


def test_precedence_and_ranges():
    node = expressions.parse("mean(me1..me3, x) + 2 * -y  # a comment")
    assert list(expressions.names(node)) == ["me1", "me2", "me3", "x", "y"]
    assert node.sign == "+"
    assert node.right.sign == "*"


def test_comparison_binds_last():
    node = expressions.parse("a + 1 == b")
    assert (node.sign, node.left.sign) == ("==", "+")


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a +", 3),
        ("a b", 2),
        ("a $ b", 2),
        ("foo(1)", 0),
        ("mean(me5..me1)", 10),
        ("mean(a1..b3)", 9),
        ("(a", 2),
        ("z(a, b)", 0),
        ("value(1)", 0),
        ("1.2.3", 0),
        ("", 0),
        ("__import__('os').system('true')", 11),
        ("((" * 60 + "a" + "))" * 60, 0),
    ],
)
def test_what_does_not_fit_is_shown_with_a_caret(text, column):
    with pytest.raises(CpsurveyError) as caught:
        expressions.parse(text, where="study.yaml:3")
    error = caught.value
    assert error.code == "CPS012"
    assert error.where == "study.yaml:3"
    caret = error.message.split("\n")[-1]
    assert caret.index("^") - 2 == column
