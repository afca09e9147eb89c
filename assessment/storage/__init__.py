"""The workspace on disk: SQLAlchemy writes, plain read-only SQLite reads, Alembic migrates."""
