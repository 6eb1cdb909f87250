"""axe finds nothing, nothing is wider than a telephone, the policy is kept: one page of every audience."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser

from contests.kernel.access import Role
from contests.kernel.clock import now
from judging.model import JudgeSession
from tests.browser.looking import faults
from tests.browser.site import Site
from tests.chromium import person
from tests.factories_world import World, make_world

pytestmark = pytest.mark.browser
PAGES = {
    None: ("/", "/results/{season_id}", "/certificates", "/sign-in"),
    Role.HEAD: (
        "/office/",
        "/office/seasons/{season_id}/awards",
        "/office/seasons/{season_id}/awards/{award_id}",
        "/office/seasons/{season_id}/documents",
        "/office/seasons/{season_id}/documents/{draft_id}",
        "/office/units/new",
    ),
    Role.UNIT: ("/unit/", "/unit/entries/{entry_id}"),
    Role.AUTHOR: ("/author/entries/{entry_id}",),
    Role.INSPECTOR: ("/inspector/",),
    Role.JUDGE: ("/judge/", "/judge/pieces/{piece_id}"),
}


@pytest.fixture
def world(site: Site) -> World:
    """An organiser with somebody in every role; the judge's session lasts."""
    made: World = site.runtime.main.do(lambda s: make_world(s, site.runtime.storage))
    later = sa.update(JudgeSession).values(expires_at=now() + timedelta(hours=1))
    site.runtime.main.do(lambda s: s.execute(later))
    return made


@pytest.mark.parametrize("role", PAGES)
def test_axe_finds_nothing_on_a_page_of_every_audience(
    chromium: Browser, site: Site, world: World, role: Role | None
) -> None:
    with person(chromium) as page:
        if role is Role.JUDGE:
            site.sit_down(page, world.judge_token)
        elif role is not None:
            site.sign_in(page, world.accounts[role])
        ids = world.ids | (world.at_desk if role is Role.JUDGE else {})
        paths = [path.format(**ids) for path in PAGES[role]]
        found = {path: faults(page, site.address + path) for path in paths}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
