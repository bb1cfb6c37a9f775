"""The kinds of entries that keep a plan alive: accountability, communication, re-alignment and exit."""

from workshops.plan.kinds.form import Field, Kind

NEEDS = (
    ("mailing", "Newsletter or mailing list"),
    ("documents", "Sharing documents"),
    ("collaboration", "Working on things together"),
    ("meetings", "Meeting from afar"),
    ("project_management", "Keeping track of who does what"),
    ("monitoring", "Seeing whether it works"),
    ("other", "Something else"),
)

KEEPING = (
    Kind(
        "checkpoint", "accountability", "K", "Checkpoint", "Checkpoints",
        (
            Field("date", "Date", "date", True),
            Field("assesses", "What we look at", needed=True, bound=500),
            Field("attends", "Who takes part", needed=True, bound=500),
        ),
        titled="date",
    ),
    Kind(
        "correction_rule", "accountability", "Q", "Course correction", "Course corrections",
        (
            Field("trigger", "What sets it off", "passage", True, bound=4000),
            Field("decided_by", "Who decides", needed=True, bound=500),
            Field("within_days", "Within how many days", "number", bound=3650),
        ),
        titled="trigger",
    ),
    Kind(
        "lesson_practice", "accountability", "L", "How lessons are kept", "How lessons are kept",
        (
            Field("when", "When", needed=True, bound=500),
            Field("how", "How", needed=True, bound=500),
            Field("kept_by", "Who keeps it", needed=True, bound=500),
        ),
        titled="when",
    ),
    Kind(
        "tool", "communication", "T", "Tool", "Tools",
        (
            Field("need", "What for", "choice", True, options=NEEDS),
            Field("tool", "Tool", needed=True),
            Field("run_by", "Who runs it", "partner", True),
            Field("access", "Who has access", needed=True, bound=500),
            Field("rhythm", "How often"),
        ),
        titled="tool", owners="run_by",
    ),
    Kind(
        "realignment", "exit", "Z", "Re-alignment", "Re-alignment",
        (Field("date", "Date", "date", True, help="When we ask: go on, change, or end?"),),
        titled="date", single=True,
    ),
    Kind(
        "trigger", "exit", "E", "Reason to meet before", "Reasons to meet before",
        (Field("text", "What would make us meet before that date", "passage", True, bound=4000),),
        titled="text",
    ),
    Kind(
        "asset", "exit", "P", "What is shared", "What happens to what is shared",
        (
            Field("what", "What", needed=True, help="Things, money, data, names"),
            Field("goes_to", "Goes to", needed=True, bound=500),
        ),
        titled="what",
    ),
)  # fmt: skip
