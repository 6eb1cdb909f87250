"""The same season on PostgreSQL, with a Celery worker that takes its jobs from Redis."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from contests.kernel.sealed import ROLE
from tests.conftest_services import PostgresCluster, RedisServer
from tests.journey.installation import running
from tests.journey.story import tell

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.redis, pytest.mark.slow]


def test_a_season_with_servers_of_its_own(
    chromium: Browser, tmp_path: Path, postgres_cluster: PostgresCluster, redis_server: RedisServer
) -> None:
    database = postgres_cluster.fresh_url()
    servers = {
        "BANGVANG_DATABASE_URL": database,
        "BANGVANG_JUDGING_URL": database.replace(f"//{postgres_cluster.owner}@", f"//{ROLE}@"),
        "BANGVANG_REDIS_URL": redis_server.url(),
    }
    with running(tmp_path, servers) as installation:
        tell(installation, chromium)
