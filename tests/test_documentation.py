"""The documents are part of the build: what they say about commands, libraries and files must be so."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.test_architecture import ROOT, named
from workshops.decisions.policy import Policy
from workshops.decisions.rules import RULES
from workshops.workshop import COMMANDS

DOCUMENTS = sorted(
    [ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md"), ROOT / "static/vendor/README.md"]
)


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level, up to the next."""
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def slug(heading: str) -> str:
    """The anchor of a heading, as forges make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def test_the_contract_lists_every_command() -> None:
    table = section((ROOT / "docs/interface.md").read_text(encoding="utf-8"), "Commands")
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {name for cell in first_cells for name in re.findall(r"`([a-z_]+)`", cell)} == set(COMMANDS)


# Their keys are ids, or declared elsewhere.
OPEN = {"policy", "options", "fields", "rules", "kinds", "mine", "progress", "counts", "gaps"}


def fields_of(content: Any) -> Iterator[str]:
    """The names of the fields in a slice, those of its parts too."""
    for part in content if isinstance(content, list) else []:
        yield from fields_of(part)
    for name, value in content.items() if isinstance(content, dict) else []:
        yield name
        if name not in OPEN:
            yield from fields_of(value)


def test_the_contract_lists_every_field_that_a_browser_was_sent() -> None:
    slices = (ROOT / "docs/interface.md").read_text(encoding="utf-8").split("\n## Slices for everyone\n")[1]
    rows = dict(re.findall(r"^\| `([a-z_]+)(?::[^`]*)?` \| (.*) \|$", slices, re.MULTILINE))
    # The rounds of a decision are listed apart.
    rows["decision"] += slices.split("\n### A closed round\n")[1].split("\n## ")[0]
    messages = map(json.loads, (ROOT / "tests/golden/tidewell-express.wire.jsonl").read_text(encoding="utf-8").splitlines())
    contents = (message["content"] for message in messages if isinstance(message.get("content"), dict))
    sent = [(name.split(":")[0], content) for one in contents for name, content in one.get("slices", {}).items()]
    assert len({name for name, _ in sent}) > 15, "the transcript holds a whole workshop"
    told = {(name, field) for name, content in sent if name not in OPEN for field in fields_of(content) if field.isidentifier()}
    assert not {name for name, _ in sent} - set(rows)
    assert not {(name, field) for name, field in told if f"`{field}`" not in rows[name]}


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_link_leads_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), f"{named(path)} links to {target}"
        if anchor and there.suffix == ".md":
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {slug(heading) for heading in headings}, f"{named(path)} links to {target}"


def test_the_readme_gives_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "./dev run" in readme
    assert "./dev test" in readme


def test_dev_explains_each_of_its_commands() -> None:
    script = (ROOT / "dev").read_text(encoding="utf-8")
    offered = set(re.findall(r"^  ([a-z]+)(?: \|[^)]*)?\)", script.split("\ncase ")[-1], re.MULTILINE))
    explained = set(re.findall(r"^\./dev ([a-z]+)", script, re.MULTILINE))
    assert offered == explained


def test_the_changelog_names_every_library_with_its_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = [re.match(r"([\w-]+)==([\w.]+)", line) for line in project["dependencies"]]
    assert all(pinned), "a library without an exact version"
    assert not {name for name, version in (pin.groups() for pin in pinned if pin) if f"{name} {version}" not in changelog}


def test_the_locks_hold_what_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    for lock, declared in {"requirements.lock": project["dependencies"], "requirements-dev.lock": project["dependencies"] + extras}.items():
        locked = (ROOT / lock).read_text(encoding="utf-8")
        assert not [line for line in declared if f"\n{line.split(';')[0].strip()} " not in f"\n{locked}"], f"./dev lock renews {lock}"
        assert "://" not in locked, f"{lock} names a registry"


def test_the_page_on_deciding_names_every_field_of_a_policy_and_every_rule() -> None:
    told = (ROOT / "docs/deciding.md").read_text(encoding="utf-8")
    assert not {field for field in Policy.__struct_fields__ if f"`{field}`" not in told}
    names = told.lower()
    assert not {row.title for row in RULES.values() if row.title.lower() not in names}
