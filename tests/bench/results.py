"""How long a result takes: 1 000 voters and 20 options under every rule that chooses."""

import random
from collections.abc import Callable
from time import perf_counter

from workshops.decisions.ballot import Ballot
from workshops.decisions.checking import read_policy
from workshops.decisions.result import result_of
from workshops.decisions.votes import Votes

VOTERS, OPTIONS = 1_000, tuple(f"Option {number}" for number in range(20))
TIMES = 9


def ranked(chance: random.Random) -> Ballot:
    """A full ranking; some options are liked so much better than others that they are eliminated one by one."""
    order = sorted(OPTIONS, key=lambda option: chance.random() ** (1 / (1 + OPTIONS.index(option))), reverse=True)
    return Ballot(ranking=tuple((option,) for option in order))


BALLOTS: dict[str, Callable[[random.Random], Ballot]] = {
    "plurality": lambda chance: Ballot(chance.choice(OPTIONS)),
    "majority_runoff": lambda chance: Ballot(chance.choice(OPTIONS)),
    "approval": lambda chance: Ballot(approve=tuple(option for option in OPTIONS if chance.random() < 0.4)),
    "score": lambda chance: Ballot(scores={option: chance.randint(0, 5) for option in OPTIONS}),
    "dots": lambda chance: Ballot(dots={chance.choice(OPTIONS): 3}),
    "irv": ranked,
    "schulze": ranked,
}


def times_by_rule() -> dict[str, list[float]]:
    """Milliseconds of each result, by rule."""
    chance = random.Random(11)
    return {rule: [_time(rule, ballot, chance) for _ in range(TIMES)] for rule, ballot in BALLOTS.items()}


def _time(rule: str, ballot: Callable[[random.Random], Ballot], chance: random.Random) -> float:
    policy = read_policy({"rule": rule, "options": list(OPTIONS)})
    votes = Votes(tuple((ballot(chance), 1) for _ in range(VOTERS)), VOTERS, VOTERS)
    began = perf_counter()
    result_of(policy, votes)
    return 1_000 * (perf_counter() - began)
