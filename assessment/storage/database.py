"""Opens the workspace's database: makes it, migrates it, or refuses it in words."""

from collections.abc import Callable

from sqlalchemy.orm import Session, sessionmaker

from assessment.services.ports import Begin, Clock
from assessment.storage.backup import copy_database
from assessment.storage.engine import open_engine
from assessment.storage.schema import HEAD, check_version
from assessment.storage.unit_of_work import SqlUnitOfWork
from assessment.storage.workspace import Workspace


def open_database(workspace: Workspace, person: Callable[[], str], now: Clock) -> Begin:
    """A function that begins a unit of work on an up-to-date database.

    Raises:
        StorageError: the folder cannot be written, or the file is damaged or newer than the
            program; nothing is changed then.
    """
    workspace.create()
    version = check_version(workspace.database)
    if version is not None and version != HEAD:
        stamp = f"{now():%Y%m%d-%H%M%S}"
        copy_database(workspace.database, workspace.backups / f"sebelum-{HEAD}-{stamp}.sqlite3")
    engine = open_engine(workspace.database)
    if version != HEAD:
        from assessment.storage.migrations import upgrade

        upgrade(engine, workspace.database)
    sessions = sessionmaker(engine, class_=Session, expire_on_commit=False)
    return lambda: SqlUnitOfWork(sessions(), workspace.database, person(), now)
