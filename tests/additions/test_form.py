"""A form of a questionnaire: one file."""

FORM = '''\
"""Plain text: what a form asks, line by line."""

from cpsurvey.forms.asked import asked, left_out
from cpsurvey.forms.export import Target, Written, targets


def write(questionnaire):
    lines = [line.text[questionnaire.default_language] for line in asked(questionnaire)]
    return Written("\\n".join(lines).encode(), left_out(questionnaire))


targets("plain")(Target({".txt": write}))
'''


def test_a_form_is_written_for_who_asks_for_it(scratch):
    words = ["questionnaire", "export", "small.yaml", "--to", "plain", "--out", "form.txt"]
    refused = scratch.run(*words)
    assert (refused.returncode, "no form is called 'plain'" in refused.stderr) == (2, True)
    scratch.add("forms/export/plain.py", FORM)
    assert "plain" in scratch.run("questionnaire", "export", "--help").stdout
    assert scratch.run(*words).returncode == 0
    assert (scratch.study / "form.txt").read_text("utf-8").splitlines()
