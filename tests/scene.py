"""A workshop on a memory store, played command by command: what the tests of the domain begin with."""

from itertools import count
from typing import Any

from workshops.agenda import Agenda, parse
from workshops.decisions.checking import read_policy
from workshops.decisions.policy import Policy
from workshops.exports.markdown import write_for_signing
from workshops.moment import Moment
from workshops.room import Room, Surroundings
from workshops.seal import Head, chained
from workshops.state import Workshop
from workshops.stores.agendas import shipped
from workshops.stores.contract import Store
from workshops.stores.memory import MemoryStore
from workshops.verbs import Aside, Event
from workshops.workshop import Slices, found, view, written_event

SHORT = """
id = "short"
title = "Short"
purpose = "One stage with every kind of step, for tests."
[[stage]]
id = "arrive"
title = "Arrive"
section = "partners"
purpose = "Who is here."
step = [
  { id = "welcome", kind = "welcome", title = "Welcome", minutes = 5 },
  { id = "pulse", kind = "pulse", title = "Pulse", minutes = 2 },
]
[[stage]]
id = "decide_how"
title = "How we decide"
section = "decisions"
purpose = "Our rules."
step = [
  { id = "rules", kind = "entries", title = "Rules", minutes = 5, options = { kinds = ["decision_rule", "resolution_step", "role"] } },
  { id = "decide", kind = "decide", title = "Decide", minutes = 5, options = { proposes = "section:decisions" } },
]
[[stage]]
id = "vision"
title = "Vision"
section = "vision"
purpose = "What we want."
step = [
  { id = "gather", kind = "gather", title = "Gather", minutes = 5, prompt = "What?", say = "Write." },
  { id = "group", kind = "group", title = "Group", minutes = 5, options = { of = ["vision.gather"] } },
  { id = "prioritise", kind = "prioritise", title = "Prioritise", minutes = 5, options = { of = "vision.group", budget = 5, cap = 3 } },
  { id = "draft", kind = "draft", title = "Draft", minutes = 5, options = { section = "vision" } },
  { id = "decide", kind = "decide", title = "Decide", minutes = 5, options = { proposes = "section:vision" } },
]
[[stage]]
id = "scope"
title = "Scope"
section = "scope"
purpose = "What we take on."
step = [{ id = "entries", kind = "entries", title = "Scope", minutes = 5, options = { kinds = ["horizon", "focus_area", "boundary"] } }]
[[stage]]
id = "goals"
title = "Goals"
section = "goals"
purpose = "Our goals."
step = [{ id = "entries", kind = "entries", title = "Goals", minutes = 5, options = { kinds = ["goal", "objective", "initiative"] } }]
[[stage]]
id = "sign_off"
title = "Sign-off"
purpose = "We sign."
step = [
  { id = "review", kind = "review", title = "Review", minutes = 5 },
  { id = "sign", kind = "sign", title = "Sign", minutes = 5 },
]
"""


def express() -> Agenda:
    """The shipped Express agenda."""
    return shipped()["express"]


class Scene:
    """A room and its people. `do` sends a command and returns the answer; `did` insists that it was carried out.

    The facilitator is `p1`; `seat` brings people in. Time goes on by one second with every command.
    """

    def __init__(
        self, *partners: str, agenda: Agenda | None = None, policy: dict[str, Any] | None = None, store: Store | None = None
    ) -> None:
        self.store: Store = store or MemoryStore()
        self._ticks = count(1_800_000_000_000, 1_000)
        self._ids = count(1)
        starting: Policy = read_policy(policy or {"rule": "consent"})
        moment = Moment(next(self._ticks), b"founding" * 4, write_for_signing)
        changes = found("w1", "A plan", "A partnership", agenda or parse(SHORT), starting, "The facilitator", list(partners), moment)
        lines = [line for line, _ in chained(Head(), [written_event(one) for one in changes if isinstance(one, Event)])]
        self.store.create("w1", "CODECODE")
        self.store.append("w1", 0, lines, [one for one in changes if isinstance(one, Aside)], [])
        self.faults: list[BaseException] = []
        self.around = Surroundings(
            lambda: next(self._ticks), b"a seed of 32 bytes for the tests", write_for_signing, report=self.faults.append
        )
        self.room = Room("w1", self.store, self.around)

    @property
    def state(self) -> Workshop:
        """The workshop as committed."""
        return self.room.state

    def do(self, participant: str | None, command: str, /, **fields: Any) -> dict[str, Any]:
        """The answer to a command with these fields."""
        fields.setdefault("command_id", f"t{next(self._ids)}")
        answer = self.room.submit(participant, {"type": command, **fields})
        assert not self.faults, self.faults
        return answer

    def did(self, participant: str | None, command: str, /, **fields: Any) -> Any:
        """What a command made, which must be carried out."""
        answer = self.do(participant, command, **fields)
        assert answer["ok"], answer
        return answer["made"]

    def refused(self, participant: str | None, command: str, /, **fields: Any) -> str:
        """The code of the refusal of a command, which must change nothing."""
        before = self.state
        answer = self.do(participant, command, **fields)
        assert not answer["ok"], answer
        assert self.state is before
        return str(answer["code"])

    def open(self) -> "Scene":
        """Opens the doors."""
        self.did("p1", "open_doors")
        return self

    def seat(self, name: str, partner: str, *, speaks: bool = False) -> str:
        """A person who joins for a partner (by id or a new name), confirmed as its representative if they speak for it."""
        known = {"partner": partner} if partner in self.state.partners else {"new_partner": partner}
        person: str = self.did(None, "join", name=name, voice=speaks, **known)
        if speaks:
            self.did("p1", "confirm_voice", participant=person)
        return person

    def observer(self, name: str = "An observer") -> str:
        """A person who observes."""
        person: str = self.did(None, "join", name=name, observer=True)
        return person

    def sees(self, participant: str) -> Slices:
        """All that a participant may see now."""
        return view(self.state, participant)

    def reopened(self) -> "Room":
        """The same workshop as another process would load it."""
        return Room("w1", self.store, self.around)

    def lines(self) -> list[str]:
        """The log."""
        return self.store.load("w1").lines


def partnership(*, policy: dict[str, Any] | None = None, partners: int = 3) -> tuple[Scene, list[str]]:
    """A scene with this many partners, each with its representative; doors open."""
    scene = Scene(policy=policy).open()
    return scene, [scene.seat(f"Person {n}", f"Partner {n}", speaks=True) for n in range(1, partners + 1)]
