"""Small things as the pages say and draw them: minutes, initials, the bar of an agenda."""

from flask import Flask
from markupsafe import Markup

from workshops.agenda import Agenda


def teach_templates(app: Flask) -> None:
    """Gives templates these words as filters."""
    app.jinja_env.filters.update(minutes=minutes, spoken_minutes=spoken_minutes, initials=initials, bar=bar)


def minutes(agenda: Agenda) -> int:
    """How long an agenda takes, without what is skipped."""
    return sum(step.minutes for stage in agenda.stages if not stage.skipped for step in stage.steps if not step.skipped)


def spoken_minutes(count: int) -> str:
    """`75` as "1 h 15 min"."""
    hours, rest = divmod(count, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def initials(name: str) -> str:
    """At most two letters that stand for a name."""
    # Many write what they are behind their name: "M. A., kitchen manager" is MA.
    words = [word for word in name.split(",")[0].replace(".", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def bar(agenda: Agenda) -> Markup:
    """An agenda as a bar, each stage as wide as it is long."""
    # Drawn, since a style attribute on the page is against our own content security policy.
    total, at, parts = max(minutes(agenda), 1), 0.0, []
    for stage in agenda.stages:
        width = 200 * sum(step.minutes for step in stage.steps) / total
        parts.append(Markup('<rect x="{}" width="{}" height="6" rx="2"/>').format(round(at, 1), round(max(width - 2, 1), 1)))
        at += width
    opening = Markup('<svg class="tbar" viewBox="0 0 200 6" preserveAspectRatio="none" aria-hidden="true">')
    return opening + Markup("").join(parts) + Markup("</svg>")
