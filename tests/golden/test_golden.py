"""The bytes of a whole play: the document, the log, and the wire. A change of any of them is a change that people can see.

After such a change, look at the difference, then renew the files: `RENEW_GOLDEN=1 ./dev test tests/golden`.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitator.player.client import Person
from facilitator.player.pages import make_account
from facilitator.player.play import play_command
from workshops.seal import walked
from workshops.stores.sqlite import SqliteStore

GOLDEN = Path(__file__).parent
SCENARIO = GOLDEN.parents[1] / "facilitator" / "scenarios" / "tidewell.json"
EMAIL, PASSWORD = "facilitator@play.example", "a password for golden plays"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that a steady play of Tidewell Express left."""
    folder = tmp_path_factory.mktemp("golden")
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.golden.steady_server", str(folder / "kept")],
        cwd=GOLDEN.parents[1],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONHASHSEED": "0"},
    )
    assert server.stdout is not None
    try:
        base, start_link = server.stdout.readline().split()
        make_account(Person("facilitator", "J. D.", base).browser, start_link, {"name": "J. D.", "email": EMAIL, "password": PASSWORD})
        told = ["--agenda", "express", "--out", str(folder), "--server", base, "--email", EMAIL, "--password", PASSWORD]
        result = CliRunner().invoke(play_command, [str(SCENARIO), *told, "--one-by-one", "--transcript", str(folder / "wire.jsonl")])
        assert result.exit_code == 0, result.output
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)
        server.stdout.close()
    store = SqliteStore(folder / "kept" / "commonplan.sqlite")
    (workshop,) = store.workshops()
    lines = store.load(workshop).lines
    walked(lines)
    (folder / "events.log").write_text("".join(f"{line}\n" for line in lines))
    _shorten(folder / "wire.jsonl")
    return folder


def _shorten(wire: Path) -> None:
    """Keeps what the observer received whole, and of everybody else the number of messages and their SHA-256."""
    heard: dict[str, list[str]] = {}
    for line in wire.read_text().splitlines():
        heard.setdefault(json.loads(line)["to"], []).append(line)
    digests = [
        {"to": to, "messages": len(lines), "sha256": hashlib.sha256("\n".join(lines).encode()).hexdigest()} for to, lines in heard.items()
    ]
    kept = [*map(json.dumps, digests), *heard["ob"]]
    wire.write_text("".join(f"{line}\n" for line in kept))


@pytest.mark.parametrize("name", ["workplan.md", "workplan.json", "events.log", "wire.jsonl"])
def test_the_play_of_tidewell_express_gives_the_same_bytes(played: Path, name: str) -> None:
    golden = GOLDEN / f"tidewell-express.{name}"
    now = (played / name).read_bytes()
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_bytes(now)
    assert now.decode().splitlines() == golden.read_text().splitlines()
    assert now == golden.read_bytes()


def test_no_name_of_a_person_stands_in_the_log(played: Path) -> None:
    log = (played / "events.log").read_text()
    scenario = json.loads(SCENARIO.read_text())
    signers = {signature["by"] for signature in scenario["sign"]}
    representatives = {
        person["id"] for partner in scenario["partners"] for person in partner["people"] if person["role"] == "representative"
    }
    for partner in scenario["partners"]:
        for person in partner["people"]:
            # A signature holds the typed name, and the frozen plan names who represents a partner: both are part of what is signed.
            if person["id"] not in signers | representatives:
                assert person["name"] not in log
