"""A command: one file."""

COMMAND = '''\
"""``cpsurvey count-items``: how long a questionnaire is."""

from __future__ import annotations

from cpsurvey.cli.app import JsonOption, StudyOption, Talk, command


@command(place=45)
def count_items(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Count the items of a study's questionnaire.

    Example: cpsurvey count-items --study quarter-1
    """
    from cpsurvey.design import load_study

    n = len(load_study(study).questionnaire.items)
    Talk(as_json).result({"items": n}, f"{n} items")
'''
HEAVY = """\
import sys
from cpsurvey.cli import funnel
funnel.run(["--help"])
assert not {"pandas", "numpy", "pydantic"} & set(sys.modules)
"""


def test_a_command_is_found_in_its_place_and_works(scratch):
    scratch.add("cli/count_items.py", COMMAND)
    shown = scratch.run("--help").stdout
    assert shown.index("check ") < shown.index("count-items") < shown.index("ingest ")
    assert "Count the items of a study's questionnaire." in shown
    assert scratch.run("count-items").stdout == "6 items\n"
    assert scratch.json("count-items") == {"items": 6}
    assert scratch.run("count-items", "--study", "nowhere").returncode == 66
    assert scratch.python("-c", HEAVY).returncode == 0
