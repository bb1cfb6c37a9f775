"""The pace: timers that warn and never act, and an agenda that bends."""

import pytest

from tests.domain.happening import happening
from tests.scene import Scene, partnership
from workshops.state import Timer
from workshops.steps.pace import MOST_STEPS


def timer(scene: Scene) -> Timer:
    """The timer, which there must be."""
    assert scene.state.place.timer is not None
    return scene.state.place.timer


class TestTimer:
    def test_it_runs_until_its_end_by_the_servers_clock(self) -> None:
        scene = Scene()
        with happening(scene) as news:
            scene.did("p1", "start_timer", seconds=60)
        assert timer(scene) == Timer(60, ends_at=news[0]["at"] + 60_000)

    def test_held_it_keeps_what_is_left_and_resumed_it_runs_that_long(self) -> None:
        scene = Scene()
        scene.did("p1", "start_timer", seconds=60)
        scene.did("p1", "pause_timer")
        assert timer(scene) == Timer(60, left=59)
        with happening(scene) as news:
            scene.did("p1", "resume_timer")
        assert timer(scene) == Timer(60, ends_at=news[0]["at"] + 59_000)

    def test_a_minute_more_is_given_running_held_over_or_not_yet_started(self) -> None:
        scene = Scene()
        with happening(scene) as news:
            scene.did("p1", "extend_timer", seconds=60)
        assert timer(scene) == Timer(60, ends_at=news[0]["at"] + 60_000)
        scene.did("p1", "extend_timer", seconds=60)
        assert timer(scene) == Timer(120, ends_at=news[0]["at"] + 120_000)
        scene.did("p1", "pause_timer")
        left = timer(scene).left
        scene.did("p1", "extend_timer", seconds=30)
        assert timer(scene) == Timer(150, left=(left or 0) + 30)
        scene.did("p1", "start_timer", seconds=5)
        for _ in range(6):
            scene.did("p1", "call_everyone")
        with happening(scene) as late:
            scene.did("p1", "extend_timer", seconds=60)
        assert timer(scene) == Timer(65, ends_at=late[0]["at"] + 60_000)

    def test_an_overrun_timer_holds_at_nothing_left(self) -> None:
        scene = Scene()
        scene.did("p1", "start_timer", seconds=5)
        for _ in range(9):
            scene.did("p1", "call_everyone")
        scene.did("p1", "pause_timer")
        assert timer(scene).left == 0

    def test_what_does_not_run_cannot_be_held_and_what_is_not_held_cannot_run_on(self) -> None:
        scene = Scene()
        assert scene.refused("p1", "pause_timer") == "no_timer"
        assert scene.refused("p1", "resume_timer") == "no_timer"
        scene.did("p1", "start_timer", seconds=60)
        assert scene.refused("p1", "resume_timer") == "no_timer"
        scene.did("p1", "pause_timer")
        assert scene.refused("p1", "pause_timer") == "no_timer"

    def test_it_is_gone_with_the_step_and_nothing_else_happens_when_it_ends(self) -> None:
        scene = Scene()
        scene.did("p1", "start_timer", seconds=5)
        for _ in range(9):
            scene.did("p1", "call_everyone")
        assert scene.state.place.step == "arrive.welcome"
        scene.did("p1", "go_to", step="arrive.pulse")
        assert scene.state.place.timer is None

    @pytest.mark.parametrize("seconds", [0, 4, -60, 14_401, 2.5, "60", True])
    def test_a_time_out_of_all_measure_is_refused(self, seconds: object) -> None:
        assert Scene().refused("p1", "start_timer", seconds=seconds) == "bad_field"


