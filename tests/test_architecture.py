"""The house rules that no linter knows: small files, a pure core, templates without inline code, nothing from elsewhere."""

import ast
import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import workshops
from tests.domain.test_roles import TABLE
from workshops.verbs import Command
from workshops.workshop import COMMANDS

ROOT = Path(__file__).parent.parent
LONGEST = 300

# What may act, beside the pure core: the stores touch the disk, a room knows threads, and both are told the time.
ACTING = {"workshops/room.py", "workshops/stores"}
IMPURE = {"asyncio", "logging", "os", "random", "secrets", "socket", "subprocess", "threading", "time", "uuid"}
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "monotonic"}


def ours(*patterns: str) -> list[Path]:
    """Our own source files, without what is vendored."""
    found = [path for pattern in patterns for path in ROOT.glob(pattern)]
    return sorted(path for path in found if not {"node_modules", "vendor"} & set(path.relative_to(ROOT).parts))


def named(path: Path) -> str:
    """The path as people say it."""
    return path.relative_to(ROOT).as_posix()


def core() -> list[Path]:
    """The Python files of the pure core."""
    return [path for path in ours("workshops/**/*.py") if not any(named(path).startswith(acting) for acting in ACTING)]


SOURCES = ours("workshops/**/*.py", "facilitator/**/*.py", "tests/**/*.py", "static/app/**/*.js", "static/css/*.css", "templates/**/*.html")
TEMPLATES = ours("templates/**/*.html")
SENT = ours("templates/**/*.html", "static/app/**/*.js", "static/css/*.css", "static/*.svg")


def lines(path: Path) -> int:
    """How long a file is."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_a_file_can_be_read_in_one_sitting() -> None:
    assert not {named(path): lines(path) for path in [*SOURCES, ROOT / "dev"] if lines(path) > LONGEST}, "what are its two parts?"


def test_a_file_is_named_for_what_is_in_it() -> None:
    vague = {"common", "data", "handler", "handlers", "helper", "helpers", "info", "manager", "misc", "process", "util", "utils"}
    assert not [named(path) for path in SOURCES if vague & set(re.split(r"[_.-]", path.stem))]


def imported(tree: ast.Module) -> Iterator[str]:
    """The names of the modules that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def impurities(path: Path) -> Iterator[str]:
    """What a file of the core does that only its surroundings may do."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from {name.split(".")[0] for name in imported(tree)} & IMPURE
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func)
        if name in {"open", "input", "print"} or (name.startswith("date") and name.split(".")[-1] in CLOCKS):
            yield f"{name} in line {call.lineno}"


def test_the_core_knows_no_clock_no_chance_and_no_disk() -> None:
    assert not {named(path): found for path in core() if (found := list(impurities(path)))}, "take it as an argument"


def test_the_set_of_commands_is_closed_and_whole() -> None:
    for module in pkgutil.walk_packages(workshops.__path__, "workshops."):
        importlib.import_module(module.name)

    def leaves(kind: type[Command]) -> Iterator[type[Command]]:
        for child in kind.__subclasses__():
            yield child
            yield from leaves(child)

    assert {child.__struct_config__.tag for child in leaves(Command)} == set(COMMANDS), "a file of steps/ that workshop.py leaves out"


def test_every_command_has_a_row_in_the_table_of_roles() -> None:
    assert set(TABLE) == set(COMMANDS)


INLINE = {
    "a script in the page": r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")",
    "a style sheet in the page": r"<style\b",
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "an event attribute": r"<[^>]*\son[a-z]+\s*=",
    "a script address": r"javascript:",
}


@pytest.mark.parametrize(("what", "pattern"), INLINE.items(), ids=INLINE)
def test_a_page_carries_no_code_and_no_style_of_its_own(what: str, pattern: str) -> None:
    assert not [named(path) for path in TEMPLATES if re.search(pattern, path.read_text(encoding="utf-8"), re.IGNORECASE)], what


def hosts(path: Path) -> set[str]:
    """The hosts that a file names. Names of XML namespaces look like addresses, but nobody asks there; `example` is for showing."""
    named_hosts = re.findall(r"(?:https?:|wss?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", path.read_text(encoding="utf-8"), re.IGNORECASE)
    return {host for host in named_hosts if host != "www.w3.org" and not host.startswith("example.")}


def test_nothing_that_a_browser_gets_names_another_host() -> None:
    assert not {named(path): found for path in SENT if (found := hosts(path))}


def lost_imports(path: Path) -> list[str]:
    """What a browser module asks for that is not a file beside it: there is no bundler to find it."""
    asked = re.findall(r"^\s*(?:import|export)\b[^;]*?\bfrom\s+[\"']([^\"']+)[\"']", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [address for address in asked if not address.startswith(".") or not (path.parent / address).is_file()]


def test_browser_modules_import_files_that_are_there() -> None:
    assert not {named(path): lost for path in ours("static/app/**/*.js") if (lost := lost_imports(path))}


def test_every_declared_library_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[=;\[ ]", line)[0] for line in project["dependencies"]}
    called = {"argon2-cffi": "argon2", "markdown-it-py": "markdown_it", "pypandoc-binary": "pypandoc"}
    # sqlite-utils takes it up by itself.
    silent = {"pysqlite3"}
    roots = {
        name.split(".")[0]
        for path in ours("workshops/**/*.py", "facilitator/**/*.py")
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
    }
    unused = {name for name in declared - silent if called.get(name, name.replace("-", "_")) not in roots}
    assert not unused, f"declared in pyproject.toml, imported nowhere: {unused}"


def test_licences_travel_with_what_they_cover() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for covered in ("static/vendor/LICENSES.txt", "static/icons-LICENSE.txt", "static/fonts/OFL-", "facilitator/paper/fonts/OFL-"):
        assert covered in notice
    assert {path.suffix for path in (ROOT / "static/fonts").iterdir()} == {".woff2", ".txt"}
