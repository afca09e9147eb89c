"""Brings a database to the schema of this program (Alembic)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from assessment.domain.errors import StorageError, StorageProblem
from assessment.storage.faults import storage_fault


def upgrade(engine: Engine, database: Path) -> None:
    """Run all missing migrations in one transaction, on a connection of their own.

    Raises:
        StorageError: the database cannot be written, or rows would lose their parents; the
            database is then as it was.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    try:
        with engine.connect() as connection:
            # Batch migrations drop and rename tables: with foreign keys on, that deletes children.
            # The switch only works outside a transaction, so it goes to the driver.
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if orphans:
                    raise StorageError(StorageProblem.CORRUPT, database, str(orphans[0]))
    except DBAPIError as error:
        raise storage_fault(error.orig, database) from error
    finally:
        engine.dispose()  # nobody else gets a connection without foreign keys, or holds the file
