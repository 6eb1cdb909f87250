"""The tables: judging's stand alone, every rule has a name, marks and money are whole, nothing loads itself."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from sqlalchemy import types
from sqlalchemy.orm import configure_mappers

from contests.kernel.constraints import _MESSAGES
from contests.kernel.db import Base, NfcText, UtcDateTime
from contests.kernel.sealed import PREFIX
from tests.architecture.source import product
from workers import tables
from workers.tables import metadata

TABLES = sorted(metadata.tables.values(), key=lambda table: table.name)
UNINDEXED = {"judging_mark.criterion_id"}
"""The largest table of all, whose criteria are never deleted and never looked up by."""
COLUMNS = [column for table in TABLES for column in table.columns]


def crossings(tables):
    """Foreign keys with one end in judging and the other outside."""
    keys = [(key.parent, key.column) for table in tables for key in table.foreign_keys]
    return [f"{here} -> {there}" for here, there in keys if _is_judging(here) is not _is_judging(there)]


def _is_judging(column):
    return column.table.name.startswith(PREFIX)


def planted(*pairs):
    """Tables of the given names, the first of each pair with a foreign key to the second."""
    made = sa.MetaData()
    for here, there in pairs:
        sa.Table(there, made, sa.Column("id", sa.Text, primary_key=True))
        sa.Table(
            here,
            made,
            sa.Column("id", sa.Text, primary_key=True),
            sa.Column("x", sa.ForeignKey(f"{there}.id")),
        )
    return made.sorted_tables


def test_no_foreign_key_crosses_judgings_wall():
    assert crossings(TABLES) == []


def test_judging_has_foreign_keys_of_its_own():
    assert any(table.name.startswith(PREFIX) and table.foreign_keys for table in TABLES)


@pytest.mark.parametrize("pair", [("judging_piece", "entry"), ("envelope", "judging_piece")])
def test_a_planted_crossing_is_seen_in_either_direction(pair):
    assert len(crossings(planted(pair))) == 1


def test_what_judging_is_made_of_lies_in_judgings_tables():
    own = {
        mapper.local_table.name
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith("judging.")
    }
    assert own == {table.name for table in TABLES if table.name.startswith(PREFIX)}


def inexact(columns):
    return [str(column) for column in columns if isinstance(column.type, (types.Numeric, types.Float))]


def test_no_column_is_a_float_or_a_numeric():
    assert inexact(COLUMNS) == []


@pytest.mark.parametrize("kind", [types.Float, types.Numeric(6, 2), types.DECIMAL, types.Double, types.REAL])
def test_a_planted_float_is_seen(kind):
    assert inexact([sa.Column("mark", kind)]) == ["mark"]


def test_every_module_with_a_table_is_known_to_migrations():
    declaring = {module.name for module in product() if "    __tablename__ = " in module.text}
    assert declaring == set(tables.MODULES)


def test_every_moment_is_aware_and_every_text_is_composed():
    bare = (sa.DateTime, sa.Text, sa.Unicode)
    assert [str(column) for column in COLUMNS if isinstance(column.type, bare)] == []
    assert {UtcDateTime, NfcText} <= {type(column.type) for column in COLUMNS}


def test_plain_strings_hold_ids_and_hashes_only():
    plain = [column for column in COLUMNS if type(column.type) is sa.String]
    assert [str(column) for column in plain if column.type.length not in (16, 64)] == []


def test_every_constraint_has_a_name():
    rules = [rule for table in TABLES for rule in table.constraints]
    assert [f"{rule.table.name}: {rule}" for rule in rules if rule.name is None] == []


def test_every_name_fits_postgresql():
    names = [str(rule.name) for table in TABLES for rule in (*table.constraints, *table.indexes)]
    assert [name for name in names if len(name) > 63] == []


def test_every_key_is_opaque():
    """No table counts its rows where an address could show it; the one row of settings has nothing to count."""
    counted = [
        str(column)
        for column in COLUMNS
        if column.primary_key and isinstance(column.type, sa.Integer) and column.table.name != "installation"
    ]
    assert counted == []


def test_every_foreign_key_is_indexed():
    """By itself, or as the first column of an index, a key or a unique rule: deletes and joins look it up."""
    keys = [key.parent for table in TABLES for key in table.foreign_keys]
    assert {str(column) for column in keys if column.name not in _led(column.table)} == UNINDEXED


def _led(table):
    groups = [index.columns for index in table.indexes] + [table.primary_key.columns]
    groups += [rule.columns for rule in table.constraints if isinstance(rule, sa.UniqueConstraint)]
    return {group[0].name for group in map(list, groups) if group}


def test_nothing_loads_itself():
    configure_mappers()
    loaded = [
        f"{mapper.class_.__name__}.{relation.key}"
        for mapper in Base.registry.mappers
        for relation in mapper.relationships
        if relation.lazy != "raise"
    ]
    assert loaded == []


def test_every_message_about_a_constraint_belongs_to_one():
    names = {str(rule.name) for table in TABLES for rule in (*table.constraints, *table.indexes)}
    assert set(_MESSAGES) <= names
    assert len(_MESSAGES) > 10


def test_every_message_about_a_constraint_is_a_sentence():
    assert [
        str(reason) for reason in _MESSAGES.values() if not re.fullmatch(r"[A-ZĐ].*\.", str(reason))
    ] == []
