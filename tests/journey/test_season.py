"""A season on one machine, from the first-run link to the national result, through pages only."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journey.installation import running
from tests.journey.story import tell

pytestmark = pytest.mark.browser


def test_a_season_from_the_first_run_to_the_national_result(chromium: Browser, tmp_path: Path) -> None:
    with running(tmp_path) as installation:
        tell(installation, chromium)
