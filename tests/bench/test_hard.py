"""Kills at random moments and spoilt inputs, a few of each; ``bench`` runs many."""

import subprocess
import sys

import pytest
from conftest import ROOT


def without_a_fault(*argv):
    done = subprocess.run(
        [sys.executable, "-m", *argv], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_few_spoilt_inputs_end_by_name():
    without_a_fault("bench.hostile", "--count", "6", "--seed", "11")


@pytest.mark.slow
def test_spoilt_inputs_end_by_name():
    without_a_fault("bench.hostile", "--count", "60", "--seed", "12")


@pytest.mark.slow
def test_kills_leave_everything_whole():
    without_a_fault("bench.kills", "--count", "6", "--seed", "13")
