"""A stage as it is played: the facilitator goes through its steps, and each step plays the keys that are its own.

What has no step of its own in the agenda gets one just before the decision (SCENARIO.md).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from facilitator.player.client import Person
from facilitator.player.company import Company
from facilitator.player.deciding import play_decision
from facilitator.player.fields import FORMS, as_server_knows, refers_to
from facilitator.player.scenario import Card, Edit, Entry, Stage
from facilitator.player.writing import write_text
from workshops.bounds import line

INSERTED = {"cards": "gather", "themes": "group", "dots": "prioritise", "entries": "entries", "text": "draft", "pulse": "pulse"}
"""The keys that get a step of their own where the agenda has none, in the order in which they then come."""


class StagePlay:
    """One stage of a scenario in play; `todo` holds the keys that have not had their step yet."""

    def __init__(self, company: Company, stage: Stage) -> None:
        self.company = company
        self.stage = stage
        self.at = stage.stage
        self.todo = [key for key in (*INSERTED, "edits", "parking") if getattr(stage, key)]
        self.entries_left = list(stage.entries)
        self.decisions_left = list(range(len(stage.decisions)))
        self.anchor = ""
        self.cards: dict[int, str] = {}
        self.themes: dict[str, str] = {}
        self.step_of: dict[str, str] = {}

    def play(self) -> None:
        """Go through the stage's steps, in the agenda's order."""
        steps = steps_of(self.company.facilitator, self.at)
        if not steps:
            return
        anchor = next((step for step in reversed(steps) if step["kind"] in ("decide", "sign")), steps[-1])
        self.anchor = anchor["id"]
        for step in steps:
            if step is anchor:
                self._insert_rest(step["id"])
            self._go(step)
        self.decide("")

    def _go(self, step: dict[str, Any]) -> None:
        facilitator = self.company.facilitator
        facilitator.send("go_to", step=step["id"])
        now = facilitator.wait(lambda slices: slices["step"]["id"] == step["id"] and slices["step"], f"the step {step['id']}")
        PLAYS.get(step["kind"], _nothing)(self, now)

    def _insert_rest(self, before: str) -> None:
        for key, kind in INSERTED.items():
            if key in self.todo:
                made = self.company.facilitator.send("insert_step", before=before, kind=kind, minutes=3, options=self._options(key))
                self._go({"id": made["made"], "kind": kind})
        self.edit_entries()
        if "parking" in self.todo:
            self.todo.remove("parking")
            for parked in self.stage.parking:
                self.company.people[parked.by].send("park", text=parked.text)

    def _options(self, key: str) -> dict[str, Any]:
        """What an inserted step has to know."""
        if key == "themes":
            return {"of": self.step_of.get("gather", "")}
        if key == "dots":
            return {"of": self.step_of.get("group", "")}
        if key == "text" and self.stage.text:
            return {"section": self.stage.text.section}
        return {"kinds": list(dict.fromkeys(entry.kind for entry in self.entries_left))} if key == "entries" else {}

    def decide(self, proposes: str) -> None:
        """Play the decisions that propose this, or with "" all that are left."""
        for number in [one for one in self.decisions_left if proposes in ("", self.stage.decisions[one].proposes)]:
            self.decisions_left.remove(number)
            place = f"{self.at}, decision {number + 1}"
            play_decision(self.company, self.stage.decisions[number], place, self.change_text, self.change_entry)

    def take(self, key: str) -> bool:
        """Whether `key` is still to be played; it is not any more from now on."""
        if key not in self.todo:
            return False
        self.todo.remove(key)
        return True

    def edit_entries(self) -> None:
        """Play the edits once every entry of the stage is there."""
        if not self.entries_left and self.take("edits"):
            for edit in self.stage.edits:
                self.change_entry(edit)

    def change_entry(self, edit: Edit) -> None:
        """Somebody changes an entry."""
        kind = next(entry.kind for stage in self.company.scenario.stages for entry in stage.entries if entry.id == edit.id)
        fields = known_fields(self.company, kind, edit.fields)
        if edit.id in self.company.entries:
            self.company.people[edit.by].send("change_entry", entry=self.company.entries[edit.id], fields=fields)

    def change_text(self, section: str, content: str) -> None:
        """Those who write the text of a section make it say this; the facilitator, where nobody does."""
        text = self.stage.text
        by = text.by if text and text.section == section else ()
        writers = [self.company.people[one] for one in dict.fromkeys(by)] or [self.company.facilitator]
        write_text(self.company, writers, section, content, self.at)


def steps_of(facilitator: Person, stage_id: str) -> list[dict[str, Any]]:
    """The steps of a stage that are not skipped, as the path shows them."""
    stage = next((one for one in facilitator.slices["path"]["stages"] if one["id"] == stage_id), None)
    return [step for step in stage["steps"] if not step["skipped"]] if stage and not stage["skipped"] else []


def known_fields(company: Company, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """An entry's fields by the server's ids."""
    return as_server_knows(kind, fields, company.entries, company.partners, company.ids_of_people())


def _nothing(play: StagePlay, step: dict[str, Any]) -> None:
    """A step in which the room talks."""


def _pulse(play: StagePlay, step: dict[str, Any]) -> None:
    if play.take("pulse"):
        people = play.company.people
        answers = play.stage.pulse.items()
        play.company.at_once([partial(people[who].send, "set_pulse", step=step["id"], value=value) for who, value in answers])
        _reveal(play, step["id"], lambda slices: slices.get(f"pulse:{step['id']}"))


def _gather(play: StagePlay, step: dict[str, Any]) -> None:
    play.step_of["gather"] = step["id"]
    if play.take("cards"):
        writers = dict.fromkeys(card.by for card in play.stage.cards)
        play.company.at_once([partial(_write, play, who, step["id"]) for who in writers])
        cards = _reveal(play, step["id"], partial(_turned_over, step["id"], len(play.stage.cards)))
        play.cards = _recognised(play.stage.cards, cards)


def _write(play: StagePlay, who: str, step: str) -> None:
    for card in play.stage.cards:
        if card.by == who:
            play.company.people[who].send("write_card", step=step, text=card.text)


def _turned_over(step: str, number: int, slices: dict[str, Any]) -> list[dict[str, Any]] | None:
    cards = [card for name, card in slices.items() if name.startswith("card:") and card["step"] == step]
    return cards if len(cards) >= number else None


def _recognised(written: list[Card], cards: list[dict[str, Any]]) -> dict[int, str]:
    """Which card on the table is the scenario's: anonymous cards are known by their words alone."""
    on_table: dict[str, list[str]] = {}
    for card in sorted(cards, key=lambda one: one["place"]):
        on_table.setdefault(card["text"], []).append(card["id"])
    return {number: on_table[line(card.text, "text")].pop(0) for number, card in enumerate(written)}


