"""The Markdown file: the bytes are the plan's alone, and nothing typed can break the document or speak for it."""

import hashlib
import json
import re
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from tests.domain.reading import READER
from tests.domain.small_workshop import Played, river
from tests.domain.writing import text_of
from workshops.decisions.decision import Decision
from workshops.exports.markdown import write, write_for_signing
from workshops.exports.page import CERTIFICATE, FIRST_LINE
from workshops.exports.plan_json import to_json
from workshops.plan.document import Entry
from workshops.plan.kinds import KINDS
from workshops.prose.signs import legible
from workshops.state import Workshop
from workshops.versions import Signature, Version

SNAGS = [
    "# Adopted", "\n# Adopted\n", "\n\n---\n\n", "| a | b |\n| --- | --- |", "|", "```\n", "    code", FIRST_LINE, CERTIFICATE,
    "\n" + CERTIFICATE + "\n", "<b>", "</td>", "<!--", "-->", "*Adopted 2026-11-22 by consent (D7).*", "**", "_", "[G1]: http://a.b",
    "[G1](http://a.b)", "![x](y)", "\n- ", "1. ", "> ", "===", "\\", "&lt;", "&#42;", "\u202e", "\x00", "\u2066", "\r", "\t",
    "e\u0301", "\u00a0", "\ufeff", "ok", "~~", "`", ":", "-", " ",
]  # fmt: skip
hostile = st.lists(st.sampled_from(SNAGS) | st.text(max_size=4), min_size=1, max_size=6).map("".join)


@cache
def played() -> Workshop:
    return river().workshop


def lines_of(workshop: Workshop) -> list[str]:
    return write(workshop).decode().split("\n")


def test_the_file_begins_with_its_marker_and_has_the_sections_in_the_documents_order() -> None:
    lines = lines_of(played())
    assert lines[0] == FIRST_LINE
    assert [line for line in lines if re.match("##? ", line)] == [
        "# River workplan",
        "## Partners",
        "## How we decide",
        "## Shared vision",
        "## Scope and limits",
        "## Goals and objectives",
        "## Plan check",
        "## Decision record",
    ]
    assert "| Prepared at | 2026-11-22 10:00:42 UTC |" in lines, "the time of the last event, not of the export"
    assert "| Horizon | 2026-10-01 to 2027-09-30 |" in lines


def test_the_bytes_are_utf_8_with_line_feeds_and_one_at_the_end_and_always_the_same() -> None:
    written = write(played())
    assert written == write(river().workshop)
    assert re.fullmatch(rb"<!--[^\r]*[^\r\n]\n", written)


def test_an_adopted_section_carries_decision_rule_and_sum() -> None:
    lines = lines_of(played())
    assert "*Adopted 2026-11-22 by consent (D2): 1 consent, 1 concern; 2 of 3 partners voted.*" in lines
    assert lines[lines.index("## Scope and limits") + 2] == "*Not adopted.*"


def test_entries_decided_apart_carry_their_own_provenance_and_a_later_change_shows() -> None:
    lines = lines_of(played())
    at = lines.index("## Goals and objectives")
    assert lines[at + 2 : at + 9 : 2] == [
        "*Changed since adopted.*",
        "For [G1]: *Adopted 2026-11-22 by majority (D3): 2 yes, 1 no; 3 of 3 partners voted.*",
        "For [J1]: *Changed since adopted.*",
        "For [I1]: *Not adopted.*",
    ]


def test_a_text_changed_after_its_adoption_says_so_and_its_adopted_words_stay_in_the_record() -> None:
    play = river()
    play.text("vision", "Another vision.")
    above, record = write(play.workshop).decode().split("## Decision record")
    assert "## Shared vision\n\n*Changed since adopted.*\n\nAnother vision." in above
    assert "any household that asks" not in above
    assert "> By 2027, **any household that asks** has good food within a day." in record


def test_the_record_tells_every_round_with_its_words_its_answers_and_how_objections_were_met() -> None:
    record = write(played()).decode().split("## Decision record")[1]
    told = [
        "### D2: Shared vision",
        "> Nobody goes without food.",
        "Not carried: 2 consent, 1 object.",
        "- **Council**: object\n    - **Reason:** We cannot promise “nobody”\n    - **How it was met:** It now speaks",
        "#### D2, round 2",
        "- **Council**: concern\n    - **Reason:** Weekends are not yet covered",
        "- **Growers**: did not vote",
        "- **Another rule than usual, because:** Time is short",
    ]
    places = [record.find(part) for part in told]
    assert -1 not in places
    assert places == sorted(places)


