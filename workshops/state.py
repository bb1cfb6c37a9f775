"""What a workshop is at one moment: one frozen value, made by applying its events in order.

Five things in it do not come from the log but stand beside it, and are named so: `personal` (names, which can be
erased), `held` (what is not yet to be seen, kept until it is revealed and then forgotten), `boxes` (secret ballots of open
rounds, by box and voter), the plan's `texts`, and `comments` on them.
"""

from typing import Any

from msgspec import Struct, structs

from workshops.agenda import Agenda, Stage, Step
from workshops.decisions.ballot import Ballot
from workshops.decisions.decision import Decision, Status
from workshops.decisions.policy import Policy
from workshops.people import CLOCK, FACILITATORS, SEATED, STRANGER, Actor, Designation, Participant, Partner, Role
from workshops.plan.document import Entry, Plan
from workshops.versions import Version

Held = dict[str, dict[str, dict[str, Any]]]
"""Step → participant → item → value: cards, dots, pulses and signals that nobody else may see yet."""


class Timer(Struct, frozen=True):
    """`total` seconds; running until `ends_at` (ms UTC), or paused with `left` seconds."""

    total: int
    ends_at: int | None = None
    left: int | None = None


class Place(Struct, frozen=True):
    """Where everybody is: a step, whether editing is locked, how often everyone was called, and the timer."""

    step: str
    locked: bool = False
    calls: int = 0
    timer: Timer | None = None


class Card(Struct, frozen=True):
    """A revealed card. `author` is "" in an anonymous step, and stays so."""

    id: str
    step: str
    text: str
    theme: str = ""
    author: str = ""


class Theme(Struct, frozen=True):
    """A named group of cards, made in the group step `step`. `dots` by the prioritise step that revealed them."""

    id: str
    step: str
    name: str
    dots: dict[str, int] = {}


class Parked(Struct, frozen=True):
    """A thought for later, with the partner it came from."""

    id: str
    text: str
    partner: str


class Reply(Struct, frozen=True):
    """What somebody answered to a comment, at `at` (ms UTC)."""

    words: str
    by: str
    at: int


class Comment(Struct, frozen=True):
    """What somebody said about a passage of a section's text: by the words it had then, and by its two ends."""

    id: str
    section: str
    quote: str
    anchor: str
    head: str
    words: str
    by: str
    at: int
    replies: tuple[Reply, ...] = ()
    resolved: bool = False


class Deed(Struct, frozen=True):
    """What somebody last did to an entry, as it has to be known to take it back: the entry before (None = there was none) and after,
    and before which other it stood ("" = last of its kind)."""

    before: Entry | None
    after: Entry
    stood_before: str = ""


class Milestone(Struct, frozen=True):
    """What somebody who was away should know: `kind` as in docs/interface.md, `at` in ms UTC. `{who}` in `text` is `who`'s name."""

    seq: int
    at: int
    kind: str
    text: str
    who: str = ""


