"""The bundle of a sealed plan: other people's tools accept it, and no byte of it can be changed unseen."""

import random
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.scene import Scene, partnership
from workshops.canonical import spelled
from workshops.exports.certificate import NotSealed
from workshops.people import Personal
from workshops.seal import GENESIS, Head, chained, event_in, hash_of
from workshops.sealed.bundle import HOW, LOG, MANIFEST, NAMES, PEM, PLAN, RAW, SALTS, SSH, Identity, NoBundle, bundled, unzipped, zipped
from workshops.sealed.keys import NAMESPACE, BadKey, ServerKey, public_key_in
from workshops.sealed.verify import verified, verified_alone

IDENTITY = Identity("plans.example", "Commonplan 0.0.0")
KEY = ServerKey.made(b"a key for tests".ljust(32, b"."))
SMALL = 400
"""Bytes of a file of which every one is flipped; of larger ones a sample is."""
SAMPLE = 60


@cache
def sealed() -> Scene:
    """A plan with a decision, which two of three partners have signed."""
    scene, (ana, ben, cem) = partnership()
    scene.did("p1", "add_entry", kind="goal", fields={"title": "Warm | meals"})
    decision = scene.did("p1", "open_decision", proposes="section:goals")
    for person, partner, choice in ((ana, "o1", "consent"), (ben, "o2", "concern"), (cem, "o3", "consent")):
        scene.did(person, "cast_ballot", decision=decision, voter=partner, choice=choice, reason="So")
    scene.did("p1", "close_round", decision=decision)
    scene.did("p1", "freeze")
    version = scene.state.version
    assert version is not None
    words = {"version": version.number, "sha256": version.sha256}
    scene.did(ana, "sign", **words, partner="o1", name="Ana *Lee*", choice="approve")
    scene.did(ben, "sign", **words, partner="o2", name="Ben", choice="decline", reason="No money\n\n# yet")
    scene.did("p1", "seal")
    return scene


def personal(scene: Scene) -> list[Personal]:
    """The details of all people, as they are stored beside the log."""
    asides = scene.store.load("w1").asides
    return [Personal(*one.key, one.row["value"], one.row["salt"]) for one in asides if one.shelf == "personal"]


@cache
def bundle() -> dict[str, bytes]:
    """Its bundle."""
    return bundled(sealed().lines(), personal(sealed()), IDENTITY, KEY)


def wrong(files: dict[str, bytes]) -> list[str]:
    """What does not hold."""
    return [one.words for one in verified(files) if not one.holds]


def test_it_holds_and_counts_every_decision_again() -> None:
    found = verified(bundle(), KEY.public.fingerprint)
    assert [one for one in found if not one.holds] == []
    assert any(one.words.startswith("D1, round 1: Carried") for one in found)
    assert set(bundle()) == set(NAMES)


