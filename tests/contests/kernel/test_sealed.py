"""The sealed connection reaches judging's tables and nothing else, whatever is asked of it."""

import shutil
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from contests.kernel.config import Config
from contests.kernel.db import make_engine
from contests.kernel.sealed import (
    DECLARED,
    PREFIX,
    ROLE,
    WRITES,
    close_the_door,
    grant_judging,
    rights,
    sealed_engine,
)
from contests.kernel.sessions import Transactions
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from tests.conftest import fill
from tests.conftest_services import PostgresCluster
from tests.contests.kernel.attacks import POSTGRESQL_ATTACKS, SQLITE_ATTACKS
from tests.factories import NAMES, make_entry, make_organiser, make_season, make_unit
from tests.factories_judging import fill_all, make_ready, make_round
from workers.tables import metadata

OTHERS = sorted(name for name in metadata.tables if not name.startswith(PREFIX))


OWN = sorted(name for name in metadata.tables if name.startswith(PREFIX))


@pytest.fixture
def filled(runtime: Runtime) -> Runtime:
    """Both halves of an installation hold something that could leak."""

    def fill_both(session: sa.orm.Session) -> None:
        organiser = make_organiser(session)
        make_entry(
            session, make_season(session, organiser), make_unit(session, organiser=organiser), names=NAMES
        )
        fill_all(session, make_round(session))

    runtime.main.do(fill_both)
    return runtime


@pytest.fixture
def sealed(filled: Runtime) -> Iterator[sa.Connection]:
    with filled.sealed.engine.connect() as connection:
        yield connection


def refuse(connection: sa.Connection, statement: str) -> str:
    """The database's refusal; anything else than a refusal for want of a right fails the test."""
    with pytest.raises(DatabaseError) as caught:
        connection.exec_driver_sql(statement).fetchall()
    connection.rollback()
    return str(caught.value.orig)


def test_no_table_but_judgings_own_can_be_read_or_changed(sealed: sa.Connection) -> None:
    for table in OTHERS:
        column = metadata.tables[table].columns.keys()[0]
        for statement in (
            f'SELECT * FROM "{table}"',
            f'SELECT count(*) FROM "{table}"',
            f'INSERT INTO "{table}" ("{column}") VALUES (NULL)',
            f'UPDATE "{table}" SET "{column}" = "{column}"',
            f'DELETE FROM "{table}"',
        ):
            said = refuse(sealed, statement)
            assert any(word in said for word in ("prohibited", "not authorized", "permission denied")), (
                statement
            )


def test_the_same_tables_do_hold_something(filled: Runtime) -> None:
    with filled.main.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM person").scalar() == len(NAMES)


def test_judgings_own_tables_can_be_read(sealed: sa.Connection) -> None:
    for table in set(OWN) - {DECLARED}:
        assert sealed.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar() is not None


REFUSED = ("prohibited", "not authorized", "permission denied")


def attempts(table: str) -> dict[str, str]:
    """A statement for each right there is."""
    column = metadata.tables[table].columns.keys()[0]
    return {
        "SELECT": f'SELECT "{column}" FROM "{table}"',
        "INSERT": f'INSERT INTO "{table}" ("{column}") VALUES (\'x\')',
        "UPDATE": f'UPDATE "{table}" SET "{column}" = \'x\'',
        "DELETE": f'DELETE FROM "{table}"',
    }


def allowed(connection: sa.Connection, statement: str) -> bool:
    """Whether the right is there; a constraint may still speak. Nothing stays done."""
    try:
        connection.exec_driver_sql(statement).close()
    except DatabaseError as error:
        return not any(word in str(error.orig) for word in REFUSED)
    finally:
        connection.rollback()
    return True


def test_each_of_judgings_tables_takes_the_deeds_of_the_desk_and_no_other(runtime: Runtime) -> None:
    with runtime.sealed.engine.connect() as connection:
        tried = {
            table: {deed for deed, statement in attempts(table).items() if allowed(connection, statement)}
            for table in OWN
        }
    assert tried == {table: set(rights(table)) for table in OWN}


def test_what_the_desk_may_do_is_listed_for_tables_that_there_are() -> None:
    assert set(WRITES) <= set(OWN)
    assert rights("judging_declared") == ("INSERT",)
    assert rights("judging_piece") == rights("judging_standing") == rights("judging_waiver") == ("SELECT",)
    assert "UPDATE" not in rights("judging_ledger")
    assert rights("person") == ()


@pytest.fixture(scope="module")
def sqlite_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sealed") / "bangvang.sqlite"
    shutil.copy(sqlite_template, path)
    owner = Transactions(make_engine(f"sqlite:///{path}"))
    owner.do(lambda s: fill_all(s, make_round(s)))
    owner.engine.dispose()
    return path


@pytest.fixture(scope="module")
def sqlite_sealed(sqlite_file: Path) -> Iterator[sqlite3.Connection]:
    """A connection of the sealed engine's pool, bare, so that no transaction stands in the way of an attack."""
    engine = sealed_engine(f"sqlite:///{sqlite_file}")
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.rollback()
        yield raw
    engine.dispose()


