"""The figures of the plan as SVG: what waits for what, and when. Each says in words what it shows, for whoever cannot see it."""

from collections.abc import Callable

from workshops.exports.figures.dependency_map import dependency_map
from workshops.exports.figures.timeline import timeline
from workshops.state import Workshop

FIGURES: dict[str, Callable[[Workshop], str]] = {"dependencies": dependency_map, "timeline": timeline}
"""By name: the whole figure, "" where there is nothing to draw."""
