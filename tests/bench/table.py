"""A table of what was measured: of each row the median, the 95th percentile, the least and the most."""

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, in words; the numbers, of which there may be none; their unit; and what is wanted of them."""

    words: str
    numbers: Sequence[float]
    unit: str
    wanted: str = ""


def p95(numbers: Sequence[float]) -> float:
    """The least number that 95 % of them do not exceed."""
    ordered = sorted(numbers)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]


def print_rows(rows: Iterable[Row]) -> None:
    """Prints the table."""
    print(f"{'':47}{'median':>10}{'p95':>10}{'least':>10}{'most':>10}   wanted")
    for words, numbers, unit, wanted in rows:
        figures = (statistics.median(numbers), p95(numbers), min(numbers), max(numbers)) if numbers else ()
        digits = 2 if unit == "×" else 1
        shown = [f"{figure:.{digits}f}" for figure in figures] or ["–"] * 4
        print(f"{words:<44}{unit:>3}" + "".join(f"{one:>10}" for one in shown) + f"   {wanted}")


def machine() -> str:
    """What it was measured on."""
    return f"{os.cpu_count()} cores, {_processor()}, Python {platform.python_version()}, {platform.platform()}"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    named = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")
    return named or platform.processor() or platform.machine()
