"""The kinds of entries of "Who does what": what each partner can give, and the activities."""

from workshops.plan.kinds.form import Field, Kind

WORKING_STYLES = (("free", "Takes the lead freely"), ("outline", "Works from an outline"), ("detailed", "Follows a detailed plan"))
GUIDANCE = (("free", "Take the lead"), ("outline", "An outline"), ("detailed", "A detailed plan"))

WORK = (
    Kind(
        "capacity", "activities", "C", "Capacity", "What each partner can give",
        (
            Field("partner", "Partner", "partner", True),
            Field("days_per_month", "Days a month", "number", True, help="Person-days. Nought is an honest answer", bound=3100),
            Field("in_kind", "In kind", help="Rooms, tools, vehicles, know-how", bound=500),
            Field("working_style", "How it likes to work", "choice", True, options=WORKING_STYLES),
        ),
        titled="", one_per="partner", owners="partner",
    ),
    Kind(
        "activity", "activities", "A", "Activity", "Activities",
        (
            Field("title", "What we will do", needed=True, now=True),
            Field("serves", "Initiative or objective it serves", "ref", True, of=("initiative", "objective"), heading="Serves"),
            Field("lead", "Who leads", "partner", True, help="One partner, who is here", now=True, heading="Lead"),
            Field("supporting", "Who supports", "partners", heading="With"),
            Field("start", "Start", "date", True),
            Field("due", "By when", "date", True, now=True),
            Field("grace_days", "Days of grace", "number", help="How late it may be before others feel it", bound=366),
            Field("effort_days", "Effort in person-days", "number", True, bound=100_000, heading="Days"),
            Field("deliverable", "What will be there", needed=True, bound=500),
            Field("guidance", "How much is laid down", "choice", options=GUIDANCE),
            Field("details", "Details", "passage", bound=4000),
            Field("depends_on", "Waits for", "refs", of=("activity",)),
        ),
        span=("start", "due"), owners="lead",
        columns=("title", "serves", "lead", "supporting", "due", "depends_on", "effort_days"),
    ),
)  # fmt: skip
