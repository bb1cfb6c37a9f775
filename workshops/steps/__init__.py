"""What happens in a workshop, one file per kind of step, each with its commands, events, changes and views.

`arrivals`, `voices`, `course`, `pace`, `signals` and `parking` are not steps of an agenda but run beside all of them.
"""
