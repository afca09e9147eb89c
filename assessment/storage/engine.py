"""The SQLite engine: transactions that really begin, and nothing half written."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON")


def open_engine(path: Path) -> Engine:
    """An engine whose transactions, table changes included, begin and roll back as a whole."""
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: Any) -> None:
        # Python's driver would begin transactions late and leave table changes outside them.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # IMMEDIATE: what is read inside a unit of work cannot change before it is written.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
