"""Small documents for tests of renderers: everything one can hold, and texts that mean harm."""

import io
from dataclasses import replace

from PIL import Image

from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.numbering import numbered
from cpsurvey.report.table import Head, Row, Table

WORDS = {
    "contents": "Contents",
    "table": "Table",
    "tables": "Tables",
    "figure": "Figure",
    "figures": "Figures",
    "note": "Note.",
}
HOSTILE = (
    r"\input{/etc/passwd}\write18{touch x}\def\x{\x}\x",
    r"} \end{document} % $ & # _ ^ ~ { \\ [*] * \verb|x|",
    '#eval("1") #read("x") #{while true {}} [x] $x$ `x` <a> @b',
    '<script>alert(1)</script><img src=x onerror="a()"> &amp; \'"',
    "=1+1;+1\t@SUM(1)",
    "a\x00b\x07c\x0bd\x1be\x7f\u2028f\ufeffg\ufffeh",
    "\u202eabc\u202c \u0634\u0645\u0633 \u4e2d\u6587 \U0001f600 e\u0301 \u0302",
    "| a | ![x](y) [z](http://e.example) **b** ~~c~~",
    "-- --- `` '' ?` !` << >> ,, fi",
    "a" * 300,
    "",
    " ",
)
"""Texts of users: markup, programs, formulas, and letters that programs trip over."""


class Dot:
    """A picture of little."""

    def svg(self):
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'
            '<text x="1" y="8" font-size="6" font-family="DejaVu Sans">χ² é</text></svg>'
        )

    def png(self, dots=150):
        stream = io.BytesIO()
        Image.new("P", (300, 100)).save(stream, "png", dpi=(150, 150))
        return stream.getvalue()


def a_table(id="T7-x", title="Title", text="x", columns=3, rows=2, note="As T8 says."):
    heads = [Head("a", "Scale", "text"), Head("b", "α", "unit2"), Head("c", "CI", "interval")]
    heads += [Head(f"n{at}", f"Number {at}", "dec3") for at in range(columns - 3)]
    more = {f"n{at}": 1.25 + at for at in range(columns - 3)}
    body = [Row({"a": text, "b": 0.5, "c": (-0.1, 0.9), **more}) for _ in range(rows)]
    faint = replace(body[0], faint=frozenset({"b"}))
    return Table(id, title, tuple(heads), (Row.across(text), faint, *body[1:]), (note,))


def a_document(language="en", text="x", **more):
    """A document of two parts; `text` stands wherever users' texts can."""
    sections = (
        Section("summary", text or "In short", (Text(text), Text(text, "alert")), ""),
        Section(
            "one",
            text or "One",
            (
                Text("As T7 and T8 show."),
                *(Text(text, tone) for tone in ("lead", "note", "warning", "code")),
                a_table("T7-x", text, text, note=f"As T8 says. {text}"),
                Figure("dots", text, text, Dot()),
            ),
            text,
        ),
        Section("two", "Two", (a_table("T8-x", rows=30), a_table("T9-x", columns=40)), text),
    )
    words = {**WORDS, "table": "Tableau"} if language == "fr" else WORDS
    made = Document(language, text or "T", text, text, sections, words, {"fr": ".fr"})
    return numbered(replace(made, **more), "S")
