import os

import pytest

from cpsurvey.batch.exit_status import FROM_MILD_TO_GRAVE, gravest
from cpsurvey.batch.lock import locked
from cpsurvey.batch.publish import current_run, new_run
from cpsurvey.errors import CpsurveyError, Exit


def test_every_status_has_a_gravity():
    assert set(FROM_MILD_TO_GRAVE) == set(Exit)
    assert gravest([]) == Exit.DONE
    assert gravest([Exit.NOT_CONVERGED, Exit.DONE, Exit.INVALID_STUDY]) == Exit.INVALID_STUDY


def test_a_run_appears_whole(tmp_path):
    assert current_run(tmp_path / "reports") is None
    for name in ("one", "two"):
        with new_run(tmp_path / "reports", name) as draft:
            (draft / "results.json").write_text(name)
            assert not (tmp_path / "reports" / name).exists()
    assert current_run(tmp_path / "reports").name == "two"
    assert (tmp_path / "reports" / "current" / "results.json").read_text() == "two"


def test_a_failed_run_leaves_the_last_one(tmp_path):
    with new_run(tmp_path, "one") as draft:
        (draft / "a").write_text("a")
    with pytest.raises(ZeroDivisionError), new_run(tmp_path, "two") as draft:
        (draft / "a").write_text("b")
        raise ZeroDivisionError
    assert sorted(p.name for p in tmp_path.iterdir()) == ["current", "one"]
    assert current_run(tmp_path).name == "one"


def test_what_a_killed_run_left_is_removed(tmp_path):
    (tmp_path / ".unfinished-old").mkdir()
    with new_run(tmp_path, "one"):
        pass
    assert sorted(p.name for p in tmp_path.iterdir()) == ["current", "one"]


def test_second_runner_is_told(tmp_path):
    with locked(tmp_path), pytest.raises(CpsurveyError) as caught, locked(tmp_path):
        pass
    assert caught.value.exit_status == Exit.LOCKED
    with locked(tmp_path):
        pass


def test_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "reports").write_text("a file where a folder should be")
    with pytest.raises(CpsurveyError) as caught, new_run(tmp_path / "reports", "one"):
        pass
    assert caught.value.exit_status == Exit.CANNOT_WRITE


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_lock_without_permission(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CpsurveyError) as caught, locked(tmp_path):
            pass
        assert caught.value.exit_status == Exit.CANNOT_WRITE
    finally:
        tmp_path.chmod(0o700)
