"""All that can happen to a decision, at random, with a small model beside the workshop: whose ballot stands, and what is over."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.domain.random_ballots import ballot_fields, ballot_for, fields_of, policies
from tests.scene import Scene
from workshops.decisions.ballot import Ballot
from workshops.decisions.decision import Decision, Round, Status, turn_after
from workshops.decisions.policy import Rule, Unit
from workshops.decisions.result import FEWEST_SECRET, result_of
from workshops.decisions.votes import secret_votes, votes_of

PARTNERS = ("o1", "o2", "o3", "o4")
OPTIONS = ("A", "B", "C")


class Living(RuleBasedStateMachine):
    """A workshop of four partners, all that can happen to its newest decision, and what that decision should be."""

    def __init__(self) -> None:
        super().__init__()
        self.scene = Scene()
        self.voices: dict[str, str] = {}
        self.newcomer = ""
        self.standing: dict[str, Ballot] = {}
        self.over: dict[tuple[str, int], Round] = {}

    @initialize()
    def arrive(self) -> None:
        self.scene.open()
        for partner in PARTNERS:
            self.voices[partner] = self.scene.seat(f"Who speaks for {partner}", f"Partner {partner}", speaks=True)

    # What there is now.

    @property
    def decision(self) -> Decision | None:
        found = list(self.scene.state.decisions.values())
        return found[-1] if found else None

    def in_status(self, *statuses: Status) -> bool:
        return self.decision is not None and self.decision.status in statuses

    def is_open(self) -> bool:
        return self.in_status(Status.OPEN)

    def at_hand(self) -> Decision:
        assert self.decision is not None
        return self.decision

    def sender_of(self, voter: str) -> str:
        return self.voices.get(voter, voter)

    # What people do.

    @precondition(
        lambda self: self.decision is None or self.in_status(Status.CARRIED, Status.UNRESOLVED, Status.WITHDRAWN, Status.REOPENED)
    )
    @rule(policy=policies(), dated=st.booleans(), practice=st.booleans())
    def open(self, policy: dict[str, Any], dated: bool, practice: bool) -> None:
        until = 1_800_000_000_000 + 1_000 * (self.scene.state.seq * 3 + 400) if dated else 0
        answer = self.scene.do(
            "p1", "open_decision", proposes="question", question="Which way?", policy=policy, reason="At random", options=list(OPTIONS),
            decider=self.voices["o1"], until=until, practice=practice,
        )  # fmt: skip
        assert answer["ok"] or answer["code"] in {"too_few_for_secret", "no_weight", "no_decider", "nobody"}, answer
        self.standing = {} if answer["ok"] else self.standing

    @precondition(lambda self: self.is_open())
    @rule(data=st.data())
    def everybody_answers(self, data: st.DataObject) -> None:
        alike = data.draw(st.booleans())
        first = ballot_for(data, self.at_hand().current)
        for voter in self.at_hand().current.voters:
            self.cast_for(voter, first if alike else ballot_for(data, self.at_hand().current))

    @precondition(lambda self: self.is_open())
    @rule(data=st.data(), yes=st.booleans())
    def a_whole_round(self, data: st.DataObject, yes: bool) -> None:
        """Without it most lives would end before anything is decided."""
        self.everybody_answers(data)
        self.decide_after_advice(yes)
        self.close()

    @precondition(lambda self: self.in_status(Status.BETWEEN))
    @rule(data=st.data(), yes=st.booleans())
    def another_whole_round(self, data: st.DataObject, yes: bool) -> None:
        self.open_the_next_round()
        if self.is_open():
            self.a_whole_round(data, yes)

    @precondition(lambda self: self.is_open())
    @rule(data=st.data())
    def some_answer(self, data: st.DataObject) -> None:
        voters = data.draw(st.lists(st.sampled_from(self.at_hand().current.voters), min_size=1, max_size=5))
        for voter in voters:
            self.cast_for(voter, ballot_for(data, self.at_hand().current))

    def cast_for(self, voter: str, ballot: Ballot) -> None:
        now = self.at_hand().current
        answer = self.scene.do(
            self.sender_of(voter), "cast_ballot", decision=self.at_hand().id, voter=voter, round=now.number, **fields_of(ballot)
        )
        if answer["ok"]:
            self.standing[voter] = ballot
        else:
            assert answer["code"] in {"not_allowed", "not_your_vote", "too_late", "has_left"}, answer

    @precondition(lambda self: self.is_open())
    @rule(data=st.data(), fields=st.sampled_from([
        {"choice": "maybe"}, {"approve": ["Z"]}, {"scores": {"A": 9}}, {"dots": {"A": 99}}, {"ranking": [["A"], ["A"]]}, {"weight": 7},
        {"choice": "yes", "ranking": [["A"]]}, {"choice": "consent", "round": 9},
    ]))  # fmt: skip
    def cast_what_cannot_be(self, data: st.DataObject, fields: dict[str, Any]) -> None:
        voter = data.draw(st.sampled_from(self.at_hand().current.voters))
        self.scene.refused(self.sender_of(voter), "cast_ballot", decision=self.at_hand().id, voter=voter, **fields)

    @precondition(lambda self: self.is_open())
    @rule(data=st.data())
    def cast_for_somebody_else(self, data: st.DataObject) -> None:
        now = self.at_hand().current
        voter = data.draw(st.sampled_from(now.voters))
        others = [one for one in self.voices.values() if one != self.sender_of(voter)]
        if others:
            other = data.draw(st.sampled_from(others))
            ballot = ballot_for(data, now)
            self.scene.refused(other, "cast_ballot", decision=self.at_hand().id, voter=voter, **fields_of(ballot))

    @precondition(lambda self: self.is_open())
    @rule(data=st.data())
    def say_aloud(self, data: st.DataObject) -> None:
        now = self.at_hand().current
        voter = data.draw(st.sampled_from(now.voters))
        ballot = ballot_for(data, now)
        own = voter in self.standing and not self.standing[voter].recorded
        answer = self.scene.do("p1", "record_ballot", decision=self.at_hand().id, voter=voter, **fields_of(ballot))
        assert not (answer["ok"] and (now.is_secret or own))
        if answer["ok"]:
            self.standing[voter] = Ballot(**ballot_fields(ballot), recorded=True)

    @precondition(lambda self: self.is_open())
    @rule(data=st.data(), on=st.booleans())
    def ask_at_home(self, data: st.DataObject, on: bool) -> None:
        voter = data.draw(st.sampled_from(self.at_hand().current.voters))
        answer = self.scene.do(self.sender_of(voter), "ask_home", decision=self.at_hand().id, voter=voter, on=on)
        assert not (answer["ok"] and on and voter in self.standing)

    @precondition(lambda self: self.is_open())
    @rule(data=st.data())
    def withdraw_an_objection(self, data: st.DataObject) -> None:
        voter = data.draw(st.sampled_from(self.at_hand().current.voters))
        standing = self.standing.get(voter)
        answer = self.scene.do(self.sender_of(voter), "withdraw_objection", decision=self.at_hand().id, voter=voter)
        if answer["ok"]:
            assert standing is not None
            assert standing.choice == "object"
            self.standing[voter] = Ballot("concern", standing.reason)

    @precondition(lambda self: "o5" not in self.voices)
    @rule()
    def somebody_comes_late(self) -> None:
        self.newcomer = self.voices["o5"] = self.scene.seat("Who speaks for o5", "Partner o5", speaks=True)

    @precondition(lambda self: self.is_open() and "o5" in self.voices)
    @rule()
    def admit(self) -> None:
        now = self.at_hand().current
        voter = self.newcomer if now.policy.unit is Unit.PERSON else "o5"
        answer = self.scene.do("p1", "admit_voter", decision=self.at_hand().id, voter=voter)
        assert answer["ok"] == (voter not in now.voters and not self.scene.state.partners["o5"].withdrawn), answer

    @precondition(lambda self: self.is_open())
    @rule(data=st.data())
    def delegate(self, data: st.DataObject) -> None:
        partner = data.draw(st.sampled_from(sorted(self.voices)))
        proxy = data.draw(st.sampled_from(sorted(set(self.voices.values()))))
        answer = self.scene.do("p1", "designate_proxy", partner=partner, participant=proxy, reason="Away")
        if answer["ok"]:
            self.voices[partner] = proxy

    @precondition(lambda self: self.is_open())
    @rule(partner=st.sampled_from(["o3", "o4"]), back=st.sampled_from([True, True, False]))
    def leave_or_return(self, partner: str, back: bool) -> None:
        if back:
            self.scene.did("p1", "return_partner", partner=partner)
        else:
            self.scene.did("p1", "withdraw_partner", partner=partner, reason="No hands left")

    @precondition(lambda self: self.is_open())
    @rule(later=st.integers(1, 60))
    def hold(self, later: int) -> None:
        now = self.at_hand().current
        until = max(now.until, 1_800_000_000_000 + 1_000 * (self.scene.state.seq * 3 + 300)) + 1_000 * later
        self.scene.did("p1", "hold_open", decision=self.at_hand().id, until=until)

    @precondition(lambda self: self.is_open())
    @rule()
    def the_clock_strikes(self) -> None:
        number = self.at_hand().current.number
        before = self.at_hand()
        answer = self.scene.do("clock", "close_at_deadline", decision=before.id, round=number)
        if answer["ok"]:
            assert before.current.until
            self.check_closed(before)

    @precondition(lambda self: self.is_open())
    @rule(yes=st.booleans())
    def decide_after_advice(self, yes: bool) -> None:
        now = self.at_hand().current
        answer = self.scene.do(self.voices["o1"], "give_ruling", decision=self.at_hand().id, yes=yes, reason="Heard")
        assert not answer["ok"] or now.policy.rule is Rule.ADVICE

    @precondition(lambda self: self.is_open())
    @rule()
    def close(self) -> None:
        before = self.at_hand()
        answer = self.scene.do("p1", "close_round", decision=before.id)
        if not answer["ok"]:
            assert answer["code"] == "no_ruling"
            assert before.current.policy.rule is Rule.ADVICE
            return
        self.check_closed(before)

    @precondition(lambda self: self.in_status(Status.BETWEEN))
    @rule()
    def open_the_next_round(self) -> None:
        answer = self.scene.do("p1", "next_round", decision=self.at_hand().id)
        assert answer["ok"] or answer["code"] in {"too_few_for_secret", "no_weight", "nobody"}, answer
        self.standing = {} if answer["ok"] else self.standing

    @precondition(lambda self: self.in_status(Status.OPEN, Status.BETWEEN))
    @rule()
    def take_it_back(self) -> None:
        self.scene.did("p1", "withdraw_proposal", decision=self.at_hand().id, reason="Not now")
        assert self.at_hand().status is Status.WITHDRAWN

    @precondition(lambda self: self.in_status(Status.CARRIED))
    @rule()
    def open_it_again(self) -> None:
        answer = self.scene.do("p1", "reopen_decision", decision=self.at_hand().id, reason="A new winter")
        assert answer["ok"] is not self.at_hand().practice

    @precondition(lambda self: self.is_open())
    @rule()
    def start_the_server_again(self) -> None:
        before = self.scene.state
        self.scene.room = self.scene.reopened()
        assert self.scene.state == before

    def check_closed(self, before: Decision) -> None:
        """A round was closed: its result is that of the ballots that stood, and the decision goes where it must."""
        after = self.scene.state.decisions[before.id]
        closed = after.rounds[before.current.number - 1]
        assert closed.result is not None
        assert closed.answered == tuple(voter for voter in before.current.voters if voter in self.standing)
        votes = (
            secret_votes(list(self.standing.values()), len(closed.voters))
            if closed.is_secret
            else votes_of(closed.policy, self.standing, closed.voters)
        )
        assert closed.result == result_of(closed.policy, votes, won=closed.won, ruling=closed.ruling)
        # What the log holds is enough to compute it again.
        if not (closed.is_secret and len(self.standing) < FEWEST_SECRET):
            assert closed.result == result_of(closed.policy, closed.votes(), won=closed.won, ruling=closed.ruling)
        turn = turn_after(after.policy, after.rounds)
        expected = Status.CARRIED if closed.result.carried else Status.UNRESOLVED if turn is None else Status.BETWEEN
        assert after.status is expected
        self.over[before.id, closed.number] = closed
