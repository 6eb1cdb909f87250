"""Migrations and models say the same on both databases: up, down, constraint by constraint."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from contests.kernel.db import make_engine
from contests.kernel.sessions import Transactions
from contests.kernel.settings import Installation
from workers.schema import NewerSchema, alembic, migrate
from workers.tables import metadata

VERSION = "alembic_version"
Rules = dict[str, set[str]]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request, tmp_path):
    """A database of each kind without a table."""
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'bangvang.sqlite'}")
    else:
        engine = make_engine(request.getfixturevalue("postgres_cluster").fresh_url())
    yield engine
    engine.dispose()


@pytest.fixture
def migrated(empty):
    migrate(empty)
    return empty


@pytest.fixture
def modelled(request, tmp_path, migrated):
    """The tables as the models make them, on a second database of the same kind."""
    if migrated.dialect.name == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'modelled.sqlite'}")
    else:
        engine = make_engine(request.getfixturevalue("postgres_cluster").fresh_url())
    metadata.create_all(engine)
    yield engine
    engine.dispose()


def differences(engine, against=metadata):
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return compare_metadata(context, against)


def rules_of(engine) -> Rules:
    """Every named rule of every table with what it says, for what compare_metadata does not look at."""
    inspector = sa.inspect(engine)
    return {name: set(_rules(inspector, name)) for name in inspector.get_table_names() if name != VERSION}


def _rules(inspector, table):
    for check in inspector.get_check_constraints(table):
        yield f"check {check['name']}: {' '.join(check['sqltext'].split())}"
    for unique in inspector.get_unique_constraints(table):
        yield f"unique {unique['name']}: {unique['column_names']}"
    for key in inspector.get_foreign_keys(table):
        yield f"key {key['name']}: {key['constrained_columns']} -> {key['referred_table']}.{key['referred_columns']}"
    for index in inspector.get_indexes(table):
        if not index.get("duplicates_constraint"):
            yield f"index {index['name']}: {index['column_names']} {index['unique']} {_only_where(index)}"
    for column in inspector.get_columns(table):
        yield f"column {column['name']}: {column['type']} {column['nullable']}"


def _only_where(index):
    return {
        key: str(value) for key, value in index.get("dialect_options", {}).items() if key.endswith("_where")
    }


def test_after_all_migrations_nothing_is_left_to_autogenerate(migrated):
    assert differences(migrated) == []


def test_a_model_without_a_migration_would_be_seen(migrated):
    grown = sa.MetaData()
    for table in metadata.sorted_tables:
        table.to_metadata(grown)
    sa.Table("planted", grown, sa.Column("id", sa.Text, primary_key=True))
    grown.tables["entry"].append_column(sa.Column("planted", sa.Text))
    assert {found[0] for found in differences(migrated, grown)} == {"add_table", "add_column"}


def test_every_rule_of_the_models_is_in_the_migrations_under_its_name(migrated, modelled):
    expected = rules_of(modelled)
    found = rules_of(migrated)
    assert {
        name: expected[name] ^ found.get(name, set())
        for name in expected
        if expected[name] != found.get(name)
    } == {}


def test_checks_and_uniques_are_among_the_rules_compared(modelled):
    kinds = {rule.partition(" ")[0] for rules in rules_of(modelled).values() for rule in rules}
    assert kinds == {"check", "unique", "key", "index", "column"}
    assert any("one_row" in rule for rule in rules_of(modelled)["installation"])


def test_going_down_leaves_nothing_behind(migrated):
    with migrated.connect() as connection:
        command.downgrade(alembic(connection), "base")
        connection.commit()
    assert sa.inspect(migrated).get_table_names() == [VERSION]


def test_what_went_down_comes_up_again(migrated):
    with migrated.connect() as connection:
        command.downgrade(alembic(connection), "base")
        connection.commit()
    migrate(migrated)
    assert differences(migrated) == []


def test_migrating_twice_changes_nothing(migrated):
    before = rules_of(migrated)
    migrate(migrated)
    assert rules_of(migrated) == before


def test_a_new_database_has_its_one_row_of_settings(migrated):
    with Transactions(migrated).reading() as session:
        assert [row.id for row in session.scalars(sa.select(Installation))] == [1]


def test_a_database_of_newer_code_is_left_alone(migrated):
    with migrated.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION} SET version_num = 'ffff'")
    with pytest.raises(NewerSchema, match="phiên bản mới hơn"):
        migrate(migrated)
    with migrated.connect() as connection:
        assert connection.exec_driver_sql(f"SELECT version_num FROM {VERSION}").scalar() == "ffff"
