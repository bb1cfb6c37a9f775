"""The kinds of entries that say what the partners are after: scope, goals, outcomes."""

from workshops.plan.kinds.form import Field, Kind

TERMS = (("short", "Short-term"), ("intermediate", "Intermediate"), ("long", "Long-term"))

AIMS = (
    Kind(
        "horizon", "scope", "H", "Horizon", "Horizon",
        (Field("from", "From", "date", True), Field("to", "To", "date", True)),
        titled="", single=True, span=("from", "to"),
    ),
    Kind(
        "focus_area", "scope", "F", "Focus area", "Focus areas",
        (
            Field("title", "Focus area", needed=True, help="Few words that everybody can repeat"),
            Field("why", "Why this one", "passage", bound=4000),
            Field("theme", "Theme of the vision it serves", "theme"),
        ),
    ),
    Kind(
        "boundary", "scope", "B", "Boundary", "In scope and out of scope",
        (
            Field("text", "What", "passage", True, bound=4000),
            Field("side", "In or out", "choice", True, options=(("in", "In scope"), ("out", "Out of scope"))),
        ),
        titled="text",
    ),
    Kind(
        "expectation", "scope", "X", "Expectation", "What can and cannot be achieved",
        (
            Field("text", "What", "passage", True, bound=4000),
            Field("side", "By the horizon it", "choice", True, options=(("can", "Can be achieved"), ("cannot", "Cannot be achieved"))),
            Field("why", "Why", "passage", True, bound=4000),
        ),
        titled="text",
    ),
    Kind(
        "goal", "goals", "G", "Goal", "Goals",
        (
            Field("title", "Goal", needed=True, help="What will be different for the people we serve"),
            Field("focus_area", "Focus area", "ref", True, of=("focus_area",)),
            Field("why", "Why", "passage", bound=4000),
        ),
    ),
    Kind(
        "objective", "goals", "J", "Objective", "Objectives",
        (
            Field("title", "Objective", needed=True),
            Field("goal", "Goal it serves", "ref", True, of=("goal",)),
            Field("due", "Due", "date", True),
        ),
    ),
    Kind(
        "initiative", "goals", "I", "Initiative", "Initiatives",
        (
            Field("title", "Initiative or project", needed=True),
            Field("objectives", "Objectives it serves", "refs", True, of=("objective",)),
            Field("lead", "Lead partner", "partner"),
        ),
    ),
    Kind(
        "outcome", "outcomes", "U", "Outcome", "Outcomes",
        (
            Field("title", "Outcome", needed=True, help="What people will notice", now=True),
            Field("goal", "Goal it belongs to", "ref", True, of=("goal",), now=True, heading="Goal"),
            Field("term", "When people notice it", "choice", True, options=TERMS, now=True, heading="When"),
            Field("indicator", "How we will know", needed=True, help="What we count or ask", now=True),
            Field("baseline", "Today", needed=True, help="“Unknown” is an honest answer"),
            Field("target", "Aimed at", needed=True),
            Field("due", "By when", "date", True),
            Field("source", "Where the figures come from"),
            Field("measured_by", "Who measures", "partner", True),
        ),
        owners="measured_by",
        columns=("title", "goal", "term", "indicator", "target", "due"),
    ),
)  # fmt: skip
