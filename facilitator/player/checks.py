"""Whether a scenario hangs together: every id it names exists, every date and every ballot is one.

Each check raises :class:`~facilitator.player.scenario.Unfit` with the place in the file. Nothing is asked of the server:
a scenario of an agenda that this version cannot play is still a good scenario.
"""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from facilitator.player.fields import FORMS, FieldForm, refers_to
from facilitator.player.scenario import Decision, Edit, Entry, Expect, Scenario, Stage, Unfit
from facilitator.player.shapes import TEXTS, check_once, check_proposal_name, check_rule, check_shape, check_words, text_of
from facilitator.player.voting import Voting, rules_in


def check(scenario: Scenario) -> None:
    """Raise Unfit at the first thing in the scenario that does not fit the rest of it."""
    _Checker(scenario).check()


class _Checker:
    """Walks a scenario from top to bottom, knowing what has been named so far."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.partners = {partner.id: partner for partner in scenario.partners}
        self.people = {person.id: partner.id for partner in scenario.partners for person in partner.people}
        self.entries = {entry.id: entry for stage in scenario.stages for entry in stage.entries}
        self.stage_of = {entry.id: at for at, stage in enumerate(scenario.stages) for entry in stage.entries}
        self.themes: set[str] = set()
        self.fields: dict[str, dict[str, Any]] = {}
        self.voting = Voting(scenario, self._roles)

    def check(self) -> None:
        self._seats()
        check_once([(f"stages[{n}].stage", stage.stage) for n, stage in enumerate(self.scenario.stages)], "stage")
        check_once(
            [(f"stages[{n}].entries[{m}].id", e.id) for n, stage in enumerate(self.scenario.stages) for m, e in enumerate(stage.entries)],
            "entry",
        )
        for number, stage in enumerate(self.scenario.stages):
            self._stage(stage, number, f"stages[{number}]")
        self._signing()
        self._expectations(self.scenario.expect)

    def _seats(self) -> None:
        partners, people = [], []
        for n, partner in enumerate(self.scenario.partners):
            partners.append((f"partners[{n}].id", partner.id))
            people += [(f"partners[{n}].people[{m}].id", person.id) for m, person in enumerate(partner.people)]
            if sum(person.role == "representative" for person in partner.people) > 1:
                raise Unfit(f"partners[{n}].people", f'"{partner.id}" has more than one representative')
        people += [(f"observers[{n}].id", observer.id) for n, observer in enumerate(self.scenario.observers)]
        check_once(partners, "partner")
        check_once(people, "person")
        check_once([(f"partners[{n}].name", partner.name) for n, partner in enumerate(self.scenario.partners)], "partner named")

    def _stage(self, stage: Stage, number: int, at: str) -> None:
        for person in stage.pulse:
            self._person(person, f"{at}.pulse.{person}")
        for n, card in enumerate(stage.cards):
            self._person(card.by, f"{at}.cards[{n}].by")
        self._grouping(stage, at)
        for n, entry in enumerate(stage.entries):
            self._entry(entry, number, f"{at}.entries[{n}]")
        for n, edit in enumerate(stage.edits):
            self._edit(edit, number, f"{at}.edits[{n}]")
        if stage.text:
            if stage.text.section not in TEXTS:
                raise Unfit(f"{at}.text.section", f'the section "{stage.text.section}" has no text')
            check_words(stage.text.content, f"{at}.text.content")
            for n, person in enumerate(stage.text.by):
                self._person(person, f"{at}.text.by[{n}]")
        for n, parked in enumerate(stage.parking):
            self._person(parked.by, f"{at}.parking[{n}].by")
        for n, decision in enumerate(stage.decisions):
            self._decision(decision, number, f"{at}.decisions[{n}]")

    def _grouping(self, stage: Stage, at: str) -> None:
        placed: set[int] = set()
        names = [(f"{at}.themes[{n}].name", theme.name) for n, theme in enumerate(stage.themes)]
        check_once(names, "theme")
        for n, theme in enumerate(stage.themes):
            for m, card in enumerate(theme.cards):
                place = f"{at}.themes[{n}].cards[{m}]"
                if not 0 <= card < len(stage.cards):
                    raise Unfit(place, f"no card {card}; this stage has {len(stage.cards)}")
                if card in placed:
                    raise Unfit(place, f"card {card} is in another theme already")
                placed.add(card)
        self.themes |= {theme.name for theme in stage.themes}
        for person, dots in stage.dots.items():
            self._person(person, f"{at}.dots.{person}")
            for name in dots:
                if name not in {named for _, named in names}:
                    raise Unfit(f"{at}.dots.{person}.{name}", f'no theme "{name}" in this stage')

    def _entry(self, entry: Entry, number: int, at: str) -> None:
        self._person(entry.by, f"{at}.by")
        if entry.kind not in FORMS:
            raise Unfit(f"{at}.kind", f'no kind "{entry.kind}"; kinds are {", ".join(FORMS)}')
        self._fields(entry.kind, entry.fields, number, f"{at}.fields")
        self.fields[entry.id] = entry.fields

    def _edit(self, edit: Edit, number: int, at: str) -> None:
        self._person(edit.by, f"{at}.by")
        self._known_entry(edit.id, number, f"{at}.id")
        self._fields(self.entries[edit.id].kind, edit.fields, number, f"{at}.fields")
        self.fields[edit.id] = self.fields.get(edit.id, {}) | edit.fields

    def _known_entry(self, entry: str, number: int, at: str) -> None:
        if entry not in self.entries:
            raise Unfit(at, f'no entry "{entry}"')
        if self.stage_of[entry] > number:
            raise Unfit(at, f'entry "{entry}" comes only in a later stage')

    def _fields(self, kind: str, fields: dict[str, Any], number: int, at: str) -> None:
        for name, value in fields.items():
            form = FORMS[kind].get(name)
            if form is None:
                raise Unfit(f"{at}.{name}", f'{kind} has no field "{name}"; its fields are {", ".join(FORMS[kind])}')
            self._value(form, value, number, f"{at}.{name}")

    def _value(self, form: FieldForm, value: Any, number: int, at: str) -> None:
        check_shape(form, value, at)
        for n, entry in enumerate(refers_to(form, value)):
            place = at if form.type == "ref" else f"{at}[{n}]"
            self._known_entry(entry, number, place)
            if self.entries[entry].kind not in form.of:
                raise Unfit(place, f'"{entry}" is of the kind {self.entries[entry].kind}; here goes {" or ".join(form.of)}')
        if form.type == "partner" and value:
            self._partner(value, at)
        if form.type == "partners":
            for n, partner in enumerate(value):
                self._partner(partner, f"{at}[{n}]")
        if form.type == "theme" and value and value not in self.themes:
            raise Unfit(at, f'no theme "{value}" in this stage or before it')
        if form.type == "policy":
            check_rule(value, at, self.partners)

    def _decision(self, decision: Decision, number: int, at: str) -> None:
        self._proposal(decision.proposes, number, f"{at}.proposes")
        for n, round_ in enumerate(decision.rounds):
            place = f"{at}.rounds[{n}]"
            for m, edit in enumerate(round_.edits):
                self._edit(edit, number, f"{place}.edits[{m}]")
            if round_.text is not UNSET:
                check_words(round_.text, f"{place}.text")
                if text_of(decision.proposes) is None:
                    raise Unfit(f"{place}.text", "this proposal has no text to change")
        self.voting.check(decision, at)
        self._adopt(decision, number)

    def _proposal(self, proposes: str | list[str], number: int, at: str) -> None:
        if isinstance(proposes, list):
            if not proposes:
                raise Unfit(at, "no entry is named")
            for n, entry in enumerate(proposes):
                self._known_entry(entry, number, f"{at}[{n}]")
            return
        check_proposal_name(proposes, at)

    def _adopt(self, decision: Decision, number: int) -> None:
        """Rules that were carried govern the decisions after them, and so who votes in those."""
        last = decision.rounds[-1].result
        if last == "not_carried":
            return
        anew = decision.proposes == "section:decisions"
        named = decision.proposes if isinstance(decision.proposes, list) else self.entries if anew else ()
        rules = {name: self.fields[name] for name in named if self.entries[name].kind == "decision_rule" and self.stage_of[name] <= number}
        self.voting.adopt(rules_in(rules, self.partners), anew=anew, certain=last == "carried")

    def _roles(self) -> set[str]:
        return {str(fields.get("title", "")) for name, fields in self.fields.items() if self.entries[name].kind == "role"}

    def _signing(self) -> None:
        signed: set[str] = set()
        for n, signing in enumerate(self.scenario.sign):
            self._person(signing.by, f"sign[{n}].by")
            partner = self.people[signing.by]
            if not self._represents(signing.by, partner):
                raise Unfit(f"sign[{n}].by", f'"{signing.by}" is no representative, and so cannot sign for "{partner}"')
            if partner in signed:
                raise Unfit(f"sign[{n}].by", f'"{partner}" has signed already')
            if signing.choice != "approve" and not signing.reason:
                raise Unfit(f"sign[{n}]", f"{signing.choice} needs a reason")
            signed.add(partner)

    def _represents(self, person: str, partner: str) -> bool:
        return any(one.id == person and one.role == "representative" for one in self.partners[partner].people)

    def _expectations(self, expect: Expect) -> None:
        for name in ("signed", "declined", "not_signed"):
            partners = getattr(expect, name)
            for n, partner in enumerate(partners if partners is not UNSET else []):
                self._partner(partner, f"expect.{name}[{n}]")
        for n, entry in enumerate(expect.critical_path if expect.critical_path is not UNSET else []):
            if entry not in self.entries or self.entries[entry].kind != "activity":
                raise Unfit(f"expect.critical_path[{n}]", f'no activity "{entry}"')

    def _person(self, person: str, at: str) -> None:
        if person not in self.people:
            raise Unfit(at, f'no person "{person}"')

    def _partner(self, partner: str, at: str) -> None:
        if partner not in self.partners:
            raise Unfit(at, f'no partner "{partner}"')
