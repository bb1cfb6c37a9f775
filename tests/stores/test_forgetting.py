"""What is forgotten is gone from the disk, not only out of reach."""

from pathlib import Path

from tests.scene import Scene
from workshops.stores.sqlite import SqliteStore

SECRET = "Xylophone by the harbour"


def test_who_wrote_a_card_is_nowhere_in_the_files_once_it_is_turned_over(tmp_path: Path) -> None:
    scene = Scene("First", "Second", store=SqliteStore(tmp_path / "kept.sqlite")).open()
    for n in (1, 2):
        scene.seat(f"Person {n}", f"o{n}", speaks=True)
    scene.did("p2", "write_card", step="vision.gather", text=SECRET)

    def on_disk() -> bytes:
        return b"".join(file.read_bytes() for file in tmp_path.iterdir())

    written = b'["vision.gather","p2",'
    assert written in on_disk()
    scene.did("p1", "reveal", step="vision.gather")
    assert SECRET.encode() in on_disk()
    assert written not in on_disk()
