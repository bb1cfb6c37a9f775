"""The same plan gives the same bytes, whatever the locale, the time zone, the encoding and the hash seed of the machine."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}
ELSEWHERE = [
    {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "POSIX", "TZ": "America/St_Johns", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "4294967295"},
    {"LC_ALL": "de_DE.ISO-8859-1", "TZ": "Australia/Lord_Howe", "PYTHONHASHSEED": "random", "PYTHONIOENCODING": "latin-1"},
]


def sums(surroundings: dict[str, str]) -> dict[str, str]:
    """The sum of each file, written by a Python of its own."""
    command = [sys.executable, "-m", "tests.domain.same_bytes"]
    told = subprocess.run(command, env=os.environ | surroundings, cwd=ROOT, capture_output=True, check=True, timeout=120)
    found: dict[str, str] = json.loads(told.stdout)
    return found


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    """As they are written here."""
    found = sums(HERE)
    assert len(set(found.values())) == len(found) == 12
    return found


@pytest.mark.parametrize("surroundings", ELSEWHERE, ids=lambda one: one["TZ"])
def test_the_bytes_are_the_same(expected: dict[str, str], surroundings: dict[str, str]) -> None:
    assert sums(surroundings) == expected
