"""Definitions written for one test, and the questionnaire their drafts are."""

import io

import pytest

from cpsurvey.design import load_questionnaire
from cpsurvey.forms.draft import draft
from cpsurvey.forms.read import read_form


@pytest.fixture
def imported(tmp_path):
    """Questionnaire that the draft of a definition loads as, and the draft's text."""

    def importer(data, where, **said):
        text = draft(read_form(data, where), source=where, **said)
        file = tmp_path / "draft.yaml"
        file.write_text(text, "utf-8")
        return load_questionnaire(str(file)).questionnaire, text

    return importer


@pytest.fixture
def workbook():
    """Bytes of a workbook: name of a sheet -> its rows."""

    def writer(**sheets):
        import xlsxwriter

        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for at, row in enumerate(rows):
                    sheet.write_row(at, 0, row)
        return out.getvalue()

    return writer
