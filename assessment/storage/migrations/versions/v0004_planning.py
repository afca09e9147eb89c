"""Planning that lasts: efforts, caps and the wish of the cheapest path; national lists."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables."""
    _step_effort()
    _level_cap()
    _path_wish()
    _national_list()
    _national_entry()


def _of_assessment(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    return (
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f(f"fk_{table}_assessment_id_assessment")
        ),
    )


def _in_range(table: str, column: str) -> sa.CheckConstraint:
    rule = f"{column} IS NULL OR {column} BETWEEN 1 AND 5"
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{column}"))


def _step_effort() -> None:
    op.create_table(
        "step_effort",
        *_of_assessment("step_effort"),
        sa.Column("indicator", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("effort", sa.Integer(), nullable=False),
        _in_range("step_effort", "level"),
        sa.PrimaryKeyConstraint("assessment_id", "indicator", "level", name=op.f("pk_step_effort")),
    )


def _level_cap() -> None:
    op.create_table(
        "level_cap",
        *_of_assessment("level_cap"),
        sa.Column("indicator", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        _in_range("level_cap", "level"),
        sa.PrimaryKeyConstraint("assessment_id", "indicator", name=op.f("pk_level_cap")),
    )


def _path_wish() -> None:
    op.create_table(
        "path_wish",
        *_of_assessment("path_wish"),
        sa.Column("index", sa.String(), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=True),
        _in_range("path_wish", "highest"),
        sa.PrimaryKeyConstraint("assessment_id", name=op.f("pk_path_wish")),
    )


def _national_list() -> None:
    op.create_table(
        "national_list",
        sa.Column("instrument_id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("imported", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("instrument_id", "year", name=op.f("pk_national_list")),
    )


def _national_entry() -> None:
    op.create_table(
        "national_entry",
        sa.Column("instrument_id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("institution", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("index", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instrument_id", "year"],
            ["national_list.instrument_id", "national_list.year"],
            name=op.f("fk_national_entry_instrument_id_year_national_list"),
        ),
        sa.PrimaryKeyConstraint("instrument_id", "year", "line", name=op.f("pk_national_entry")),
    )
