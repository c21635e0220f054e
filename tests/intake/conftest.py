"""A small questionnaire made for one test, and a file read through it."""

import pytest

from cpsurvey import intake
from cpsurvey.design import load_questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.design.yaml import read as read_yaml

FRAME = """\
schema: cpsurvey/questionnaire/1
id: own
version: 1.0.0
status: published_scale
title: {{en: Own}}
licence: CC0
languages: [en]
default_language: en
{head}
option_sets:
  agree:
    options:
{options}
scales:
  - id: s
    label: {{en: s}}
    options: agree
    items:
{items}
{tail}
"""
AGREE = [
    "{code: 1, label: {en: Strongly disagree}}",
    "{code: 2, label: {en: Disagree}}",
    "{code: 3, label: {en: Neutral}}",
    "{code: 4, label: {en: Agree}}",
    "{code: 5, label: {en: Strongly agree}}",
]
ITEMS = ["{id: i1, label: {en: i1}}", "{id: i2, label: {en: i2}}"]


@pytest.fixture
def ask(tmp_path):
    """Read bytes or text through a questionnaire of these options and items."""

    def asker(content, *, options=AGREE, items=ITEMS, head="", tail="", **spec):
        lines = {
            "options": "\n".join(f"      - {one}" for one in options),
            "items": "\n".join(f"      - {one}" for one in items),
        }
        own = tmp_path / "own.yaml"
        own.write_text(FRAME.format(head=head, tail=tail, **lines), "utf-8")
        questionnaire = load_questionnaire("own.yaml", folder=tmp_path).questionnaire
        file = tmp_path / "x.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return intake.read(
            file, questionnaire, SourceSpec(path="x.csv", **spec), questionnaire_sha256="0"
        )

    return asker


@pytest.fixture
def followed(tmp_path):
    """What a ``columns: {...}`` of a message says once it stands in a file."""

    def follow(text):
        line = next(part for part in text.split("\n") if "columns: {" in part)
        line = line[line.index("columns: {") : line.rindex("}") + 1]
        file = tmp_path / "followed.yaml"
        file.write_text(line + "\n", "utf-8")
        return dict(read_yaml(file).data["columns"])

    return follow