@pytest.mark.parametrize("statement", SQLITE_ATTACKS)
def test_sqlite_denies(sqlite_sealed: sqlite3.Connection, sqlite_file: Path, statement: str) -> None:
    with pytest.raises(sqlite3.DatabaseError) as caught:
        sqlite_sealed.execute(statement.replace("FILE", str(sqlite_file))).fetchall()
    said = str(caught.value)
    assert any(
        word in said for word in ("not authorized", "prohibited", "denied", "vtable constructor failed")
    ), said
    assert not Path(f"{sqlite_file}.copy").exists()


def test_sqlite_denies_a_whole_script(sqlite_sealed: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        sqlite_sealed.executescript("SELECT 1; SELECT * FROM person; DROP TABLE person;")


def test_a_statement_prepared_before_the_door_closed_does_not_help(sqlite_config: Config) -> None:
    raw = sqlite3.connect(sqlite_config.database_url.removeprefix("sqlite:///"))
    question = "SELECT count(*) FROM person"
    assert raw.execute(question).fetchone() == (0,)
    close_the_door(raw, None)
    with pytest.raises(sqlite3.DatabaseError):
        raw.execute(question)
    raw.close()


def test_every_connection_of_the_pool_is_closed(sqlite_config: Config) -> None:
    engine = sealed_engine(sqlite_config.judging_url)
    with engine.connect() as one, engine.connect() as two, engine.connect() as three:
        for connection in (one, two, three):
            assert "prohibited" in refuse(connection, "SELECT * FROM person")
    engine.dispose()


@pytest.fixture(scope="module")
def postgres_sealed(postgres_cluster: PostgresCluster) -> Iterator[sa.Connection]:
    url = postgres_cluster.fresh_url(postgres_cluster.template_of("schema", fill))
    owner = make_engine(url)
    grant_judging(owner)
    Transactions(owner).do(lambda s: fill_all(s, make_round(s)))
    owner.dispose()
    engine = sealed_engine(url.replace(f"//{postgres_cluster.owner}@", f"//{ROLE}@"))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("statement", POSTGRESQL_ATTACKS)
def test_postgresql_denies(postgres_sealed: sa.Connection, statement: str) -> None:
    said = refuse(postgres_sealed, statement)
    assert "permission denied" in said or "must be" in said, said


@pytest.mark.postgres
def test_the_catalogues_of_postgresql_hold_nothing_of_other_tables(postgres_sealed: sa.Connection) -> None:
    for view, column in (("pg_stats", "tablename"), ("information_schema.columns", "table_name")):
        known = set(postgres_sealed.exec_driver_sql(f"SELECT {column} FROM {view}").scalars())
        assert not known & set(OTHERS)
    other = "SELECT query FROM pg_stat_activity WHERE usename <> current_user"
    assert set(postgres_sealed.exec_driver_sql(other).scalars()) <= {"", "<insufficient privilege>"}


@pytest.mark.postgres
def test_judgings_role_belongs_to_nobody_and_rules_nothing(postgres_sealed: sa.Connection) -> None:
    rights = postgres_sealed.exec_driver_sql(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles "
        "WHERE rolname = current_user"
    ).one()
    assert not any(rights)
    assert postgres_sealed.exec_driver_sql("SELECT current_user").scalar() == ROLE
    member = (
        "SELECT count(*) FROM pg_auth_members WHERE member = (SELECT oid FROM pg_roles WHERE rolname = %s)"
    )
    assert postgres_sealed.exec_driver_sql(member, (ROLE,)).scalar() == 0
    for right in ("CREATE", "TEMPORARY"):
        asked = "has_database_privilege(current_user, current_database(), %s)"
        assert postgres_sealed.exec_driver_sql(f"SELECT {asked}", (right,)).scalar() is False
    create = "SELECT has_schema_privilege(current_user, 'public', 'CREATE')"
    assert postgres_sealed.exec_driver_sql(create).scalar() is False


def test_judging_needs_no_other_table_at_all(filled: Runtime) -> None:
    """Everything outside judging is dropped or emptied of rights; judges go on marking."""
    made = filled.main.do(lambda s: make_round(s, ready=False))
    drop_the_rest(filled.main.engine)
    for judge_id in made.judges:
        filled.sealed.do(partial(make_ready, judge_id=judge_id))
    filled.sealed.do(lambda s: fill_all(s, made))
    with filled.sealed.reading() as session:
        assert len(judging.my_pieces(session, made.judges[0])) == 2


def drop_the_rest(owner: sa.Engine) -> None:
    if owner.dialect.name == "postgresql":
        with owner.begin() as connection:
            connection.exec_driver_sql(
                "DROP TABLE " + ", ".join(f'"{table}"' for table in OTHERS) + " CASCADE"
            )
        return
    raw = sqlite3.connect(str(owner.url.database))
    for table in OTHERS:
        raw.execute(f'DROP TABLE "{table}"')
    raw.close()
