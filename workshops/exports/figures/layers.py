"""Where the boxes of a map stand: in layers from left to right, each in the layer after the last of what it waits for.

An arrow that passes a layer gets a lane of its own there, so that no arrow runs behind a box; arrows from one box share their lanes.
The method is that of Sugiyama, Tagawa and Toda (1981): layers by the longest path, an order in them by the middle of the neighbours,
and heights that come as near to the neighbours as the order allows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter
from itertools import pairwise

from msgspec import Struct

SWEEPS = 6
"""How often the order in the layers is improved, to and fro."""

Spot = tuple[str, int]
"""Whose box, and in which layer: in that of the box itself it is the box, in a later one a lane of its arrows."""


class Sizes(Struct, frozen=True):
    """Heights of a box and of a lane, and the space between two of them."""

    box: int
    lane: int
    between: int


class Layers(Struct, frozen=True):
    """`layer` of each box; `middle` is the height of each spot's middle line; `ways`: each arrow with the spots that it leads through."""

    layer: dict[str, int]
    middle: dict[Spot, float]
    ways: list[list[Spot]]

    @property
    def count(self) -> int:
        """How many layers there are."""
        return max(self.layer.values(), default=-1) + 1


def layers_of(before: Mapping[str, list[str]], sizes: Sizes) -> Layers:
    """The layers of these, each with what it waits for (in which nothing may wait for itself)."""
    layer: dict[str, int] = {}
    for one in TopologicalSorter(before).static_order():
        layer[one] = 1 + max((layer[other] for other in before[one]), default=-1)
    ways = [[(other, at) for at in range(layer[other], layer[one])] + [(one, layer[one])] for one in before for other in before[one]]
    left: dict[Spot, list[Spot]] = defaultdict(list)
    right: dict[Spot, list[Spot]] = defaultdict(list)
    for near, far in dict.fromkeys(step for way in ways for step in pairwise(way)):
        right[near].append(far)
        left[far].append(near)
    # By layer; in it boxes first, in the order of the document.
    columns: list[list[Spot]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for spot in dict.fromkeys([*((one, layer[one]) for one in before), *(spot for way in ways for spot in way)]):
        columns[spot[1]].append(spot)
    _order(columns, left, right)
    return Layers(layer, _heights(columns, left, right, layer, sizes), ways)


def _order(columns: list[list[Spot]], left: Mapping[Spot, list[Spot]], right: Mapping[Spot, list[Spot]]) -> None:
    """Sorts each layer by the middle of its neighbours, from the left and from the right by turns."""
    place = {spot: float(number) for column in columns for number, spot in enumerate(column)}
    for sweep in range(SWEEPS):
        beside, walked = (left, columns) if sweep % 2 == 0 else (right, columns[::-1])
        for column in walked:
            wanted = {spot: _mean([place[one] for one in beside.get(spot, ())], place[spot]) for spot in column}
            column.sort(key=wanted.__getitem__)
            place.update((spot, float(number)) for number, spot in enumerate(column))


def _heights(
    columns: list[list[Spot]],
    left: Mapping[Spot, list[Spot]],
    right: Mapping[Spot, list[Spot]],
    layer: Mapping[str, int],
    sizes: Sizes,
) -> dict[Spot, float]:
    middle: dict[Spot, float] = {}
    for column in columns:
        middle.update(_spread(column, dict.fromkeys(column, 0.0), layer, sizes))
    for beside, walked in ((left, columns), (right, columns[::-1]), (left, columns), (right, columns[::-1])):
        for column in walked:
            wanted = {spot: _mean([middle[one] for one in beside.get(spot, ())], middle[spot]) for spot in column}
            middle.update(_spread(column, wanted, layer, sizes))
    top = min((height - _half(spot, layer, sizes) for spot, height in middle.items()), default=0.0)
    return {spot: round(height - top, 1) for spot, height in middle.items()}


def _spread(column: list[Spot], wanted: Mapping[Spot, float], layer: Mapping[str, int], sizes: Sizes) -> dict[Spot, float]:
    """As near to where each wants to be as the order and the space between allow: neighbours that would collide move as one block."""
    offsets: list[float] = []
    blocks: list[tuple[float, int]] = []
    for number, spot in enumerate(column):
        room = _half(column[number - 1], layer, sizes) + sizes.between + _half(spot, layer, sizes) if number else 0.0
        offsets.append(offsets[-1] + room if number else 0.0)
        total, count = wanted[spot] - offsets[-1], 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            total, count = total + blocks[-1][0], count + blocks[-1][1]
            blocks.pop()
        blocks.append((total, count))
    starts = [total / count for total, count in blocks for _ in range(count)]
    return {spot: start + offset for spot, start, offset in zip(column, starts, offsets, strict=True)}


def _half(spot: Spot, layer: Mapping[str, int], sizes: Sizes) -> float:
    return (sizes.box if layer[spot[0]] == spot[1] else sizes.lane) / 2


def _mean(numbers: Iterable[float], otherwise: float) -> float:
    found = list(numbers)
    return sum(found) / len(found) if found else otherwise