def test_answers_to_a_vote_that_is_not_closed_are_in_neither_export() -> None:
    play = river()
    decision = play.told("p1", "open_decision", proposes="section:scope")
    play.told("p2", "cast_ballot", decision=decision, voter="o1", choice="object", reason="xyzzy")
    for written in (write(play.workshop).decode(), json.dumps(to_json(play.workshop))):
        assert "xyzzy" not in written
    play.told("p1", "withdraw_proposal", decision=decision, reason="Not ready")
    assert "xyzzy" not in write(play.workshop).decode() + json.dumps(to_json(play.workshop))
    assert "- **Result:** Withdrawn: Not ready" in write(play.workshop).decode()


def test_cards_that_are_not_revealed_are_in_neither_export() -> None:
    play = river()
    play.told("p1", "go_to", step="vision.gather")
    play.told("p2", "write_card", step="vision.gather", text="xyzzy")
    assert "xyzzy" not in write(play.workshop).decode() + json.dumps(to_json(play.workshop))


def signed() -> Played:
    play = river()
    play.told("p1", "freeze")
    version = play.workshop.version
    assert version is not None
    names = {"version": version.number, "sha256": version.sha256}
    play.told("p2", "sign", **names, partner="o1", name="Ma Li", choice="approve")
    play.told("p3", "sign", **names, partner="o2", name="Ro", choice="decline", reason="No money yet")
    return play


def test_a_signed_file_is_the_frozen_bytes_and_then_the_list_of_who_signed_and_who_did_not() -> None:
    play = signed()
    version = play.workshop.version
    assert version is not None
    written = write(play.workshop)
    above, below = written.split(CERTIFICATE.encode() + b"\n")
    assert above == version.markdown.encode()
    assert hashlib.sha256(above).hexdigest() == version.sha256
    text = below.decode()
    assert f"| SHA-256 of all bytes above the marker line | {version.sha256} |" in text
    assert re.search(r"- \*\*Kitchen\*\*: approved by Ma Li, chair, 2026-11-22 10:00:\d\d UTC\n", text)
    assert re.search(r"- \*\*Council\*\*: declined by Ro, chair, .* UTC\n    - \*\*Reason:\*\* No money yet\n", text)
    assert "- **Growers**: not signed\n" in text
    assert "| Version | 1.0 |" in above.decode()


def test_sealing_says_when_and_leaves_the_frozen_bytes_alone() -> None:
    play = signed()
    before = write(play.workshop)
    play.told("p1", "seal")
    after = write(play.workshop)
    assert before.split(CERTIFICATE.encode())[0] == after.split(CERTIFICATE.encode())[0]
    assert re.search(rb"\| Closed \| 2026-11-22 10:00:\d\d UTC \|", after)


def test_the_json_holds_facts_sections_decisions_and_signatures() -> None:
    told = json.loads(json.dumps(to_json(signed().workshop)))
    assert [section["id"] for section in told["sections"]] == ["partners", "decisions", "vision", "scope", "goals"]
    assert [section.get("standing") for section in told["sections"]] == [None, "adopted", "adopted", "draft", "changed"]
    assert [one["result"]["carried"] for one in told["decisions"][1]["rounds"]] == [False, True]
    assert told["decisions"][1]["rounds"][0]["ballots"][1]["met"] == "It now speaks of households that ask"
    assert [one["choice"] for one in told["version"]["signatures"]] == ["approve", "decline"]
    assert told["version"]["not_signed"] == ["o3"]
    assert told["sections"][4]["entries"][0]["short"] == "G1"


# What people typed, wherever it stands in a workshop, replaced by something hostile.


def with_hostile_words(workshop: Workshop, words: str) -> Workshop:
    plan = workshop.plan
    entries = {key: structs.replace(entry, fields=_hostile_fields(entry, words)) for key, entry in plan.entries.items()}
    texts = dict.fromkeys(plan.texts, text_of(legible(words)))
    partners = {key: structs.replace(one, name=words, brings=words, hopes=words) for key, one in workshop.partners.items()}
    return structs.replace(
        workshop,
        title=words,
        partnership=words,
        partners=partners,
        personal=dict.fromkeys(workshop.personal, words),
        plan=structs.replace(plan, entries=entries, texts=texts),
        decisions={key: _hostile_decision(decision, words) for key, decision in workshop.decisions.items()},
    )


