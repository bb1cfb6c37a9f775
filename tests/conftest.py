"""What all tests share: how hypothesis searches. In CI the same examples each time, so that a red run can be repeated;
elsewhere new ones each time, so that something is found."""

import os

from hypothesis import HealthCheck, settings

# Two cores are shared by browsers, servers and workers: a slow moment is not a wrong answer.
settings.register_profile("developer", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, database=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "developer")
