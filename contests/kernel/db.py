"""The declarative base, the column types, and engines that behave the same on SQLite and PostgreSQL."""

import enum
import sqlite3
from datetime import UTC, date, datetime
from typing import Annotated, Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from contests.kernel.codes import new_id
from contests.kernel.text import nfc

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class NfcText(sa.types.TypeDecorator[str]):
    """Text that enters the database in one normal form."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else nfc(value)


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A moment: aware, in UTC, on both databases."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every table of the product is declared on."""

    metadata = sa.MetaData(naming_convention=NAMES)
    type_annotation_map = {
        str: NfcText(),
        int: sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
        date: sa.Date(),
        datetime: UtcDateTime(),
        dict[str, Any]: sa.JSON(),
        dict[str, str]: sa.JSON(),
        list[str]: sa.JSON(),
    }


Id = Annotated[str, mapped_column(sa.String(16), primary_key=True, default=new_id)]
"""An opaque key: nothing can be counted or guessed from it."""


class Versioned:
    """A row whose every change is counted: the later of two who changed it at once is told."""

    version: Mapped[int]

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def ref(target: str, *, index: bool = True, **more: Any) -> Mapped[Any]:
    """A foreign key to the opaque `id` of a table."""
    return mapped_column(sa.String(16), sa.ForeignKey(f"{target}.id"), index=index, **more)


def choice(kind: type[enum.StrEnum], name: str) -> sa.Enum:
    """A column that holds one of an enumeration's values, held by a CHECK on both databases."""
    return sa.Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


def make_engine(url: str) -> Engine:
    """An engine whose transactions begin when we say so: on SQLite a write locks at its start.

    SQLite's default transaction loses updates silently; BEGIN IMMEDIATE does not.
    """
    engine = sa.create_engine(url, pool_pre_ping=url.startswith("postgresql"), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """What every SQLite connection needs before its first statement."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
