"""Somebody who is erased is nowhere any more, and the log still holds."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitator.cli import main
from facilitator.folder import claim
from tests.scene import Scene
from workshops.people import Personal
from workshops.seal import walked
from workshops.sealed.bundle import Identity, bundled
from workshops.sealed.keys import ServerKey
from workshops.sealed.verify import verified
from workshops.stores.sqlite import SqliteStore

NAME, TITLE = "Xanthippe Quarrelsome", "harbour mistress of the north"


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A workshop on the disk with somebody in it whose name is like no other."""
    scene = Scene("First", "Second", store=SqliteStore(tmp_path / "commonplan.sqlite")).open()
    scene.did(None, "join", name=NAME, title=TITLE, partner="o1", voice=True)
    scene.did("p1", "confirm_voice", participant="p2")
    scene.seat("Somebody Else", "o2", speaks=True)
    return scene


def on_disk(folder: Path) -> bytes:
    """Everything in the files."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_name_and_title_are_in_no_file_and_in_nobodys_view(scene: Scene, tmp_path: Path) -> None:
    for number in range(30):
        scene.did("p2", "change_details", title=f"{TITLE} {number}")
    assert NAME.encode() in on_disk(tmp_path)
    scene.did("p1", "erase_person", participant="p2")
    assert NAME.encode() not in on_disk(tmp_path)
    assert TITLE.encode() not in on_disk(tmp_path)
    for person in ("p1", "p3"):
        assert NAME not in str(scene.sees(person))
    assert scene.state.name("p2") == "a former participant"
    assert scene.state.participants["p2"].removed
    walked(scene.lines())
    assert scene.reopened().state == scene.state


def test_what_they_wrote_in_private_goes_with_them(scene: Scene, tmp_path: Path) -> None:
    scene.did("p2", "write_card", step="vision.gather", text="A secret of Xanthippe")
    scene.did("p1", "erase_person", participant="p2")
    assert b"A secret of Xanthippe" not in on_disk(tmp_path)


def test_a_sealed_plan_still_holds_without_the_salts(scene: Scene) -> None:
    scene.did("p1", "freeze")
    version = scene.state.version
    assert version is not None
    words = {"version": version.number, "sha256": version.sha256, "partner": "o1", "name": "X. Q.", "choice": "approve"}
    scene.did("p2", "sign", **words)
    scene.did("p1", "seal")
    scene.did("p1", "erase_person", participant="p2")
    rows = [Personal(*one.key, one.row["value"], one.row["salt"]) for one in scene.store.load("w1").asides if one.shelf == "personal"]
    assert "p2" not in [row.participant for row in rows]
    found = verified(bundled(scene.lines(), rows, Identity("plans.example", "Commonplan 0"), ServerKey.made(b"k" * 32)))
    assert [one for one in found if not one.holds] == []


def test_the_facilitator_and_strangers_cannot_be_erased(scene: Scene) -> None:
    assert scene.refused("p1", "erase_person", participant="p1") == "facilitator"
    assert scene.refused("p1", "erase_person", participant="p9") == "unknown_person"
    assert scene.refused("p3", "erase_person", participant="p2") == "not_allowed"


def test_the_command_says_where_a_name_still_stands_and_needs_the_server_stopped(scene: Scene, tmp_path: Path) -> None:
    scene.did("p1", "save_text", section="vision", content=f"As {NAME} put it: food for all.", base=0)
    asked = ["erase-person", "w1", NAME, "--yes", "--data", str(tmp_path)]
    with claim(tmp_path):
        assert "already runs" in CliRunner().invoke(main, asked).output
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("p2 is erased")
    assert "The name still stands in the text of the section “vision”." in result.output
    again = CliRunner().invoke(main, asked)
    assert "0 people in this workshop are called" in again.output