def _group(play: StagePlay, step: dict[str, Any]) -> None:
    play.step_of["group"] = step["id"]
    if play.take("themes"):
        for theme in play.stage.themes:
            play.themes[theme.name] = play.company.facilitator.send("name_theme", step=step["id"], theme="", name=theme.name)["made"]
        movers = list(play.company.people.values())
        moves = [(card, play.themes[theme.name]) for theme in play.stage.themes for card in theme.cards]
        for number, (card, under) in enumerate(moves):
            movers[number % len(movers)].send("move_card", card=play.cards[card], theme=under)


def _prioritise(play: StagePlay, step: dict[str, Any]) -> None:
    if play.take("dots"):
        jobs: list[Callable[[], Any]] = []
        for who, dots in play.stage.dots.items():
            given = {play.themes[theme]: number for theme, number in dots.items()}
            jobs.append(partial(play.company.people[who].send, "place_dots", step=step["id"], dots=given))
        play.company.at_once(jobs)
        _reveal(play, step["id"], lambda slices: slices["step"]["revealed"])


def _draft(play: StagePlay, step: dict[str, Any]) -> None:
    text = play.stage.text
    if text and step["options"].get("section", text.section) == text.section and play.take("text"):
        play.change_text(text.section, text.content)


def _entries(play: StagePlay, step: dict[str, Any]) -> None:
    kinds = step["options"].get("kinds") or list(FORMS)
    here = [entry for entry in play.entries_left if entry.kind in kinds]
    play.entries_left = [entry for entry in play.entries_left if entry.kind not in kinds]
    later = [(entry, name) for entry in here for name in _add(play, entry)]
    for entry, name in later:
        known = known_fields(play.company, entry.kind, {name: entry.fields[name]})
        play.company.people[entry.by].send("change_entry", entry=play.company.entries[entry.id], fields=known)
    if not play.entries_left:
        play.take("entries")
    play.edit_entries()


