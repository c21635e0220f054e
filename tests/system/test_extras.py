"""Optional packages are named by doctor, there or not, and their absence is no fault."""

import json
from importlib.metadata import PackageNotFoundError

import pytest

from cpsurvey.cli import doctor, funnel


def found(capsys) -> dict[str, str]:
    assert funnel.run(["doctor", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["sound"]
    return {one["name"]: one["found"] for one in said["checks"]}


@pytest.mark.parametrize(("extra", "name"), [("pdf", "typst"), ("ergm", "ergmx")])
def test_an_extra_that_is_absent_says_how_to_install_it(capsys, monkeypatch, extra, name):
    whole = doctor.version

    def version(asked: str) -> str:
        if asked == name:
            raise PackageNotFoundError(asked)
        return whole(asked)

    monkeypatch.setattr(doctor, "version", version)
    assert f"pip install 'cpsurvey[{extra}]'" in found(capsys)[name]


def test_an_extra_that_is_there_says_its_version(capsys, monkeypatch):
    monkeypatch.setattr(doctor, "EXTRAS", {"any": ("numpy", "nothing")})
    assert found(capsys)["numpy"][0].isdigit()
