"""What each client received, in order: the wire as the room saw it, for golden files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Transcript:
    """Keeps every message per client until it is closed. Leaving the room is no part of it: nobody leaves in step."""

    def __init__(self) -> None:
        self.heard: dict[str, list[str]] = {}
        self.closed = False

    def listener(self, local: str) -> Callable[[str, Any], None]:
        """What a client calls with each message it receives."""
        lines = self.heard.setdefault(local, [])

        def hear(event: str, content: Any) -> None:
            if not self.closed:
                lines.append(json.dumps({"to": local, "event": event, "content": content}, ensure_ascii=False, sort_keys=True))

        return hear

    def write(self, path: Path) -> None:
        """One JSON line per message, client by client."""
        path.write_text("".join(f"{line}\n" for lines in self.heard.values() for line in lines), encoding="utf-8")