def _capacity(play: StagePlay, step: dict[str, Any]) -> None:
    """Each partner says for itself what it can give; all of it is then shown together."""
    company = play.company
    own = [one for one in play.entries_left if one.kind == "capacity" and one.fields.get("partner") == company.partner_of(one.by)]
    firsts = {one.fields["partner"]: one for one in reversed(own)}
    here = [one for one in own if firsts[one.fields["partner"]] is one]
    if not here:
        return
    play.entries_left = [one for one in play.entries_left if one not in here]
    jobs: list[Callable[[], Any]] = []
    for one in here:
        fields = known_fields(company, "capacity", {name: value for name, value in one.fields.items() if name != "partner"})
        jobs.append(partial(company.people[one.by].send, "offer_capacity", step=step["id"], **fields))
    company.at_once(jobs)
    shown = _reveal(play, step["id"], partial(_offers, {company.partners[one.fields["partner"]] for one in here}))
    for one in here:
        company.entries[one.id] = shown[company.partners[one.fields["partner"]]]


def _offers(partners: set[str], slices: dict[str, Any]) -> dict[str, str] | None:
    """The capacity entry of each of these partners, once all are there."""
    lines = [entry for name, entry in slices.items() if name.startswith("entry:") and entry["kind"] == "capacity"]
    found = {entry["fields"]["partner"]: entry["id"] for entry in lines}
    return found if partners <= found.keys() else None


def _add(play: StagePlay, entry: Entry) -> list[str]:
    """Add an entry; the fields that refer to entries which come only later are left for afterwards."""
    coming = {one.id for stage in play.company.scenario.stages for one in stage.entries} - play.company.entries.keys()
    later = [name for name, value in entry.fields.items() if coming & set(refers_to(FORMS[entry.kind][name], value))]
    now = {name: value for name, value in entry.fields.items() if name not in later}
    answer = play.company.people[entry.by].send("add_entry", kind=entry.kind, fields=known_fields(play.company, entry.kind, now))
    play.company.entries[entry.id] = answer["made"]
    return later


def _decide(play: StagePlay, step: dict[str, Any]) -> None:
    play.decide("" if step["id"] == play.anchor else step["options"].get("proposes", ""))


def _reveal(play: StagePlay, step: str, shown: Callable[[dict[str, Any]], Any]) -> Any:
    """The facilitator turns over what was given; what then shows."""
    play.company.facilitator.send("reveal", step=step)
    return play.company.facilitator.wait(shown, f"what was given in {step}")


PLAYS: dict[str, Callable[[StagePlay, dict[str, Any]], None]] = {
    "pulse": _pulse,
    "gather": _gather,
    "group": _group,
    "prioritise": _prioritise,
    "draft": _draft,
    "entries": _entries,
    "capacity": _capacity,
    "decide": _decide,
}
"""What a step of each kind plays."""