class TestAgenda:
    def test_a_step_gets_another_timebox_for_today(self) -> None:
        scene = Scene()
        scene.did("p1", "set_minutes", step="arrive.pulse", minutes=9)
        (arrive, *_) = scene.sees("p1")["path"]["stages"]
        assert arrive["minutes"] == 14
        assert scene.refused("p1", "set_minutes", step="arrive.nothing", minutes=9) == "unknown_step"
        assert scene.refused("p1", "set_minutes", step="arrive.pulse", minutes=0) == "bad_field"

    def test_a_step_or_a_whole_stage_is_skipped_and_taken_in_again(self) -> None:
        scene = Scene()
        scene.did("p1", "skip", step="arrive.pulse", on=True)
        scene.did("p1", "skip", step="vision", on=True)
        stages = {stage["id"]: stage for stage in scene.sees("p1")["path"]["stages"]}
        assert [step["skipped"] for step in stages["arrive"]["steps"]] == [False, True]
        assert (stages["arrive"]["minutes"], stages["vision"]["skipped"]) == (5, True)
        scene.did("p1", "skip", step="vision", on=False)
        assert not {stage["id"]: stage for stage in scene.sees("p1")["path"]["stages"]}["vision"]["skipped"]
        assert scene.refused("p1", "skip", step="nothing", on=True) == "unknown_step"

    def test_the_script_leads_past_what_is_skipped(self) -> None:
        scene = Scene()
        scene.did("p1", "skip", step="arrive.pulse", on=True)
        scene.did("p1", "skip", step="decide_how", on=True)
        assert scene.sees("p1")["script"]["next"]["step"] == "vision.gather"
        scene.did("p1", "go_to", step="vision.gather")
        assert scene.sees("p1")["script"]["previous"]["step"] == "arrive.welcome"

    def test_a_skipped_step_can_be_gone_to_all_the_same(self) -> None:
        scene = Scene()
        scene.did("p1", "skip", step="vision", on=True)
        scene.did("p1", "go_to", step="vision.draft")
        assert scene.sees("p1")["script"]["next"]["step"] == "vision.decide"

    def test_one_more_step_is_put_in_before_another_and_works_like_any(self) -> None:
        scene, _ = partnership(partners=1)
        step = scene.did("p1", "insert_step", before="vision.decide", kind="pulse", title="Is it ours?", minutes=1)
        other = scene.did("p1", "insert_step", before=step, kind="pulse")
        ids = [one.id for one in scene.state.agenda.steps()]
        assert ids.index(other) + 1 == ids.index(step) == ids.index("vision.decide") - 1
        scene.did("p1", "go_to", step=step)
        scene.did("p2", "set_pulse", step=step, value=4)
        scene.did("p1", "reveal", step=step)
        assert scene.sees("p2")[f"pulse:{step}"]["counts"] == [0, 0, 0, 0, 1, 0]

    @pytest.mark.parametrize("kind", ["decide", "sign", "welcome", "nothing", ""])
    def test_only_what_needs_no_preparation_is_put_in(self, kind: str) -> None:
        assert Scene().refused("p1", "insert_step", before="vision.decide", kind=kind) == "unknown_kind"

    def test_it_goes_before_a_step_that_is_there_and_an_agenda_is_not_endless(self) -> None:
        scene = Scene()
        assert scene.refused("p1", "insert_step", before="vision", kind="pulse") == "unknown_step"
        while len(scene.state.agenda.steps()) < MOST_STEPS:
            scene.did("p1", "insert_step", before="vision.decide", kind="pulse")
        assert scene.refused("p1", "insert_step", before="vision.decide", kind="pulse") == "full"
        assert len({step.id for step in scene.state.agenda.steps()}) == MOST_STEPS

    @pytest.mark.parametrize(
        "options", [{"budget": 2**60}, {"cap": -1}, {"limit": 10**6}, {"kinds": ["x"] * 50}, {"low": "\ud800"}, {"more": 1}], ids=str
    )
    def test_the_options_of_a_step_are_bounded(self, options: dict[str, object]) -> None:
        code = Scene().refused("p1", "insert_step", before="vision.decide", kind="prioritise", options=options)
        assert code in {"bad_field", "unfit_text"}