class Workshop(Struct, frozen=True):
    """A workshop. `seq` is the number of its last event, `moved_at` that event's time (ms UTC; anonymous ones have none)."""

    id: str
    title: str
    partnership: str
    agenda: Agenda
    starting_policy: Policy
    place: Place
    locale: str = "en"
    seq: int = 0
    moved_at: int = 0
    doors: bool = False
    session: int = 0
    partners: dict[str, Partner] = {}
    participants: dict[str, Participant] = {}
    designations: tuple[Designation, ...] = ()
    personal: dict[tuple[str, str], str] = {}
    held: Held = {}
    boxes: dict[str, dict[str, Ballot]] = {}
    comments: dict[str, Comment] = {}
    revealed: frozenset[str] = frozenset()
    cards: dict[str, Card] = {}
    themes: dict[str, Theme] = {}
    pulses: dict[str, tuple[int, ...]] = {}
    heard: dict[str, dict[str, int]] = {}
    answered: dict[str, int] = {}
    plan: Plan = Plan()
    decisions: dict[str, Decision] = {}
    rules: dict[str, Policy] = {}
    ladder: dict[str, dict[str, Any]] = {}
    version: Version | None = None
    milestones: tuple[Milestone, ...] = ()
    parking: dict[str, Parked] = {}
    counted: dict[str, int] = {}
    deeds: dict[str, Deed] = {}
    homework: str = ""

    def step(self) -> Step:
        """The step that everybody is at."""
        step = self.agenda.step(self.place.step)
        assert step is not None, "a workshop is always at a step of its agenda"
        return step

    def stage(self) -> Stage:
        """The stage that everybody is in."""
        stage = self.agenda.stage_of(self.place.step)
        assert stage is not None, "a workshop is always at a step of its agenda"
        return stage

    def actor(self, participant: str) -> Actor:
        """Who this participant is now: their role as it stands, a stranger when unknown, removed when taken out."""
        person = self.participants.get(participant)
        if person is None:
            return CLOCK if participant == CLOCK.id else STRANGER
        if person.removed:
            return Actor(participant, Role.REMOVED)
        if person.role is Role.PARTICIPANT and self._has_left(person.partner):
            return Actor(participant, Role.OBSERVER)
        if person.role is Role.PARTICIPANT and self.speaks_for(participant):
            return Actor(participant, Role.REPRESENTATIVE)
        return Actor(participant, person.role)

    def _has_left(self, partner: str) -> bool:
        return partner not in self.partners or bool(self.partners[partner].withdrawn)

    def speaks_for(self, participant: str) -> list[str]:
        """The partners that this participant votes for."""
        return [partner.id for partner in self.partners.values() if partner.voice == participant]

    def signs_for(self, participant: str) -> list[str]:
        """The partners that this participant may sign for: a proxy of another partner votes, but signs for nobody else."""
        person = self.participants.get(participant)
        if person is None or person.removed:
            return []
        return [one for one in self.speaks_for(participant) if person.partner == one and not self._has_left(one)]

    def name(self, participant: str) -> str:
        """A participant's name, or words for one that was erased."""
        return self.personal.get((participant, "name"), "a former participant")

    def title_of(self, participant: str) -> str:
        """What a participant is at their partner ("kitchen manager"), "" when not said."""
        return self.personal.get((participant, "title"), "")

    def seated(self) -> list[Participant]:
        """Those who work here for a partner, in order of arrival."""
        return [one for one in self.participants.values() if not one.removed and one.role not in FACILITATORS and one.partner]

    def voters(self, unit: str) -> tuple[str, ...]:
        """The electorate of this moment: partners, or the people seated for them. Observers are never in it, nor is who has left."""
        if unit == "person":
            return tuple(one.id for one in self.seated() if self.actor(one.id).role in SEATED)
        return tuple(one.id for one in self.present_partners())

    def present_partners(self) -> list[Partner]:
        """The partners that have not withdrawn."""
        return [partner for partner in self.partners.values() if not partner.withdrawn]

    def partner_names(self) -> dict[str, str]:
        """The names of the partners by id, as they are written where a partner has a part: one that has left says so."""
        return {one.id: f"{one.name} (has withdrawn)" if one.withdrawn else one.name for one in self.partners.values()}

    def voter_name(self, voter: str) -> str:
        """A voter as people say it."""
        return self.partners[voter].name if voter in self.partners else self.name(voter)

    def open_decisions(self) -> list[Decision]:
        """The decisions whose round is open: at most one in the room, and any number until a date."""
        return [decision for decision in self.decisions.values() if decision.status is Status.OPEN]

    def decision_in_the_room(self) -> Decision | None:
        """The decision that everybody here is voting on now."""
        return next((decision for decision in self.decisions.values() if decision.in_the_room), None)

    def on_record(self) -> list[Decision]:
        """All decisions but those for practice."""
        return [decision for decision in self.decisions.values() if not decision.practice]

    def deadline(self) -> int | None:
        """When the next round closes by itself (ms UTC), None when none does."""
        return min((decision.current.until for decision in self.open_decisions() if decision.current.until), default=None)

    def policy_for(self, applies_to: str) -> Policy:
        """The policy that governs this kind of decision: adopted for it, else the workplan's, else the starting policy."""
        return self.agreed_policy(applies_to) or self.starting_policy

    def agreed_policy(self, applies_to: str) -> Policy | None:
        """The policy that the group itself has agreed on for this kind of decision; None before it has."""
        return self.rules.get(applies_to) or self.rules.get("workplan")

    def counted_up(self, *names: str) -> dict[str, int]:
        """The running numbers with each of these raised by one."""
        return self.counted | {name: self.counted.get(name, 0) + 1 for name in names}

    def next_id(self, letter: str) -> str:
        """The id that the next thing of this letter gets."""
        return f"{letter}{self.counted.get(letter, 0) + 1}"

    def held_of(self, step: str, participant: str) -> dict[str, Any]:
        """What a participant has handed in at a step that is not revealed yet."""
        return self.held.get(step, {}).get(participant, {})

    def is_frozen(self) -> bool:
        """Is a version frozen for signing, or sealed? Then nothing of the plan may change."""
        return self.version is not None


_BUT_THE_PLAN = [name for name in Workshop.__struct_fields__ if name != "plan"]
_BUT_THE_TEXTS = [name for name in Plan.__struct_fields__ if name != "texts"]


def differ_in_texts_alone(one: Workshop, other: Workshop) -> bool:
    """Has nothing happened between these two but that somebody wrote in a text?"""
    same = all(getattr(one, name) is getattr(other, name) for name in _BUT_THE_PLAN)
    return same and all(getattr(one.plan, name) is getattr(other.plan, name) for name in _BUT_THE_TEXTS)


def with_milestone(workshop: Workshop, kind: str, text: str, at: int, who: str = "") -> Workshop:
    """The workshop with one more thing to know for whoever was away; the newest hundred are kept."""
    new = Milestone(seq=workshop.seq, at=at, kind=kind, text=text, who=who)
    return structs.replace(workshop, milestones=(*workshop.milestones[-99:], new))
