"""A data folder has one server at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.folder import FolderInUse, claim


def test_a_second_server_on_a_folder_is_refused_and_told_who_has_it(tmp_path: Path) -> None:
    with claim(tmp_path):
        second = subprocess.run(
            [sys.executable, "-m", "facilitator.cli", "serve", "--host", "127.0.0.1", "--port", "0", "--data", str(tmp_path)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert second.returncode != 0
    assert "already runs on" in second.stderr


def test_a_folder_is_free_again_when_its_server_ends(tmp_path: Path) -> None:
    with claim(tmp_path), pytest.raises(FolderInUse):
        claim(tmp_path)
    claim(tmp_path).close()
