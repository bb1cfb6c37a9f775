"""Makes `rankings.json`: random profiles with the winners that `pref_voting` gives. Run by hand, since that package is heavy:

    python3.11 -m venv out/oracle && out/oracle/bin/pip install pref_voting==1.18.2
    out/oracle/bin/python tests/golden/make_rankings.py > tests/golden/rankings.json

Each profile is linear (every ballot ranks every option once), written as [number of options, {"ranking": ballots}], a ranking as
digits, the best first. `schulze` are the winners by winning votes (strength of a defeat = votes on its winning side); `irv` the
winner, left out where the last of some round are tied, since there every implementation has its own way.
"""

import json
import random
import sys
from collections import Counter

from pref_voting.profiles import Profile
from pref_voting.voting_methods import beat_path, instant_runoff

SEED = 20261123
PROFILES = 3_000


def elimination_is_clear(ballots: Counter[str], options: int) -> bool:
    """Is there exactly one last option in every round of an instant run-off?"""
    left = set(map(str, range(options)))
    while len(left) > 1:
        tops = Counter(dict.fromkeys(left, 0))
        for ranking, number in ballots.items():
            tops[next(option for option in ranking if option in left)] += number
        last = [option for option in left if tops[option] == min(tops.values())]
        if len(last) > 1:
            return False
        left -= set(last)
    return True


def main() -> None:
    """Prints the profiles, one on each line."""
    draw = random.Random(SEED)
    rows = []
    for _ in range(PROFILES):
        options = draw.randint(2, 6)
        ballots: Counter[str] = Counter()
        kinds = [draw.sample(range(options), options) for _ in range(draw.randint(1, 6))]
        for kind in kinds:
            ballots["".join(map(str, kind))] += draw.randint(1, 9)
        profile = Profile([list(map(int, ranking)) for ranking in ballots], list(ballots.values()))
        schulze = sorted(int(one) for one in beat_path(profile, strength_function=profile.support))
        clear = elimination_is_clear(ballots, options)
        irv = sorted(int(one) for one in instant_runoff(profile)) if clear else []
        rows.append([options, dict(sorted(ballots.items())), schulze, irv])
    sys.stdout.write("[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]\n")


if __name__ == "__main__":
    main()
