"""Formal groups of kinds about ties: those of the default may be absent, a misspelt one not."""

import pytest

from cpsurvey.analysis import names
from cpsurvey.kind import found

KINDS = found()


@pytest.mark.parametrize("kind", ["network", "emergence", "ergm"])
def test_only_groups_that_were_asked_for_must_be_there(kind, monkeypatch):
    monkeypatch.setattr(names, "grouping", lambda _study: ["team"])
    options = KINDS[kind].options
    assert not [*names.no_groups(options(), None)]
    (wrong,) = names.no_groups(options(formal=("tean",)), None)
    assert (wrong.option, wrong.fix[:20]) == ("formal", "did you mean 'team'?")
