"""The months along the top of a figure, and where a day stands under them."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from workshops.exports.figures.svg import SOFT, line, text
from workshops.plan.load import MONTHS

HEADING = 44
"""Height of the months over what stands under them: a line for the years, a line for the months."""
FITS = 34
"""Width that the name of a month needs."""


class Months(Struct, frozen=True):
    """Whole months from the first day that is shown to the last (ordinals), over a track that begins at `left`."""

    first: int
    last: int
    left: float
    track: float

    def at(self, day: int) -> float:
        """Where a day begins."""
        return round(self.left + self.track * (day - self.first) / (self.last - self.first + 1), 1)


def months_over(days: list[int], left: float, track: float) -> Months:
    """The whole months that hold all these days (ordinals), at least one."""
    first = date.fromordinal(min(days))
    last = date.fromordinal(min(max(days), date.max.toordinal() - 31))
    after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return Months(first.replace(day=1).toordinal(), after.toordinal() - 1, left, track)


def begins(months: Months) -> list[date]:
    """The first day of each month."""
    first, last = date.fromordinal(months.first), date.fromordinal(months.last)
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def headings(months: Months, height: float) -> Iterator[str]:
    """Years and months along the top, with lines down to `height`."""
    starts = begins(months)
    # Over years, every month would be a blur: then every third is named, or every twelfth, or still fewer.
    every = next((step for step in (1, 3, 12) if months.track * step / len(starts) >= FITS), 12 * (len(starts) // 216 + 1))
    named = starts[::every]
    for start in named:
        x = months.at(start.toordinal())
        yield line(x, HEADING - 14, x, height, "fig__grid")
        words = str(start.year) if every >= 12 else MONTHS[start.month - 1][:3]
        yield text(x + 4, HEADING - 14, words, "fig__month", font_size=13, fill=SOFT)
    if every < 12:
        years = {start.year: start for start in reversed(named)}
        yield from (
            text(months.at(start.toordinal()) + 4, HEADING - 31, str(year), "fig__id", font_size=13, font_weight=700)
            for year, start in sorted(years.items())
        )
