"""Paper: a form to print (HTML) or to edit and print (Word)."""

from __future__ import annotations

from cpsurvey.forms.export import Target, targets
from cpsurvey.forms.export._paper_docx import write as word
from cpsurvey.forms.export._paper_html import write as html

targets("paper")(Target({".html": html, ".docx": word}))
