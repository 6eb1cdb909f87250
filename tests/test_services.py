"""The throw-away servers that other tests stand on."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import psycopg
import pytest
import redis

from tests.conftest_services import (
    ServerDidNotStart,
    postgres_programs,
    redis_program,
    running_postgres,
    running_redis,
)

ROOT = Path(__file__).parent.parent


def ask(url: str, statement: str) -> list[tuple]:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.postgres
def test_each_fresh_database_is_empty_and_ones_own(postgres_cluster):
    one, other = postgres_cluster.fresh_url(), postgres_cluster.fresh_url()
    ask(one, "CREATE TABLE person (name text)")
    assert ask(one, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(1,)]
    assert ask(other, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


@pytest.mark.postgres
def test_a_database_keeps_every_vietnamese_letter(postgres_cluster):
    url = postgres_cluster.fresh_url()
    ask(url, "CREATE TABLE person (name text)")
    ask(url, "INSERT INTO person VALUES ('Nguyễn Thị Ngọc Ánh'), ('H’Hen Niê'), ('Đặng Trần Côn')")
    assert ask(url, "SELECT char_length(name) FROM person") == [(19,), (9,), (13,)]


@pytest.mark.postgres
def test_a_template_is_filled_once_and_copied(postgres_cluster):
    filled = []

    def fill(url: str) -> None:
        filled.append(url)
        ask(url, "CREATE TABLE season AS SELECT 2021 AS year")

    first = postgres_cluster.fresh_url(postgres_cluster.template_of("services", fill))
    ask(first, "DELETE FROM season")
    second = postgres_cluster.fresh_url(postgres_cluster.template_of("services", fill))
    assert ask(second, "SELECT year FROM season") == [(2021,)]
    assert len(filled) == 1


@pytest.mark.postgres
def test_a_cluster_leaves_nothing_behind(postgres_cluster):
    with running_postgres(postgres_programs()) as cluster:
        [(place,)] = ask(cluster.url(), "SHOW data_directory")
        assert cluster.port != postgres_cluster.port
    assert not Path(place).exists()
    with pytest.raises(psycopg.OperationalError):
        ask(cluster.url(), "SELECT 1")


START_AND_WAIT = """
from tests.conftest_services import postgres_programs, running_postgres
with running_postgres(postgres_programs()) as cluster:
    print(cluster.url(), flush=True)
    input()
"""


@pytest.mark.postgres
def test_a_cluster_dies_with_the_process_that_started_it(postgres_cluster):
    command = [sys.executable, "-c", START_AND_WAIT]
    with subprocess.Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as child:
        url = child.stdout.readline().strip()
        [(place,)] = ask(url, "SHOW data_directory")
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            os.kill(child.pid, signal.SIGKILL)
            select.select([connection.fileno()], [], [], 30)
            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT 1")
    shutil.rmtree(Path(place).parent, ignore_errors=True)


@pytest.mark.redis
def test_redis_answers_and_is_gone_afterwards(redis_server):
    with redis.Redis.from_url(redis_server.url(), decode_responses=True) as client:
        client.set("name", "Y Blăm")
        assert client.get("name") == "Y Blăm"


@pytest.mark.redis
def test_two_redis_servers_share_nothing(redis_server):
    with running_redis(redis_program()) as other, redis.Redis.from_url(other.url()) as client:
        assert other.port != redis_server.port
        assert client.dbsize() == 0


def test_a_server_that_cannot_start_tells_its_last_words(tmp_path):
    program = tmp_path / "redis-server"
    program.write_text("#!/bin/sh\necho no memory left\nexit 1\n")
    program.chmod(0o755)
    with pytest.raises(ServerDidNotStart, match="no memory left"), running_redis(str(program)):
        pass
