"""What a page weighs: the room stays light on bad wifi, and the editor comes only where a text is edited."""

import gzip
import re
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"
ROOM = STATIC / "app" / "main.js"
EDITOR = STATIC / "vendor" / "editor.js"
MOST = 220_000
"""Bytes, compressed, of all modules that the room's page loads."""

_NOW = re.compile(r"^(?:import|export)\s[^'\"]*?from\s*['\"]([^'\"]+)['\"]|^import\s*['\"]([^'\"]+)['\"]", re.MULTILINE)
_LATER = re.compile(r"\bimport\(\s*['\"]([^'\"]+)['\"]\s*\)")


def loaded_with(module: Path, found: set[Path]) -> set[Path]:
    """A module and all that it imports at once."""
    if module not in found:
        found.add(module)
        if module.parent.name != "vendor":
            for names in _NOW.findall(module.read_text()):
                loaded_with((module.parent / (names[0] or names[1])).resolve(), found)
    return found


def rooms_page() -> set[Path]:
    """What is loaded before the first word of a room can be read: the start, and the view that it chooses."""
    found = loaded_with(ROOM, set())
    views = [(ROOM.parent / name).resolve() for name in _LATER.findall(ROOM.read_text()) if "/room/" in name]
    assert views, "the start loads the room"
    for view in views:
        loaded_with(view, found)
    return found


def test_the_rooms_page_is_light() -> None:
    size = sum(len(gzip.compress(module.read_bytes(), 9)) for module in rooms_page())
    assert 50_000 < size < MOST, f"{size} bytes"


def test_the_editor_is_loaded_where_a_text_is_edited_and_nowhere_else() -> None:
    assert EDITOR not in rooms_page()
    later = {
        (module.parent / name).resolve()
        for module in rooms_page()
        for name in _LATER.findall(module.read_text())
        if module.parent.name != "vendor"
    }
    assert any(EDITOR in loaded_with(module, set()) for module in later)
