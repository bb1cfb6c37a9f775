"""Snapshot at n + changes = fresh snapshot, per viewer: whatever happens in the room, and whoever drops out and comes back."""

from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from facilitator.live.streams import Stream, difference
from tests.scene import Scene
from workshops.workshop import Recall, Slices, for_everyone, for_facilitators, for_person, view

PEOPLE = ("p1", "p2", "p3", "p4", "p5", "p6")
STEPS = ("arrive.pulse", "vision.gather", "vision.group", "vision.prioritise", "vision.draft", "vision.decide", "sign_off.sign")
CHOICES = ("consent", "concern", "stand_aside", "object")


def words() -> st.SearchStrategy[str]:
    return st.sampled_from(["Fresh food", "One door", "Near and the same day", "<b>", "**yes**"])


def command(kind: str, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"type": st.just(kind), **fields})


IDS = st.integers(1, 3)
COMMANDS = st.one_of(
    command("write_card", step=st.just("vision.gather"), text=words()),
    command("set_pulse", step=st.just("arrive.pulse"), value=st.integers(0, 5)),
    command("place_dots", step=st.just("vision.prioritise"), dots=st.dictionaries(IDS.map("t{}".format), st.integers(0, 3), max_size=2)),
    command("reveal", step=st.sampled_from(["vision.gather", "arrive.pulse", "vision.prioritise"])),
    command("name_theme", step=st.just("vision.group"), name=words()),
    command("move_card", card=IDS.map("c{}".format), theme=IDS.map("t{}".format)),
    command("remove_theme", theme=IDS.map("t{}".format)),
    command("save_text", section=st.just("vision"), content=words(), base=st.integers(0, 4)),
    command("add_entry", kind=st.just("goal"), fields=st.fixed_dictionaries({"title": words()})),
    command("change_entry", entry=IDS.map("e{}".format), fields=st.fixed_dictionaries({"title": words()})),
    command("remove_entry", entry=IDS.map("e{}".format)),
    command("restore_entry", entry=IDS.map("e{}".format)),
    command("open_decision", proposes=st.sampled_from(["section:vision", "section:goals"])),
    command("cast_ballot", decision=IDS.map("d{}".format), voter=IDS.map("o{}".format), choice=st.sampled_from(CHOICES), reason=words()),
    command("record_ballot", decision=IDS.map("d{}".format), voter=IDS.map("o{}".format), choice=st.just("consent")),
    command("close_round", decision=IDS.map("d{}".format)),
    command("next_round", decision=IDS.map("d{}".format)),
    command("go_to", step=st.sampled_from(STEPS)),
    command("signal", kind=st.just("ready"), on=st.booleans()),
    command("park", text=words()),
    command("lock", on=st.booleans()),
    command("freeze"),
    command("thaw"),
    command("change_details", name=words()),
    command("set_co_facilitator", participant=st.just("p6"), on=st.booleans()),
    command("remove_participant", participant=st.sampled_from(PEOPLE[1:])),
    command("readmit_participant", participant=st.sampled_from(PEOPLE[1:])),
    command("hand_voice", participant=st.just("p5")),
    command("confirm_voice", participant=st.just("p5")),
)


class Viewer:
    """Somebody who keeps a snapshot up to date by what the streams bring, and now and then misses all of it."""

    def __init__(self, participant: str) -> None:
        self.participant = participant
        self.streams = {name: Stream() for name in ("everyone", "person", "facilitators")}
        self.has: Slices = {}

    def follow(self, scene: Scene, recall: Recall, *, listening: bool) -> None:
        if not listening:
            # Missed some: a new snapshot, and the streams go on from it.
            self.has = view(scene.state, self.participant)
            for name, now in self.audiences(scene, recall).items():
                self.streams[name].sent = now
            return
        for name, now in self.audiences(scene, recall).items():
            changed = self.streams[name].advance(now)
            self.has = {key: value for key, value in (self.has | changed).items() if value is not None}

    def audiences(self, scene: Scene, recall: Recall) -> dict[str, Slices]:
        actor = scene.state.actor(self.participant)
        if not view(scene.state, self.participant):
            return {"everyone": {}, "person": {}, "facilitators": {}}
        return {
            "everyone": for_everyone(scene.state, recall),
            "person": for_person(scene.state, self.participant),
            "facilitators": for_facilitators(scene.state) if actor.leads else {},
        }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PEOPLE), COMMANDS, st.integers(0, 7)), max_size=40))
def test_changes_bring_every_viewer_to_the_fresh_snapshot(happenings: list[tuple[str, dict[str, Any], int]]) -> None:
    scene = Scene("First", "Second", "Third").open()
    for n in (1, 2, 3):
        scene.seat(f"Person {n}", f"o{n}", speaks=True)
    scene.seat("A colleague", "o1")
    scene.observer()
    recall: Recall = {}
    viewers = [Viewer(participant) for participant in PEOPLE]
    for participant, happening, deaf in happenings:
        kind = happening["type"]
        scene.do(participant, kind, **{name: value for name, value in happening.items() if name != "type"})
        for number, viewer in enumerate(viewers):
            viewer.follow(scene, recall, listening=number != deaf)
    for viewer in viewers:
        viewer.follow(scene, recall, listening=True)
        assert viewer.has == view(scene.state, viewer.participant)
    assert scene.reopened().state == scene.state


def test_a_difference_names_what_is_gone() -> None:
    assert difference({"a": 1, "b": 2}, {"b": 3, "c": 4}) == {"a": None, "b": 3, "c": 4}
