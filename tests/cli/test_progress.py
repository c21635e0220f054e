"""The bar of a long command says what is being done, on a terminal's stderr alone."""

import io
import sys

import pytest

from cpsurvey.cli.app import Talk


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    shown = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")

    def looked_at():  # in the test itself: pytest takes stderr anew before it
        monkeypatch.setattr(sys, "stderr", shown)
        return shown.getvalue

    return looked_at


def test_the_bar_names_what_runs(terminal):
    said = terminal()
    with Talk().progress("analyze") as step:
        step(0, 3, "regression-perf_ad")
        step(1, 3, "[red]")
    assert "analyze: regression-perf_ad" in said()
    assert "analyze: [red]" in said()  # a name is no mark-up


@pytest.mark.parametrize("talk", [Talk(quiet=True), Talk()])
def test_no_bar_where_nobody_looks(monkeypatch, talk):
    shown = io.StringIO() if not talk.quiet else Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    with talk.progress("analyze") as step:
        step(0, 3, "regression-perf_ad")
    assert shown.getvalue() == ""


def test_analyze_tells_the_bar_its_analyses(terminal, tiny):
    from conftest import answers

    from cpsurvey.cli import funnel

    said = terminal()
    (tiny / "data" / "a.csv").write_text(answers(60), "utf-8")
    assert funnel.run(["ingest", "--study", str(tiny), "--quiet"]) == 0
    assert funnel.run(["analyze", "--study", str(tiny)]) == 0
    assert "analyze: flow" in said()
    assert "analyze: report" in said()
