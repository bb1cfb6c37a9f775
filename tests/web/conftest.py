"""What the tests of the pages share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.site import Site, site_on


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site with an empty data folder and no rate limits."""
    with site_on(tmp_path / "data") as found:
        yield found
