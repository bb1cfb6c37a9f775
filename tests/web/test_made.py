"""Programs that write files for us, run apart; and the files they wrote, kept for whoever asks next."""

import os
import sys
import time

import gevent
import pytest
from gevent.event import Event
from msgspec import structs

from facilitator.live.made import Made
from facilitator.paper import MissingTool, apart
from facilitator.paper.apart import MEMORY, NICE, Apart
from tests.domain.full_plan import plan_saying

STATE = plan_saying("Warm meals")


def python(program: str, given: bytes = b"") -> Apart:
    """A Python that runs this."""
    return Apart([sys.executable, "-I", "-c", program], given)


def test_a_program_reads_what_it_is_given_and_its_output_is_the_file() -> None:
    assert python("import sys; sys.stdout.write(sys.stdin.read()[::-1])", b"abc" * 100_000).written() == b"cba" * 100_000


def test_it_stands_back_behind_the_server() -> None:
    expected = os.getpriority(os.PRIO_PROCESS, 0) + NICE
    waits = f"import os\nwhile os.getpriority(os.PRIO_PROCESS, 0) != {expected}: pass\nprint('now')"
    assert python(waits).written() == b"now\n"


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "import os; os.abort()"])
def test_one_that_fails_has_written_nothing(program: str) -> None:
    assert python(f"print('half a file', flush=True); {program}").written() is None


@pytest.mark.skipif(sys.platform != "linux", reason="only there the system can limit a program that runs")
@pytest.mark.parametrize(("takes", "written"), [(MEMORY // 2, b"done\n"), (MEMORY + MEMORY // 2, None)])
def test_one_that_takes_too_much_memory_has_written_nothing(takes: int, written: bytes | None) -> None:
    limited = f"import resource as r\nwhile r.getrlimit(r.RLIMIT_DATA)[0] != {MEMORY}: pass\n"
    assert python(f"{limited}bytearray({takes})\nprint('done')").written() == written


def test_one_that_is_not_there_has_written_nothing() -> None:
    assert Apart(["/no/such/program"], b"").written() is None


def test_one_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST", 0.3)
    began = time.monotonic()
    assert python("while True: pass").written() is None
    assert time.monotonic() - began < 30


def test_thirty_who_ask_at_once_get_one_file_that_was_made_once() -> None:
    made, begun, gate = Made(), [], Event()

    def make() -> bytes:
        begun.append(1)
        gate.wait()
        return b"the file"

    asking = [gevent.spawn(made.file, STATE, "workplan.pdf", make) for _ in range(30)]
    gevent.sleep(0)
    gate.set()
    gevent.joinall(asking, timeout=30)
    assert [one.value for one in asking] == [b"the file"] * 30
    assert len(begun) == 1


def test_a_plan_that_has_changed_is_made_anew_and_so_is_one_that_was_read_again() -> None:
    made = Made()
    again = structs.replace(STATE)
    assert again == STATE
    for state, content in ((STATE, b"1"), (structs.replace(STATE, seq=STATE.seq + 1), b"2"), (again, b"3")):
        assert made.file(state, "workplan.pdf", lambda content=content: content) == content  # type: ignore[misc]


def test_what_could_not_be_made_is_tried_again() -> None:
    made, missing = Made(), MissingTool("not here")
    assert made.file(STATE, "workplan.pdf", lambda: missing) is missing
    assert made.file(STATE, "workplan.pdf", lambda: b"now") == b"now"


def test_only_the_newest_are_kept() -> None:
    made = Made(most=2)
    for name in ("a", "b", "c"):
        made.file(STATE, name, lambda: b"old")
    assert [made.file(STATE, name, lambda: b"new") for name in ("c", "b", "a")] == [b"old", b"old", b"new"]
