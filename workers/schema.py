"""Bringing a database to the schema of this code, and telling how far it is."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

from contests.kernel.sealed import grant_judging
from contests.kernel.sessions import Transactions
from contests.kernel.settings import installation
from judging.guards import protect

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


class NewerSchema(Exception):
    """The database was migrated by newer code than this."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the database to `revision`, guard the ledger, give judging's role its tables, make the one row of settings.

    Raises NewerSchema when the database knows a revision that this code does not.
    """
    _refuse_newer(engine)
    with engine.connect() as connection:
        command.upgrade(alembic(connection), revision)
        protect(connection)
        connection.commit()
    grant_judging(engine)
    Transactions(engine).do(installation)


def alembic(connection: sa.Connection) -> AlembicConfig:
    """Alembic set up for one connection of ours."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _refuse_newer(engine: Engine) -> None:
    with engine.connect() as connection:
        stands = MigrationContext.configure(connection).get_current_revision()
        known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if stands is not None and stands not in known:
        raise NewerSchema(
            "Cơ sở dữ liệu do phiên bản mới hơn tạo ra. Đề nghị dùng đúng phiên bản phần mềm đó hoặc mới hơn."
        )
