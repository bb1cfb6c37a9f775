"""A backup made while people write, and put back elsewhere."""

import stat
import tarfile
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitator.cli import main
from facilitator.keyring import Keyring
from tests.web.site import Site, site_on
from workshops.seal import walked
from workshops.stores.sqlite import SqliteStore


def said(*words: str) -> tuple[str, int]:
    """What a command says, and how it ends."""
    result = CliRunner().invoke(main, list(words))
    return result.output, result.exit_code


def test_what_was_acknowledged_before_it_is_in_it_and_every_log_holds(site: Site, tmp_path: Path) -> None:
    data: Path = site.app.config["COMMONPLAN"].data
    leads = site.facilitator()
    workshop = site.workshop(leads)
    stop = threading.Event()

    def write_on() -> None:
        number = 0
        while not stop.is_set():
            leads.command(workshop, "park", text=f"Thought {number}")
            number += 1

    for number in range(5):
        assert leads.command(workshop, "park", text=f"Before {number}")["ok"]
    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        output, status = said("backup", str(tmp_path / "kept.tar.gz"), "--data", str(data))
    finally:
        stop.set()
        writer.join()
    assert status == 0, output
    assert stat.S_IMODE((tmp_path / "kept.tar.gz").stat().st_mode) == 0o600
    elsewhere = tmp_path / "elsewhere"
    assert said("restore", str(tmp_path / "kept.tar.gz"), "--data", str(elsewhere)) == ("1 workshop, and every log holds.\n", 0)
    store = SqliteStore(elsewhere / "commonplan.sqlite")
    lines = store.load(workshop).lines
    walked(lines)
    assert sum('"text":"Before ' in line for line in lines) == 5
    assert Keyring(elsewhere).newest().public == Keyring(data).newest().public
    with site_on(elsewhere) as restored:
        assert restored.people(workshop) == 1


def test_nothing_is_overwritten(site: Site, tmp_path: Path) -> None:
    data: Path = site.app.config["COMMONPLAN"].data
    assert said("backup", str(tmp_path / "kept.tar.gz"), "--data", str(data))[1] == 0
    assert "there already" in said("backup", str(tmp_path / "kept.tar.gz"), "--data", str(data))[0]
    assert "holds a Commonplan already" in said("restore", str(tmp_path / "kept.tar.gz"), "--data", str(data))[0]


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "other.sqlite"])
def test_what_is_no_backup_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "content").write_bytes(b"x")
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "content", name)
    output, status = said("restore", str(tmp_path / "bad.tar.gz"), "--data", str(tmp_path / "new"))
    assert (status, "is no backup" in output or "cannot be read" in output) == (1, True)
    (tmp_path / "rubbish").write_bytes(b"rubbish")
    assert said("restore", str(tmp_path / "rubbish"), "--data", str(tmp_path / "new"))[1] == 1
    assert not (tmp_path / "outside").exists()
