"""What the import sets aside has words in every report."""

from cpsurvey.intake.checks import _MESSAGES
from cpsurvey.report.losses import LOSSES


def test_every_rule_of_the_import_has_words_in_the_report():
    assert set(_MESSAGES) <= set(LOSSES)
