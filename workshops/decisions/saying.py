"""Small words that sentences are made of."""

from collections.abc import Sequence


def several(number: int, one: str) -> str:
    """`1 vote`, `3 votes`."""
    return f"{number} {one}{'' if number == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
