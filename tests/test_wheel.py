"""What people install: a wheel built from the tree has all that the server needs, and nothing of the workbench."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Run where only the unpacked wheel can be found: it starts, knows its agendas, and serves its pages and files.
ALONE = """
import pathlib, re, sys, tempfile
import facilitator
from facilitator.config import Config, packed
from workshops.stores.agendas import shipped

home = pathlib.Path(sys.argv[1])
for place in (facilitator.__file__, packed("templates"), packed("static")):
    assert pathlib.Path(place).is_relative_to(home), place
assert "express" in shipped()
with tempfile.TemporaryDirectory() as data:
    app = facilitator.create_app(Config(data=pathlib.Path(data)))
    with app.test_client() as client:
        page = client.get("/join").text
        asked = re.findall('"(/assets/[^"]+\\.[a-z0-9]+)"', page)
        assert asked
        for address in ["/healthz", *asked]:
            assert client.get(address).status_code == 200, address
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built as pip builds it, without asking anybody for anything."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [built] = folder.glob("commonplan-*.whl")
    return zipfile.ZipFile(built)


def travels(path: Path) -> bool:
    """Is it a file that users need, rather than the recipe of one?"""
    workbench = {"node_modules", "src", "package.json", "package-lock.json", "build.mjs", "jsconfig.json"}
    return path.is_file() and not workbench & set(path.relative_to(ROOT).parts) and not path.name.endswith(".d.ts")


@pytest.mark.parametrize("folder", ["templates", "static"])
def test_every_template_and_static_file_travels(wheel: zipfile.ZipFile, folder: str) -> None:
    needed = {f"facilitator/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob("*") if travels(path)}
    assert needed
    assert needed <= set(wheel.namelist())


def test_agendas_and_scenarios_travel(wheel: zipfile.ZipFile) -> None:
    needed = {
        path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("workshops/agendas/*.toml"), *ROOT.glob("facilitator/scenarios/*.json")]
    }
    assert needed
    assert needed <= set(wheel.namelist())


def test_the_workbench_stays_home(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"facilitator", "workshops"}
    assert not [name for name in wheel.namelist() if "node_modules" in name or "/vendor/src/" in name or name.endswith((".d.ts", ".mjs"))]


def test_it_runs_away_from_the_tree(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    home = tmp_path / "home"
    wheel.extractall(home)
    # First on the path, before the editable installation that tests themselves run from.
    surroundings = {**os.environ, "PYTHONPATH": str(home), "PYTHONSAFEPATH": "1"}
    subprocess.run([sys.executable, "-c", ALONE, str(home)], cwd=tmp_path, env=surroundings, check=True)
