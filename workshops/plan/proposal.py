"""Freezing what is to be decided: a whole section, its text alone, or chosen entries (DECISIONS.md, "What the proposal is")."""

from collections.abc import Iterator, Mapping
from typing import Any

from workshops.canonical import sha256_of
from workshops.decisions.decision import Proposal
from workshops.plan.document import Entry, Plan, section_of, text_sha256
from workshops.plan.kinds import KINDS
from workshops.plan.sections import SECTIONS
from workshops.plan.spoken import spoken_entry
from workshops.prose.markdown import plain
from workshops.refusal import Refused


def frozen_proposal(plan: Plan, partners: Mapping[str, str], proposes: str | tuple[str, ...], sections: list[str]) -> Proposal:
    """The proposal as it stands now. Refused when it names nothing of this workshop's `sections`, or when that is still empty."""
    if isinstance(proposes, tuple):
        return _of_entries(plan, partners, proposes)
    what, _, section = proposes.partition(":")
    if what not in ("section", "text") or section not in sections or section == "partners":
        raise Refused("unknown_section", "This part of the plan is not one that this workshop decides on.", "proposes")
    titled = SECTIONS[section]
    if what == "text":
        if not plan.text(section):
            raise Refused("empty_proposal", f"“{titled.title}” has no text yet. Write it first, then decide on it.", "proposes")
        return _proposal(f"{titled.title}, the text", section, False, plan.text(section), (), plan, partners)
    entries = tuple(plan.entries_of(section))
    if not entries and not plan.text(section):
        raise Refused("empty_proposal", f"“{titled.title}” is still empty. Write it first, then decide on it.", "proposes")
    return _proposal(titled.title, section, True, plan.text(section), entries, plan, partners)


def frozen_question(question: str, section: str) -> Proposal:
    """A question to the group that is no part of the plan, asked where the group is now. Refused without words."""
    if not question:
        raise Refused("empty_proposal", "Please write the question that the group is to answer.", "question")
    asked = plain(question)
    title = " ".join(question.split())
    return Proposal(title if len(title) <= 200 else f"{title[:199]}…", section, False, {}, asked, text_sha256(asked), text=asked)


def _of_entries(plan: Plan, partners: Mapping[str, str], ids: tuple[str, ...]) -> Proposal:
    entries = tuple(entry for entry in plan.entries.values() if entry.id in ids and not entry.removed)
    if not ids or len(entries) != len(set(ids)):
        raise Refused("unknown_entry", "One of these entries is not in the plan any more.", "proposes")
    sections = {section_of(entry.passage, plan) for entry in entries}
    if len(sections) > 1:
        raise Refused("several_sections", "Entries that are decided together stand in one section.", "proposes")
    titles = ", ".join(f"{entry.titled()} [{entry.short}]".strip() for entry in entries)
    return _proposal(titles[:200], sections.pop(), False, "", entries, plan, partners)


def _proposal(
    title: str, section: str, whole: bool, text: str, entries: tuple[Entry, ...], plan: Plan, partners: Mapping[str, str]
) -> Proposal:
    passages = ({f"text:{section}": text_sha256(text)} if text else {}) | {entry.passage: entry.sha256 for entry in entries}
    frozen = tuple({"id": entry.id, "kind": entry.kind, "short": entry.short, "fields": entry.fields} for entry in entries)
    listed = entries_as_markdown(entries, plan, partners)
    return Proposal(
        title=title,
        section=section,
        whole=whole,
        passages=passages,
        markdown="\n\n".join(part for part in (text, listed) if part),
        sha256=_sha256(text, frozen),
        entries=frozen,
        text=text,
    )


def _sha256(text: str, entries: tuple[dict[str, Any], ...]) -> str:
    return sha256_of({"text": text, "entries": list(entries)}) if entries else text_sha256(text)


def proposal_sha256(proposal: Proposal) -> str:
    """The SHA-256 of the words that a proposal froze, computed from these words again."""
    return _sha256(proposal.text, proposal.entries)


def reads_as_frozen(proposal: Proposal) -> bool:
    """Does what is read hold the text, and after it a line for every entry with the entry's own words?

    How references and partners are spelled there is not looked into: their names may have changed since.
    """
    if not proposal.entries:
        return proposal.markdown == proposal.text
    listed = proposal.markdown.removeprefix(proposal.text)
    lines = [line for line in listed.splitlines() if line.startswith("- ")]
    if not proposal.markdown.startswith(proposal.text) or len(lines) != len(proposal.entries):
        return False
    return all(words in line for line, words in _own_words(lines, proposal.entries))


def _own_words(lines: list[str], entries: tuple[dict[str, Any], ...]) -> Iterator[tuple[str, str]]:
    """Each line of what is read, with each of the words that were typed into its entry."""
    in_order = sorted(entries, key=lambda entry: list(KINDS).index(entry["kind"]))
    for line, entry in zip(lines, in_order, strict=True):
        for field in KINDS[entry["kind"]].fields:
            if field.type in ("line", "passage") and entry["fields"].get(field.name):
                yield line, plain(" ".join(str(entry["fields"][field.name]).split()))


def entries_as_markdown(entries: tuple[Entry, ...], plan: Plan, partners: Mapping[str, str]) -> str:
    """Entries as they are read before a vote: a paragraph per kind, a line per entry."""
    parts = []
    for kind in KINDS.values():
        mine = [entry for entry in entries if entry.kind == kind.name]
        if mine:
            lines = [_line(entry, plan, partners) for entry in mine]
            parts.append(f"**{plain(kind.plural)}**\n\n" + "\n".join(f"- {line}" for line in lines))
    return "\n\n".join(parts)


def _line(entry: Entry, plan: Plan, partners: Mapping[str, str]) -> str:
    heading = KINDS[entry.kind].heading()
    spoken = spoken_entry(entry, plan, partners)
    title = next((words for label, words in spoken if heading is not None and label == heading.label), "")
    rest = [(label, words) for label, words in spoken if heading is None or label != heading.label]
    said = "; ".join(plain(f"{label}: {' '.join(words.split())}") for label, words in rest)
    head = f"**{plain(' '.join(title.split()))}**" if title else ""
    return ". ".join(part for part in (head, said) if part)


def options_of(proposal: Proposal) -> dict[str, str]:
    """The options that proposed entries are, and the passage of each: by title, with the short id where two are called alike."""
    titles = [_title(entry) for entry in proposal.entries]
    named: dict[str, str] = {}
    for title, entry in zip(titles, proposal.entries, strict=True):
        alone = bool(title) and titles.count(title) == 1
        named[title if alone else f"{title} [{entry['short']}]".strip()] = f"entry:{entry['id']}"
    return named


def _title(entry: Mapping[str, Any]) -> str:
    fields = entry["fields"]
    return " ".join(str(fields.get("title") or fields.get("text") or fields.get("what") or "").split())[:160]
