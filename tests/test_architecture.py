"""The house rules that no linter knows: small files, a pure core, templates without inline code, nothing from elsewhere."""

import ast
import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST = 300

# What may act, beside the pure core: the stores touch the disk, a room knows threads, and both are told the time.
ACTING = {"workshops/room.py", "workshops/stores"}
IMPURE = {"asyncio", "datetime.now", "logging", "os", "random", "secrets", "socket", "subprocess", "threading", "time", "uuid"}
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


@pytest.mark.parametrize("path", [*SOURCES, ROOT / "dev"], ids=named)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{named(path)} has {lines} lines: what are its two parts?"


@pytest.mark.parametrize("path", ours("workshops/**/*.py", "facilitator/**/*.py", "static/app/**/*.js"), ids=named)
def test_a_file_is_named_for_what_is_in_it(path: Path) -> None:
    vague = {"common", "data", "handler", "handlers", "helper", "helpers", "info", "manager", "misc", "process", "util", "utils"}
    assert not vague & set(re.split(r"[_.-]", path.stem))


def imported(tree: ast.Module) -> Iterator[str]:
    """The names of the modules that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", core(), ids=named)
def test_the_core_knows_no_clock_no_chance_and_no_disk(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not {name.split(".")[0] for name in imported(tree)} & IMPURE
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            assert not (isinstance(called, ast.Name) and called.id in {"open", "input", "print"}), f"line {node.lineno}"
            of_a_module = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name | ast.Attribute)
            if of_a_module and called.attr in CLOCKS:
                assert "date" not in ast.unparse(called.value), f"line {node.lineno} reads the clock: take it as an argument"


def commands() -> set[str]:
    """The types of all commands that the domain declares."""
    import workshops
    from workshops.verbs import Command

    for module in pkgutil.walk_packages(workshops.__path__, "workshops."):
        importlib.import_module(module.name)

    def under(kind: type) -> Iterator[type]:
        for child in kind.__subclasses__():
            yield child
            yield from under(child)

    return {child.__struct_config__.tag for child in under(Command)}


def test_every_command_says_who_may_ask() -> None:
    table = (ROOT / "tests/domain/test_roles.py").read_text(encoding="utf-8")
    assert not {name for name in commands() if not re.search(rf"[\"']{name}[\"']", table)}


INLINE = {
    "a script in the page": r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")",
    "a style sheet in the page": r"<style\b",
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "an event attribute": r"<[^>]*\son[a-z]+\s*=",
    "a script address": r"javascript:",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_page_carries_no_code_and_no_style_of_its_own(path: Path) -> None:
    markup = path.read_text(encoding="utf-8")
    assert not [what for what, pattern in INLINE.items() if re.search(pattern, markup, re.IGNORECASE)]


@pytest.mark.parametrize("path", SENT, ids=named)
def test_nothing_that_a_browser_gets_names_another_host(path: Path) -> None:
    named_hosts = re.findall(r"(?:https?:|wss?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", path.read_text(encoding="utf-8"), re.IGNORECASE)
    # The names of XML namespaces look like addresses; nobody asks there. `example` names exist to be shown.
    assert not {host for host in named_hosts if host != "www.w3.org" and not host.startswith("example.")}


@pytest.mark.parametrize("path", ours("static/app/**/*.js"), ids=named)
def test_browser_modules_import_each_other_by_relative_path(path: Path) -> None:
    addresses = re.findall(r"^\s*(?:import|export)\b[^;]*?\bfrom\s+[\"']([^\"']+)[\"']", path.read_text(encoding="utf-8"), re.MULTILINE)
    for address in addresses:
        assert address.startswith("."), f"{address} is not relative"
        assert (path.parent / address).resolve().is_file(), f"{address} leads nowhere"


def test_every_library_is_used_and_no_other_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[=;\[ ]", line)[0] for line in project["dependencies"]}
    called = {"argon2-cffi": "argon2", "markdown-it-py": "markdown_it", "python-socketio": "socketio"}
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
    for covered in ("static/vendor/LICENSES.txt", "static/icons-LICENSE.txt", "static/fonts/OFL-"):
        assert covered in notice
    assert {path.suffix for path in (ROOT / "static/fonts").iterdir()} == {".woff2", ".txt"}
