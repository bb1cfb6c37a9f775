"""An order of options: the best first, with ties as groups; and what is taken of it."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

Order = tuple[tuple[str, ...], ...]
"""Groups of options, best first; those of a group are level."""


class Taken(Struct, frozen=True):
    """`winners` are certain, in order; `tied` are those across the cut that `left` places are between."""

    winners: tuple[str, ...]
    tied: tuple[str, ...] = ()
    left: int = 0


def by_figures(options: Iterable[str], figures: Mapping[str, int]) -> Order:
    """The options from the highest figure to the lowest, equals together in the order of the list."""
    standing = list(options)
    levels = sorted({figures.get(option, 0) for option in standing}, reverse=True)
    return tuple(tuple(option for option in standing if figures.get(option, 0) == level) for level in levels)


def in_line(order: Order) -> list[str]:
    """All options of an order, one after the other."""
    return [option for group in order for option in group]


def taken(order: Order, seats: int) -> Taken:
    """The first `seats` of an order; a group that crosses the cut is tied."""
    winners: tuple[str, ...] = ()
    for group in order:
        left = seats - len(winners)
        if left <= 0:
            break
        if len(group) > left:
            return Taken(winners, group, left)
        winners += group
    return Taken(winners)
