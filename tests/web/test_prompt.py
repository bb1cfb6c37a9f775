"""What is started at once: in which order things go on, and that nobody is woken who is not waiting any more."""

import gevent
from gevent.event import Event

from facilitator.live.prompt import Prompt


def test_what_is_started_begins_before_whoever_started_it_goes_on() -> None:
    told: list[str] = []
    other = gevent.spawn(told.append, "somebody who waited already")
    begun = Prompt(target=lambda: (told.append("begins"), gevent.sleep(0), told.append("ends")))
    begun.start()
    told.append("goes on")
    gevent.joinall([begun, other])
    assert told[0] == "begins"
    assert told.index("goes on") < told.index("ends")


def test_the_event_loop_can_start_one() -> None:
    told: list[str] = []
    begun = Prompt(target=lambda: told.append("begins"))
    gevent.get_hub().loop.run_callback(begun.start)
    begun.join()
    assert told == ["begins"]


def test_whoever_is_ended_while_it_begins_waits_undisturbed_for_something_else() -> None:
    told: list[object] = []
    done = Event()

    def starts() -> None:
        starter.kill(block=False)
        try:
            Prompt(target=lambda: None).start()
        finally:
            # Woken by somebody else, it would get no answer.
            told.append(done.wait(timeout=10))

    starter = gevent.spawn(starts)
    gevent.spawn_later(0.05, done.set)
    gevent.joinall([starter])
    assert told == [True]