def test_other_tools_accept_it(tmp_path: Path) -> None:
    for name, content in bundle().items():
        (tmp_path / name).write_bytes(content)
    commands = [line.strip() for line in bundle()[HOW].decode().splitlines() if line.startswith("     ") and "SHA256:" not in line]
    assert [line.split()[0] for line in commands] == ["ssh-keygen", "sha256sum", "ssh-keygen", "openssl", "sed", "tail"]
    said = [subprocess.run(["/bin/sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=True).stdout for line in commands]
    version = sealed().state.version
    assert version is not None
    assert f'Good "{NAMESPACE}" signature for plans.example' in said[0]
    assert said[1].count(": OK") == len(NAMES) - 2
    assert f'Good "{NAMESPACE}" signature for plans.example' in said[2]
    assert "Signature Verified Successfully" in said[3]
    assert said[4].startswith(version.sha256)
    assert said[5].split()[0] in bundle()[PLAN].decode()


def test_other_tools_refuse_what_was_changed(tmp_path: Path) -> None:
    assert shutil.which("ssh-keygen")
    for name, content in bundle().items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / PLAN).write_bytes(bundle()[PLAN].replace(b"Warm", b"Cold"))
    check = f"ssh-keygen -Y verify -f allowed_signers -I plans.example -n {NAMESPACE} -s {SSH} < {PLAN}"
    assert subprocess.run(["/bin/sh", "-c", check], cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_ssh_keygen_writes_the_same_signature_with_our_key(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    private = Ed25519PrivateKey.from_private_bytes(b"a key for tests".ljust(32, b"."))
    (tmp_path / "key").write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    (tmp_path / "key").chmod(0o600)
    (tmp_path / PLAN).write_bytes(bundle()[PLAN])
    subprocess.run(["ssh-keygen", "-Y", "sign", "-f", "key", "-n", NAMESPACE, PLAN], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / SSH).read_bytes() == bundle()[SSH]


@pytest.mark.parametrize("name", NAMES)
def test_a_flipped_byte_is_noticed_wherever_it_is(name: str) -> None:
    content = bundle()[name]
    places = range(len(content)) if len(content) <= SMALL else random.Random(name).sample(range(len(content)), SAMPLE)
    for at in places:
        changed = content[:at] + bytes([content[at] ^ 0x01]) + content[at + 1 :]
        assert wrong(bundle() | {name: changed}), (name, at)


def test_a_flipped_byte_of_the_zip_is_noticed() -> None:
    written = zipped(bundle())
    assert unzipped(written) == bundle()
    for at in random.Random(1).sample(range(len(written)), 300):
        changed = written[:at] + bytes([written[at] ^ 0x01]) + written[at + 1 :]
        try:
            files = unzipped(changed)
        except NoBundle:
            continue
        assert wrong(files), at


def resealed(lines: list[str]) -> dict[str, bytes]:
    """A bundle that somebody with a key of their own makes of a log."""
    return bundled(lines, personal(sealed()), IDENTITY, KEY)


def test_lines_that_are_deleted_reordered_or_cut_off_are_noticed() -> None:
    lines = bundle()[LOG].decode().splitlines(keepends=True)
    for changed in (lines[:-1], lines[1:], lines[:3] + lines[4:], [*lines[:3], lines[4], lines[3], *lines[5:]], [*lines, lines[-1]]):
        assert wrong(bundle() | {LOG: "".join(changed).encode()})
    assert wrong(bundle() | {LOG: bundle()[LOG][:-1]})


def test_a_log_that_counts_otherwise_does_not_hold_even_where_it_is_chained_and_signed_anew() -> None:
    events = [event_in(line).replace(b'"carried":true', b'"carried":false') for line in sealed().lines()]
    lines, previous = [], GENESIS
    for number, event in enumerate(events, 1):
        lines.append(f"{number} {previous} {event.decode()}")
        previous = hash_of(lines[-1])
    assert lines != sealed().lines()
    assert wrong(resealed(lines))


def test_who_is_said_to_have_signed_must_have_taken_a_seat() -> None:
    other = Personal("p2", "name", "Somebody Else", "00" * 32)
    assert "who signed is who took a seat" in wrong(bundled(sealed().lines(), [other], IDENTITY, KEY))


def test_another_key_is_told_from_the_one_that_is_trusted() -> None:
    other = ServerKey.made(b"another key".ljust(32, b"."))
    forged = bundled(sealed().lines(), personal(sealed()), IDENTITY, other)
    assert wrong(forged) == []
    assert [one.words for one in verified(forged, KEY.public.fingerprint) if not one.holds]


def test_what_is_no_bundle_is_said_and_breaks_nothing() -> None:
    assert [one.holds for one in verified({})] == [False]
    for rubbish in (b"", b"\xff" * 50, b"PK\x03\x04"):
        with pytest.raises(NoBundle):
            unzipped(rubbish)
        for name in NAMES:
            assert wrong(bundle() | {name: rubbish}), name
    with pytest.raises(BadKey):
        public_key_in(bundle()[PEM].replace(b"\n", b"\r\n"))


def test_a_sealed_file_alone_is_held_against_itself_only() -> None:
    assert [one.holds for one in verified_alone(bundle()[PLAN])] == [True]
    assert [one.holds for one in verified_alone(bundle()[PLAN].replace(b"Warm", b"Cold", 1))] == [False]
    assert [one.holds for one in verified_alone(b"# A plan\n")] == [False]


def test_the_same_sealing_gives_the_same_bytes_and_later_events_change_none() -> None:
    assert bundled(sealed().lines(), personal(sealed()), IDENTITY, KEY) == bundle()
    later = list(sealed().lines())
    line, _ = next(iter(chained(Head(len(later), hash_of(later[-1])), [{"type": "doors_closed", "by": "p1", "at": 1}])))
    assert bundled([*later, line], personal(sealed()), IDENTITY, KEY) == bundle()


def test_a_plan_that_is_not_sealed_has_no_bundle() -> None:
    with pytest.raises(NotSealed):
        bundled(partnership()[0].lines(), [], IDENTITY, KEY)


def test_what_signers_typed_forges_nothing() -> None:
    text = bundle()[PLAN].decode()
    assert "approved by Ana \\*Lee\\*" in text
    assert "\n# yet" not in text
    assert text.count("BEGIN SIGN-OFF CERTIFICATE") == 1
    assert "**Partner 3**: not signed" in text


def test_salts_hold_the_signers_alone() -> None:
    assert b'"p1"' not in bundle()[SALTS]
    assert spelled([]) != bundle()[SALTS].strip()
    assert len(bundle()[RAW]) == 64
    assert bundle()[MANIFEST].count(b"\n") == len(NAMES) - 2
