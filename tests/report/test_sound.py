"""What is unsound, or rests on too few, is quoted nowhere; what rests on few is said so."""

from dataclasses import replace

import pytest

from cpsurvey.report.chapter import chapters
from cpsurvey.report.phrases import Words
from cpsurvey.report.summary import careful, leads, summary
from cpsurvey.results import TOO_FEW, Caveat, Result, ResultSet, Sample, sound

EFFECT = {
    "name": "ind",
    "role": "specific",
    "outcome": "y",
    "est": 0.123,
    "mc_lower": 0.05,
    "mc_upper": 0.2,
}
GOOD = Result(
    kind="mediation",
    id="chain",
    sample=Sample(90, 90),
    data={"source": "x", "mediators": ["m"], "effects": [EFFECT], "converged": True},
)
WORDS = Words("en", {})


def first_page(result):
    study = {"k": 5, "questionnaire": {}}
    found = [(name, one) for name, one in chapters.items() if "mediation" in one.kinds]
    page = summary(ResultSet(study, {}, {}, [result]), WORDS, found)
    return "\n".join(block.text for block in page.blocks)


def test_a_sound_result_is_quoted():
    assert sound(GOOD)
    assert "0.12" in first_page(GOOD)


@pytest.mark.parametrize(
    "bad",
    [
        replace(GOOD, caveats=(Caveat("heywood", "inadmissible", {"variables": "x"}),)),
        replace(GOOD, data={**GOOD.data, "converged": False}),
        *(
            replace(
                GOOD,
                caveats=(
                    Caveat(
                        code,
                        "warning",
                        {"variable": "t", "groups": 4, "clusters": 4, "n": 9, "parameters": 9},
                    ),
                ),
            )
            for code in sorted(TOO_FEW)
        ),
    ],
)
def test_an_unsound_result_is_quoted_nowhere(bad):
    assert not sound(bad)
    assert "0.12" not in first_page(bad)
    assert "chain" in first_page(bad)  # but it is named, loudly
    chapter = chapters.get("mediation")
    assert leads([bad], chapter, WORDS) == []


def test_few_clusters_are_said_in_the_line_itself():
    few = replace(GOOD, caveats=(Caveat("clusters_few_tested", "warning", {"clusters": 24}),))
    assert sound(few)
    line = next(text for text in first_page(few).splitlines() if "0.12" in text)
    assert line.endswith(
        "(only 24 clusters: errors too small on average, the test rejects too often)."
    )
    assert careful(GOOD, "A line.", WORDS) == "A line."
