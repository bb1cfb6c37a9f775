"""What happens in a workshop, one file per kind of step, each with its commands, events, changes and views.

Not steps of an agenda, but beside all of them: `arrivals`, `voices`, `course` (doors, place, lock), `pace` (timers and changes of
the agenda), `signals` (with the parking lot), `reveal`, and `guidance` (what facilitators see).
A decision is too much for one file: `decide` opens and closes it, `ballots` casts, `objections` notes how they were met,
`decision_slices` shows it. `at_hand` and `authorship` answer what several of them ask.
"""
