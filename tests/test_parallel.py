"""Languages written side by side: the same files, and errors as without children."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading

import pytest
from report.test_report import a_run

from cpsurvey import parallel
from cpsurvey.errors import CpsurveyError
from cpsurvey.parallel import Beside, each, shared
from cpsurvey.report.write import write_report

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="one process at a time here")


@pytest.fixture
def two_cores(monkeypatch):
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    monkeypatch.setattr(parallel, "may_fork", lambda: True)  # pytest may have threads itself


def files(folder):
    return {
        str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()
    }


def test_one_process_and_two_write_the_same_bytes(tmp_path, monkeypatch, two_cores):
    written = []
    for cores in (1, 2):
        monkeypatch.setattr(parallel, "cores", lambda cores=cores: cores)
        folder = tmp_path / str(cores)
        folder.mkdir()
        names = write_report(
            a_run(), folder, formats=("html", "docx", "csv"), languages=("en", "fr")
        )
        written.append(([str(n.relative_to(folder)) for n in names], files(folder)))
    assert written[0] == written[1]
    assert written[0][0][:4] == [
        "report.html",
        "report.docx",
        "article.html",
        "article.docx",
    ]
    assert {"report.fr.html", "supplement.fr.docx"} < set(written[0][0])


def test_children_do_all_but_the_first(two_cores):
    here = os.getpid()
    done = each(("en", "fr", "de"), lambda _: os.getpid())
    assert list(done) == ["en", "fr", "de"]
    assert done["en"] == done["de"] == here
    assert done["fr"] != here


def test_an_error_comes_through_with_its_message(two_cores, capfd):
    def work(language):
        if language == "fr":
            raise CpsurveyError(
                "CPS602", "cannot write", where="supplement.fr.html", fix="make room"
            )
        return language

    with pytest.raises(CpsurveyError, match="cannot write") as error:
        each(("en", "fr"), work)
    assert error.value.code == "CPS602"
    assert capfd.readouterr() == ("", "")


def test_what_a_killed_child_left_is_done_again(two_cores):
    here = os.getpid()

    def work(language):
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return language

    assert each(("en", "fr"), work) == {"en": "en", "fr": "fr"}


def test_an_error_here_leaves_no_child_behind(two_cores):
    here = os.getpid()

    def work(_):
        if os.getpid() == here:
            raise ZeroDivisionError
        signal.pause()

    with pytest.raises(ZeroDivisionError):
        each(("en", "fr"), work)


def test_a_process_with_threads_is_not_copied(monkeypatch):
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert set(each(("en", "fr"), lambda _: os.getpid()).values()) == {os.getpid()}
    finally:
        stop.set()
        thread.join()


def test_tasks_are_shared_and_answered_in_their_order(two_cores):
    done = shared(range(40), lambda at: (at, sum(range(200_000))))
    assert [at for at, _ in done] == list(range(40))


def test_tasks_of_a_child_that_is_killed_are_done_here(two_cores):
    here = os.getpid()

    def work(at):
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return at, os.getpid()

    assert shared(range(20), work) == [(at, here) for at in range(20)]


def test_an_error_of_a_task_comes_through(two_cores):
    def work(at):
        if at == 3:
            raise CpsurveyError("CPS602", "no")
        return at

    with pytest.raises(CpsurveyError, match="no"):
        shared(range(8), work)


@pytest.mark.parametrize("tasks", [[], [1]])
def test_few_tasks_need_no_child(two_cores, tasks):
    assert shared(tasks, lambda at: (at, os.getpid())) == [(at, os.getpid()) for at in tasks]


def test_what_makes_ready_beside_does_the_task_and_has_children(two_cores):
    here, made = os.getpid(), []

    def task(names):
        return made, os.getpid(), each(names, lambda _: os.getpid())

    with Beside(lambda: made.append("ready"), task) as beside:
        there, child, languages = beside.do(("en", "fr"))
    assert there == ["ready"]
    assert made == []
    assert here not in (child, *languages.values())
    assert languages["en"] == child != languages["fr"]
    assert multiprocessing.active_children() == []


def test_an_error_of_a_task_beside_is_raised_here(two_cores, capfd):
    def task(name):
        raise CpsurveyError("CPS602", f"no {name}")

    with pytest.raises(CpsurveyError, match="no room"), Beside(lambda: 1 / 0, task) as beside:
        beside.do("room")
    assert capfd.readouterr() == ("", "")
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("when", ["ready", "task"])
def test_the_task_of_a_killed_child_is_done_here(two_cores, when):
    here = os.getpid()

    def killed(at):
        if os.getpid() != here and at == when:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    with Beside(lambda: killed("ready"), lambda _given: killed("task")) as beside:
        assert beside.do(bytes(1_000_000)) == here


def test_a_child_beside_that_is_not_needed_ends(two_cores):
    with Beside(signal.pause, lambda given: (given, os.getpid())) as beside:
        assert beside._child.is_alive()
        beside.leave()
        assert multiprocessing.active_children() == []
        assert beside.do("here") == ("here", os.getpid())
    with Beside(signal.pause, print):
        assert len(multiprocessing.active_children()) == 1
    assert multiprocessing.active_children() == []


def test_a_copy_that_does_not_end_in_order_is_killed(two_cores, monkeypatch):
    monkeypatch.setattr(parallel, "PATIENCE", 0.2)

    def deaf():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.pause()

    with Beside(deaf, print) as beside:
        child = beside._child
    assert not child.is_alive()
    assert multiprocessing.active_children() == []


def test_where_no_process_is_left_everything_is_done_here(two_cores, monkeypatch):
    def refused():
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    here = os.getpid()
    assert set(each(("en", "fr"), lambda _: os.getpid()).values()) == {here}
    assert shared(range(5), lambda _: os.getpid()) == [here] * 5
    with Beside(lambda: 1 / 0, lambda given: (given, os.getpid())) as beside:
        assert beside.do("given") == ("given", here)


def test_a_signal_at_the_first_step_of_a_copy_ends_it_and_nothing_goes_on_in_it():
    """Raised there it would be raised in what the process is a copy of: a whole second run."""
    code = (
        "import os, signal\n"
        "from cpsurvey import parallel\n"
        "from cpsurvey.parallel import Beside, each, shared\n"
        "parallel.cores = lambda: 2\n"
        "def stop(*_): raise KeyboardInterrupt\n"
        "signal.signal(signal.SIGTERM, stop)\n"
        "ask = lambda: os.kill(os.getpid(), signal.SIGTERM)\n"
        "os.register_at_fork(after_in_child=ask)\n"
        "try:\n"
        "    with Beside(lambda: None, str.upper) as beside:\n"
        "        print(beside.do('a'), each(('b', 'c'), str.upper), shared('de', str.upper))\n"
        "except KeyboardInterrupt:\n"
        "    print('a copy goes on')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("A {'b': 'B', 'c': 'C'} ['D', 'E']\n", "")
