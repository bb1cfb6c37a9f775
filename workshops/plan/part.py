"""One partner's part in the puzzle: what it leads and supports, what waits for it, what it waits for, its load and its dates."""

from msgspec import Struct

from workshops.plan.document import Entry, Plan
from workshops.plan.load import Load, loads


class Wait(Struct, frozen=True):
    """One activity that waits for another."""

    waiting: Entry
    awaited: Entry


class Part(Struct, frozen=True):
    """What one partner has in a plan. `dates`: ISO date and what is on it, in order."""

    leads: list[Entry]
    supports: list[Entry]
    waits_for_us: list[Wait]
    we_wait_for: list[Wait]
    load: Load
    dates: list[tuple[str, Entry]]


def part_of(plan: Plan, partner: str) -> Part:
    """The part of a partner in a plan."""
    those = {entry.id: entry for entry in plan.of_kind("activity")}
    waits = [Wait(entry, those[one]) for entry in those.values() for one in entry.fields.get("depends_on") or () if one in those]
    leads = [entry for kind in ("initiative", "activity") for entry in plan.of_kind(kind) if entry.fields.get("lead") == partner]
    supports = [entry for entry in those.values() if partner in (entry.fields.get("supporting") or ())]
    due = [(entry.fields["due"], entry) for entry in those.values() if entry.fields.get("due") and entry.fields.get("lead") == partner]
    due += [(entry.fields["due"], entry) for entry in plan.of_kind("outcome") if _measured_by(entry, partner) and entry.fields.get("due")]
    looks = [entry for kind in ("checkpoint", "realignment") for entry in plan.of_kind(kind)]
    meets = [(entry.fields["date"], entry) for entry in looks if entry.fields.get("date")]
    return Part(
        leads,
        supports,
        [wait for wait in waits if _is_led(wait.awaited, partner) and not _is_led(wait.waiting, partner)],
        [wait for wait in waits if _is_led(wait.waiting, partner) and not _is_led(wait.awaited, partner)],
        loads(plan, [partner])[0],
        sorted([*due, *meets], key=lambda one: one[0]),
    )


def _is_led(entry: Entry, partner: str) -> bool:
    return bool(entry.fields.get("lead") == partner)


def _measured_by(entry: Entry, partner: str) -> bool:
    return bool(entry.fields.get("measured_by") == partner)
