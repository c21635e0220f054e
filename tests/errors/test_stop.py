"""Asked to end, the program ends, whatever the request comes out as."""

import pytest
from conftest import answers

from cpsurvey import intake
from cpsurvey.cli import funnel
from cpsurvey.errors import stop
from cpsurvey.errors.fault import Fault


@pytest.fixture(autouse=True)
def nobody_asks():
    stop.forget()
    yield
    stop.forget()


def asked_in_compiled_code(*_args, **_kwargs):
    """A signal in the middle of an import: the interruption is lost in another error."""
    try:
        funnel._terminate(15, None)
    except KeyboardInterrupt:
        raise SystemError("returned a result with an exception set") from None


def test_an_interruption_is_no_fault():
    error = ValueError("x")
    assert Fault.of("file", "a", error).error == "ValueError"
    stop.ask()
    with pytest.raises(KeyboardInterrupt):
        Fault.of("file", "a", error)


def test_a_command_that_was_asked_to_end_ends_with_130(tiny, monkeypatch, capsys):
    (tiny / "data" / "a.csv").write_text(answers(12), "utf-8")
    monkeypatch.setattr(intake, "reading", asked_in_compiled_code)
    assert funnel.run(["ingest", "--study", str(tiny)]) == 130
    assert "interrupted" in capsys.readouterr().err
    monkeypatch.undo()
    assert funnel.run(["ingest", "--study", str(tiny), "--quiet"]) == 0
