"""The figures of the plan as SVG. Each says in words what it shows, for whoever cannot see it, and stands on its own."""

from collections.abc import Callable

from workshops.exports.figures.dependency_map import dependency_map
from workshops.exports.figures.ladder import ladder
from workshops.exports.figures.load import load
from workshops.exports.figures.timeline import timeline
from workshops.exports.figures.tree import tree
from workshops.state import Workshop

FIGURES: dict[str, Callable[[Workshop], str]] = {
    "dependencies": dependency_map,
    "timeline": timeline,
    "load": load,
    "tree": tree,
    "ladder": ladder,
}
"""By name: the whole figure, "" where there is nothing to draw."""
