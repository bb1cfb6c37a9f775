"""What leaves the server once a plan is sealed, the key that it is sealed with, and the commands that check it."""

import io
import re
import stat
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from facilitator.cli import main
from facilitator.keyring import Keyring
from facilitator.takeaway import EVERYTHING, FORMATS
from tests.web.site import Site, Visitor, joining
from workshops.sealed.bundle import NAMES, PLAN


@pytest.fixture
def signed(site: Site) -> tuple[Site, Visitor, str]:
    """A workshop that one of two partners has signed; its signing is not closed yet."""
    leads = site.facilitator()
    workshop = site.workshop(leads)
    leads.command(workshop, "open_doors")
    ana = site.visitor()
    ana.fill(f"/join/{site.code(workshop)}", joining("Ana", partner="o1", voice="y"))
    leads.command(workshop, "confirm_voice", participant="p2")
    assert leads.command(workshop, "freeze")["ok"]
    version = leads.get(f"/api/workshops/{workshop}/view").json["slices"]["version"]
    words = {"version": version["number"], "sha256": version["sha256"], "partner": "o1", "name": "Ana", "choice": "approve"}
    assert ana.command(workshop, "sign", **words)["ok"]
    return site, leads, workshop


@pytest.fixture
def sealed(signed: tuple[Site, Visitor, str]) -> tuple[Site, Visitor, str]:
    """The same, closed."""
    _, leads, workshop = signed
    assert leads.command(workshop, "seal")["ok"]
    return signed


def data_of(site: Site) -> Path:
    """The folder in which the site keeps everything."""
    folder: Path = site.app.config["COMMONPLAN"].data
    return folder


def said(*words: str) -> tuple[str, int]:
    """What a command says, and how it ends."""
    result = CliRunner().invoke(main, list(words))
    return result.output, result.exit_code


def test_before_it_is_closed_there_is_no_bundle(signed: tuple[Site, Visitor, str]) -> None:
    _, leads, workshop = signed
    assert leads.get(f"/api/workshops/{workshop}/bundle.zip").status_code == 404
    assert "Fingerprint" not in leads.get(f"/api/workshops/{workshop}/workplan.md").text


def test_once_closed_it_leaves_with_certificate_and_bundle_which_the_command_checks(
    sealed: tuple[Site, Visitor, str], tmp_path: Path
) -> None:
    site, leads, workshop = sealed
    plan = leads.get(f"/api/workshops/{workshop}/workplan.md")
    answer = leads.get(f"/api/workshops/{workshop}/bundle.zip")
    assert answer.mimetype == "application/zip"
    with ZipFile(io.BytesIO(answer.data)) as archive:
        assert tuple(archive.namelist()) == NAMES
        assert archive.read(PLAN) == plan.data
        archive.extractall(tmp_path / "folder")
    (tmp_path / "workplan.zip").write_bytes(answer.data)
    fingerprint = Keyring(data_of(site)).newest().public.fingerprint
    for where in ("workplan.zip", "folder", f"folder/{PLAN}"):
        output, status = said("verify", str(tmp_path / where), "--fingerprint", fingerprint)
        assert (status, "the key that you trust" in output) == (0, True), output
    assert said("verify", str(tmp_path / "workplan.zip"), "--fingerprint", "SHA256:another")[1] == 1


def test_a_file_without_its_bundle_is_not_called_genuine(sealed: tuple[Site, Visitor, str], tmp_path: Path) -> None:
    _, leads, workshop = sealed
    plan = leads.get(f"/api/workshops/{workshop}/workplan.md").data
    (tmp_path / PLAN).write_bytes(plan)
    output, status = said("verify", str(tmp_path / PLAN))
    assert (status, "NOT CHECKED" in output) == (2, True)
    (tmp_path / PLAN).write_bytes(plan.replace(b"Partners", b"Partner5", 1))
    assert said("verify", str(tmp_path / PLAN))[1] == 1


def test_what_is_no_bundle_ends_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04rubbish")
    assert said("verify", str(tmp_path / "x.zip")) == ("DOES NOT HOLD  This zip cannot be read.\n", 1)
    assert said("verify", str(tmp_path))[1] == 1
    assert said("verify", str(tmp_path / "nothing"))[1] == 2


def test_strangers_get_neither(sealed: tuple[Site, Visitor, str]) -> None:
    site, _, workshop = sealed
    assert site.visitor().get(f"/api/workshops/{workshop}/bundle.zip").status_code == 403


def test_the_key_is_nobody_elses_and_is_published_but_for_its_private_half(site: Site) -> None:
    (file,) = (data_of(site) / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    told = site.visitor().get("/.well-known/commonplan-key")
    (key,) = told.json["keys"]
    assert key["fingerprint"] == Keyring(data_of(site)).newest().public.fingerprint
    assert "PRIVATE" not in told.text


def test_what_was_sealed_before_a_rotation_keeps_its_key(sealed: tuple[Site, Visitor, str]) -> None:
    site, leads, workshop = sealed
    before = leads.get(f"/api/workshops/{workshop}/bundle.zip").data
    output, status = said("key", "rotate", "--data", str(data_of(site)))
    assert status == 0
    new = re.search(r"SHA256:\S+", output)
    assert new is not None
    assert leads.get(f"/api/workshops/{workshop}/bundle.zip").data == before
    shown, _ = said("key", "show", "--data", str(data_of(site)))
    assert shown.startswith(new[0])
    assert len(site.visitor().get("/.well-known/commonplan-key").json["keys"]) == 2


def test_export_writes_the_bundle_too(sealed: tuple[Site, Visitor, str], tmp_path: Path) -> None:
    site, _, workshop = sealed
    output, status = said("export", workshop, "--data", str(data_of(site)), "--out", str(tmp_path / "out"))
    assert status == 0, output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*FORMATS} - {EVERYTHING}
    assert said("verify", str(tmp_path / "out" / "bundle.zip"))[1] == 0