def _hostile_fields(entry: Entry, words: str) -> dict[str, Any]:
    typed = {field.name for field in KINDS[entry.kind].fields if field.type in ("line", "passage", "theme")}
    return {name: words if name in typed else value for name, value in entry.fields.items()}


def _hostile_decision(decision: Decision, words: str) -> Decision:
    rounds = tuple(
        structs.replace(
            one,
            proposal=structs.replace(one.proposal, title=words, markdown=words),
            ballots={voter: structs.replace(ballot, reason=words, proposes=words) for voter, ballot in one.ballots.items()},
            met=dict.fromkeys(one.ballots, words),
        )
        for one in decision.rounds
    )
    return structs.replace(decision, rounds=rounds, departure=words)


def signed_in_hostile_words(words: str) -> str:
    workshop = with_hostile_words(played(), words)
    frozen = write_for_signing(workshop)
    signatures = tuple(Signature(partner, "p2", words, "decline", words, 1) for partner in workshop.partners)
    version = Version("1.0", frozen.decode(), hashlib.sha256(frozen).hexdigest(), 1, signatures)
    return write(structs.replace(workshop, version=version)).decode()


HEADINGS = [
    ("h1", ""), ("h2", "Partners"), ("h2", "How we decide"), ("h3", "Decision rules"), ("h3", "How issues get resolved"),
    ("h3", "Structure and roles"), ("h2", "Shared vision"), ("h2", "Scope and limits"), ("h3", "Horizon"), ("h3", "Focus area: "),
    ("h3", "In scope and out of scope"), ("h2", "Goals and objectives"), ("h3", "Goal: "), ("h3", "Initiatives"), ("h2", "Plan check"),
    ("h2", "Decision record"), ("h3", "D1: "), ("h4", "D1, round 1"), ("h3", "D2: "), ("h4", "D2, round 1"), ("h4", "D2, round 2"),
    ("h3", "D3: "), ("h4", "D3, round 1"), ("h2", "Sign-off"),
]  # fmt: skip


@given(hostile)
@settings(max_examples=60, deadline=None)
def test_whatever_people_typed_the_headings_are_the_templates_and_each_marker_stands_once(words: str) -> None:
    written = signed_in_hostile_words(words)
    tokens = READER.parse(written)
    headings = [(token.tag, tokens[at + 1].content) for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert [tag for tag, _ in headings] == [tag for tag, _ in HEADINGS]
    for (_, told), (_, template) in zip(headings, HEADINGS, strict=True):
        assert told == template or (template[-2:] in ("", ": ") and told.startswith(template.strip()))
    assert [token.content.strip() for token in tokens if token.type == "html_block"] == [FIRST_LINE, CERTIFICATE]
    assert written.count(FIRST_LINE) == written.count(CERTIFICATE) == 1
    assert written.startswith(FIRST_LINE + "\n")
    kinds = {child.type for token in tokens for child in token.children or []} | {token.type for token in tokens}
    codes = [child.content for token in tokens for child in token.children or [] if child.type == "code_inline"]
    assert all("rule" in json.loads(code) for code in codes)
    assert not kinds & {"code_block", "fence", "hr", "html_inline", "image", "softbreak"}
    assert sum(token.type == "table_open" for token in tokens) == 7
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", written)


@given(hostile)
@settings(max_examples=40, deadline=None)
def test_a_standard_reader_gives_back_the_very_words(words: str) -> None:
    tokens = READER.parse(signed_in_hostile_words(words))
    inlines = [token.children for token in tokens if token.children]
    read = ["".join("\n" if child.type == "hardbreak" else child.content for child in children) for children in inlines]
    on_one_line = " ".join(legible(words).split())
    said = " ".join(" ".join(read).split())
    # Lines and passages: titles, names and reasons. Texts are Markdown of their own, with a test of their own.
    assert said.count(on_one_line) >= 20


@pytest.mark.parametrize("words", ["", " ", "\n", "#", "|", "\\", "-"])
def test_next_to_nothing_typed_is_no_trouble(words: str) -> None:
    assert signed_in_hostile_words(words).startswith(FIRST_LINE)
    assert msgspec.json.encode(to_json(with_hostile_words(played(), words)))


def test_a_workshop_in_which_nothing_happened_yet_has_a_file_too() -> None:
    lines = lines_of(Played().workshop)
    assert "Nothing has been decided yet." in lines
    assert "| Horizon | not set |" in lines
