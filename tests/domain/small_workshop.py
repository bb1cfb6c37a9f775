"""A small workshop played through the domain alone: three partners decide how they decide, a vision, limits and goals."""

from typing import Any

from workshops.decisions.policy import Policy
from workshops.exports.markdown import write_for_signing
from workshops.moment import Moment, entropy_for
from workshops.people import STRANGER
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.stores.agendas import shipped
from workshops.verbs import Made
from workshops.workshop import apply, decide, found, read_command, replay

BEGAN = 1_795_341_600_000  # 2026-11-22 10:00:00 UTC


class Played:
    """A workshop and its clock, a second later with every command."""

    def __init__(self, title: str = "River workplan", partnership: str = "River Partnership", partners: tuple[str, ...] = ("Kitchen", "Council", "Growers")) -> None:  # fmt: skip  # noqa: E501
        self.at = 0
        self.workshop: Workshop = self._founded(title, partnership, list(partners))
        for number, partner in enumerate(self.workshop.partners, 1):
            person = self.told("", "join", name=f"Person {number}", partner=partner, title="chair", voice=True)
            self.told("p1", "confirm_voice", participant=person)

    def _founded(self, title: str, partnership: str, partners: list[str]) -> Workshop:
        changes = found("w1", title, partnership, shipped()["express"], Policy(), "Ines", partners, self._moment())
        events = [change for change in changes if hasattr(change, "at")]
        asides = [change for change in changes if not hasattr(change, "at")]
        return apply_all(replay(events, asides), self.told_now("p1", "open_doors", replay(events, asides)))

    def _moment(self) -> Moment:
        self.at += 1
        return Moment(BEGAN + self.at * 1000, entropy_for(b"seed", self.at), write_for_signing)

    def told_now(self, who: str, command: str, workshop: Workshop, /, **fields: Any) -> Any:
        actor = workshop.actor(who) if who else STRANGER
        read = read_command({"type": command, "command_id": f"c{self.at}", **fields})
        changes = decide(workshop, actor, read, self._moment())
        assert not isinstance(changes, Refused), changes
        return changes

    def told(self, who: str, command: str, /, **fields: Any) -> str:
        """What `who` commands is carried out; gives the id it made, if any."""
        changes = self.told_now(who, command, self.workshop, **fields)
        self.workshop = apply_all(self.workshop, changes)
        return next((change.id for change in changes if isinstance(change, Made)), "")

    def entry(self, kind: str, **fields: Any) -> str:
        """A new entry, written by the facilitator."""
        return self.told("p1", "add_entry", kind=kind, fields=fields)

    def text(self, section: str, content: str) -> None:
        """A new text of a section."""
        now = self.workshop.plan.texts.get(section)
        self.told("p1", "save_text", section=section, content=content, base=now.version if now else 0)

    def voted(self, decision: str, *answers: str | tuple[str, str] | None) -> None:
        """The partners answer in order (None says nothing), and the round is closed."""
        for number, answer in enumerate(answers, 1):
            if answer is not None:
                choice, reason = answer if isinstance(answer, tuple) else (answer, "")
                self.told(f"p{number + 1}", "cast_ballot", decision=decision, voter=f"o{number}", choice=choice, reason=reason)
        self.told("p1", "close_round", decision=decision)


def apply_all(workshop: Workshop, changes: Any) -> Workshop:
    """The workshop after these changes."""
    for change in changes:
        workshop = apply(workshop, change)
    return workshop


def river() -> Played:
    """The workshop up to the freeze: an objection met, a passage changed since, a section decided entry by entry."""
    play = Played()
    play.told("p2", "describe_partner", partner="o1", brings="A kitchen", hopes="Fewer parcels")
    play.entry("decision_rule", applies_to="workplan", policy={"rule": "consent", "quorum": [2, 3]}, may_depart=True)
    play.entry("resolution_step", what="Those concerned talk", who="The partners concerned", within_days=7)
    play.entry("role", title="Chairs", held_by="Kitchen and Council", mandate="Prepare meetings.\nSettle what is stuck.")
    rules = play.told("p1", "open_decision", proposes="section:decisions")
    play.voted(rules, "consent", "consent", "consent")
    play.text("vision", "Nobody goes without food.")
    vision = play.told("p1", "open_decision", proposes="section:vision")
    play.voted(vision, "consent", ("object", "We cannot promise “nobody”"), "consent")
    play.told("p1", "note_objection", decision=vision, voter="o2", how="It now speaks of households that ask")
    play.text("vision", "By 2027, **any household that asks** has good food within a day.")
    play.told("p1", "next_round", decision=vision)
    play.voted(vision, "consent", ("concern", "Weekends are not yet covered"), None)
    play.entry("horizon", **{"from": "2026-10-01", "to": "2027-09-30"})
    area = play.entry("focus_area", title="Meals people choose", why="A warm meal reaches people")
    play.entry("boundary", text="Evening meals", side="in")
    play.entry("boundary", text="Cash grants", side="out")
    goal = play.entry("goal", title="Three meal sites open", focus_area=area, why="The gap is after six")
    objective = play.entry("objective", title="Sites and rota in place", goal=goal, due="2026-11-30")
    play.entry("initiative", title="Warm Tables", objectives=[objective], lead="o1")
    apart = play.told("p1", "open_decision", proposes=[goal, objective], policy={"rule": "majority"}, reason="Time is short")
    play.voted(apart, "yes", "yes", "no")
    play.told("p1", "change_entry", entry=objective, fields={"due": "2026-12-15"})
    return play
