"""Everybody who plays: the facilitator and one client per person, and the ids that the server gave to what they made."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any

from facilitator.player.client import Person
from facilitator.player.fields import policy_as_server_knows
from facilitator.player.scenario import Scenario
from facilitator.player.shapes import plain_rule
from facilitator.player.transcript import Transcript
from workshops.decisions.policy import Policy
from workshops.texts.text import FIRST_CLIENT

SETTLED = 0.8
"""Seconds to wait, one by one, for a change that the facilitator may not even see. Of a text that is written they hear after 0.5."""


class Company:
    """Who plays a scenario in which workshop. The scenario's local ids lead to the server's."""

    def __init__(self, scenario: Scenario, facilitator: Person, one_by_one: bool, transcript: Transcript) -> None:
        self.scenario = scenario
        self.facilitator = facilitator
        self.one_by_one = one_by_one
        self.transcript = transcript
        self.people: dict[str, Person] = {}
        self.observers: list[Person] = []
        self.partners: dict[str, str] = {}
        self.entries: dict[str, str] = {}
        self.differences: list[str] = []
        self._clients = count(FIRST_CLIENT)

    def everyone(self) -> list[Person]:
        """The facilitator, then all others as they came."""
        return [self.facilitator, *self.people.values(), *self.observers]

    def partner_of(self, person: str) -> str:
        """The local id of the partner that somebody is of."""
        return next(partner.id for partner in self.scenario.partners if any(one.id == person for one in partner.people))

    def representative(self, partner: str) -> Person | None:
        """Who casts and signs for a partner; None where nobody was sent to."""
        people = next(one.people for one in self.scenario.partners if one.id == partner)
        speaks = next((one.id for one in people if one.role == "representative"), None)
        return self.people[speaks] if speaks else None

    def rule_on_server(self, policy: Policy) -> dict[str, Any]:
        """A policy as the server takes it: by its own ids."""
        return policy_as_server_knows(plain_rule(policy), self.partners, self.ids_of_people())

    def ids_of_people(self) -> dict[str, str]:
        """The server's participant by local id."""
        return {local: person.id for local, person in self.people.items()}

    def client(self) -> int:
        """An id for the document of somebody who writes: of 31 bits, drawn as an editor draws its own; counted where the play is
        to be repeatable."""
        return next(self._clients) if self.one_by_one else FIRST_CLIENT + secrets.randbelow(2**31 - FIRST_CLIENT)

    def differ(self, place: str, expected: object, found: object) -> None:
        """Note what came otherwise than the scenario says."""
        self.differences.append(f"{place}: expected {expected}, found {found}")

    def at_once(self, jobs: Sequence[Callable[[], Any]]) -> None:
        """Do all of it at the same time, as a room does; one by one where the play is to be repeatable."""
        if self.one_by_one or len(jobs) < 2:
            for job in jobs:
                job()
            return
        with ThreadPoolExecutor(max_workers=len(jobs)) as pool:
            for done in [pool.submit(job) for job in jobs]:
                done.result()

    def take_seats(self, code: str) -> None:
        """Open the doors; all come in and say for whom, and the facilitator confirms who speaks for each partner."""
        self._listen(self.facilitator)
        self.facilitator.enter()
        self.facilitator.send("open_doors")
        named = {one["name"]: one["id"] for one in self.facilitator.all("partner")}
        self.partners = {partner.id: named[" ".join(partner.name.split())] for partner in self.scenario.partners}
        server = self.facilitator.browser.server
        # One after the other, so that the same scenario gives the same people the same ids.
        for partner in self.scenario.partners:
            for one in partner.people:
                seat = {"partner": self.partners[partner.id], "voice": one.role == "representative"}
                self.people[one.id] = self._come_in(Person(one.id, one.name, server), code, seat)
        for observer in self.scenario.observers:
            self.observers.append(self._come_in(Person(observer.id, observer.name, server), code, {"observer": True}))
        self._confirm_voices()
        self.at_once([partial(self._describe, number) for number in range(len(self.scenario.partners))])

    def _listen(self, person: Person) -> None:
        person.on_message = self.transcript.listener(person.local)
        if self.one_by_one:
            person.settled = self._settled

    @contextmanager
    def _settled(self) -> Iterator[None]:
        """Around one command: the facilitator has heard what it changed before the next one is sent, so that the server
        never tells of two at once."""
        heard = self.facilitator.heard
        yield
        self.facilitator.quiet_after(heard, SETTLED)

    def _come_in(self, person: Person, code: str, seat: dict[str, Any]) -> Person:
        self._listen(person)
        with person.settled():
            person.join(code, seat)
        with person.settled():
            person.enter()
        self.facilitator.wait(lambda slices: slices.get(f"here:{person.id}"), f"{person.name} to be here")
        return person

    def _confirm_voices(self) -> None:
        for partner in self.scenario.partners:
            person = self.representative(partner.id)
            if person is not None:
                self._confirm(person, f"partner:{self.partners[partner.id]}")

    def _confirm(self, person: Person, partner: str) -> None:
        self.facilitator.wait(lambda slices: person.id in slices[partner]["claims"], f"the claim of {person.name}")
        self.facilitator.send("confirm_voice", participant=person.id)
        person.wait(lambda slices: slices[partner]["voice"] == person.id, "being confirmed")

    def _describe(self, number: int) -> None:
        partner = self.scenario.partners[number]
        if partner.brings or partner.hopes:
            speaks = self.representative(partner.id) or self.facilitator
            speaks.send("describe_partner", partner=self.partners[partner.id], brings=partner.brings, hopes=partner.hopes)
