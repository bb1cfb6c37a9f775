"""A live workshop: commands come in from many people, one is decided after the other, and what is acknowledged is on the disk.

Responsible for: order (one turn at a time), group commit (what arrives while the disk is busy is the next batch), repeats
(a command id is carried out once), conflicts with another process, and telling listeners that something has changed.
Not responsible for: who somebody is, and how anybody hears of it.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct

from workshops.moment import Moment, entropy_for
from workshops.refusal import Refused
from workshops.seal import Head, chained, event_in, walked
from workshops.state import Workshop
from workshops.steps.deciding.boxes import left_over
from workshops.stores.contract import Answered, Conflict, Store
from workshops.verbs import Aside, Command, Event, Made
from workshops.workshop import apply, decide, read_command, read_event, replay, written_event

T = TypeVar("T")
Answer = dict[str, Any]

# A batch is one transaction; a longer one would keep the first in it waiting.
MOST_AT_ONCE = 200


class Surroundings(Struct, frozen=True):
    """What a room needs from outside: the time (ms UTC), a secret seed, the writer of the plan, a way to wait for the disk,
    and a place to report a fault of our own to."""

    now: Callable[[], int]
    seed: bytes
    write: Callable[[Workshop], bytes]
    in_thread: Callable[[Callable[[], Any]], Any] = lambda work: work()
    report: Callable[[BaseException], None] = lambda fault: None


class Ticket:
    """A command that waits for its turn, and then holds its answer."""

    __slots__ = ("answer", "command", "participant")

    def __init__(self, participant: str, command: Command) -> None:
        self.participant = participant
        self.command = command
        self.answer: Answer | None = None


class Batch:
    """What one turn decides: a scratch state, and all that has to be written for it."""

    def __init__(self, state: Workshop, head: Head) -> None:
        self.state = state
        self.head = head
        self.lines: list[str] = []
        self.asides: list[Aside] = []
        self.answered: dict[tuple[str, str], Answer] = {}
        self.answers: list[tuple[Ticket, Answer]] = []


class Room:
    """A workshop that people are in. `state` is always a committed one; listeners are called after every change of it."""

    def __init__(self, workshop: str, store: Store, around: Surroundings) -> None:
        self.id = workshop
        self.listeners: list[Callable[[Room], None]] = []
        self._store = store
        self._around = around
        self._inbox: deque[Ticket] = deque()
        self._turn = threading.Lock()
        self._load()

    def submit(self, participant: str | None, written: Any) -> Answer:
        """Carries a command out for a participant (None = a stranger, whose command ids only the join page makes).

        Gives the answer of docs/interface.md without its slices (`{"ok": True, "seq", "made"}` or a refusal), once it is on the disk.
        """
        try:
            ticket = Ticket(participant or "", read_command(written))
        except Refused as refusal:
            return refused(refusal)
        self._inbox.append(ticket)
        with self._turn:
            while ticket.answer is None:
                self._serve()
        return ticket.answer

    def _serve(self) -> None:
        """Decides what waits, writes it in one transaction, publishes the state, and only then gives the answers out."""
        tickets = [self._inbox.popleft() for _ in range(min(len(self._inbox), MOST_AT_ONCE))]
        before = self.state
        try:
            answers = self._committed(tickets).answers
        except Exception as fault:
            # Everybody who waits is answered, whatever broke: a ticket without an answer would wait for ever.
            self._around.report(fault)
            answers = [(ticket, FAULT) for ticket in tickets]
        if self.state is not before:
            self._tell()
        for ticket, answer in answers:
            ticket.answer = answer

    def _committed(self, tickets: list[Ticket]) -> Batch:
        while True:
            batch = self._decided(tickets)
            try:
                self._commit(batch)
            except Conflict:
                self._in_thread(self._load)
            else:
                return batch

    def _tell(self) -> None:
        for listener in self.listeners:
            try:
                listener(self)
            except Exception as fault:
                # What is committed stays committed, even where somebody fails to hear of it.
                self._around.report(fault)

    def _decided(self, tickets: list[Ticket]) -> Batch:
        batch = Batch(self.state, self._head)
        for ticket in tickets:
            batch.answers.append((ticket, self._answer(batch, ticket)))
        return batch

    def _answer(self, batch: Batch, ticket: Ticket) -> Answer:
        key = (ticket.participant, ticket.command.command_id)
        known = self._answered.get(key) or batch.answered.get(key)
        if known is not None:
            return known | {"seq": batch.state.seq}
        try:
            answer = self._carry_out(batch, ticket)
        except Exception as fault:
            self._around.report(fault)
            return FAULT
        if answer["ok"] and ticket.command.remembered:
            # Threat: the line of a card that nobody is to be the author of, remembered beside whoever sent it.
            batch.answered[key] = {"ok": True, "made": answer["made"]}
        return answer

    def _carry_out(self, batch: Batch, ticket: Ticket) -> Answer:
        actor = batch.state.actor(ticket.participant)
        entropy = entropy_for(self._around.seed, self.id, ticket.participant, ticket.command.command_id)
        moment = Moment(self._around.now(), entropy, self._around.write)
        changes = decide(batch.state, actor, ticket.command, moment)
        if isinstance(changes, Refused):
            return refused(changes)
        state, head = batch.state, batch.head
        lines: list[str] = []
        for change in changes:
            state = apply(state, change)
            if isinstance(change, Event):
                ((line, head),) = chained(head, [written_event(change)])
                lines.append(line)
        batch.state, batch.head = state, head
        batch.lines += lines
        batch.asides += [change for change in changes if isinstance(change, Aside)]
        made = next((change.id for change in changes if isinstance(change, Made)), None)
        return {"ok": True, "seq": state.seq, "made": made}

    def _commit(self, batch: Batch) -> None:
        if not batch.answered and not batch.lines and not batch.asides:
            return
        answers = [Answered(actor, command_id, answer) for (actor, command_id), answer in batch.answered.items()]
        self._stored_turn = self._in_thread(lambda: self._store.append(self.id, self._stored_turn, batch.lines, batch.asides, answers))
        self.state, self._head = batch.state, batch.head
        self._answered.update(batch.answered)

    def _load(self) -> None:
        loaded = self._store.load(self.id)
        head = walked(loaded.lines)
        # Only now, since what cannot be read must leave the room as it was.
        self.state, self._head = replay((read_event(event_in(line)) for line in loaded.lines), loaded.asides), head
        self._stored_turn = loaded.turn
        self._answered = {(one.actor, one.command_id): one.answer for one in loaded.answers}
        self._destroy(left_over(self.state, loaded.asides))

    def _destroy(self, boxes: list[Aside]) -> None:
        """Destroys ballot boxes whose round is closed: the process ended after the close was written, and before they were gone."""
        if not boxes:
            return
        try:
            self._stored_turn = self._store.append(self.id, self._stored_turn, [], boxes, [])
        except Conflict:
            # Whoever was faster has this room open, and destroys them.
            return

    def _in_thread(self, work: Callable[[], T]) -> T:
        result: T = self._around.in_thread(work)
        return result


FAULT: Answer = {
    "ok": False,
    "code": "fault",
    "message": "Something went wrong on our side. Nothing was changed; please try again.",
    "field": None,
}


def refused(refusal: Refused) -> Answer:
    """A refusal as an answer."""
    return {"ok": False, "code": refusal.code, "message": refusal.message, "field": refusal.field or None}
