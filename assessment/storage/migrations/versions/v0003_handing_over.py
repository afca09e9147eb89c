"""Handing over: stages with an end, people, trusted keys, plans, a chained log."""

import sqlalchemy as sa
from alembic import op

from assessment.storage.chain import FIELDS, digest

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen what is there and make the new tables."""
    _widen("assessment", "origin", "part")
    _widen("answer", "review_note")
    _widen("attachment", "stage", default="self")
    _widen("step", "digest")
    _widen("receipt", "index")
    _receipt_revision()
    _aspect_note()
    _stage_outcome()
    _action_item()
    _person_and_trusted_key()
    _chain()


def _chain() -> None:
    """Chain the entries that are there."""
    step = sa.table("step", *(sa.column(name) for name in (*FIELDS, "digest")))
    connection = op.get_bind()
    before = ""
    for entry in connection.execute(sa.select(step).order_by(step.c.id)).mappings().all():
        before = digest(before, dict(entry))
        connection.execute(step.update().where(step.c.id == entry["id"]).values(digest=before))


def _widen(name: str, *columns: str, default: str = "") -> None:
    with op.batch_alter_table(name) as table:
        # Defaults fill the rows that are there; the rebuilt table keeps none.
        for column in columns:
            table.add_column(sa.Column(column, sa.String(), nullable=False, server_default=default))
    with op.batch_alter_table(name) as table:
        for column in columns:
            table.alter_column(column, server_default=None)


def _receipt_revision() -> None:
    with op.batch_alter_table("receipt") as table:
        table.add_column(sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("receipt") as table:
        table.alter_column("revision", server_default=None)


def _aspect_note() -> None:
    op.rename_table("aspect_note", "aspect_note_before")
    op.create_table(
        "aspect_note",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("strengths", sa.String(), nullable=False),
        sa.Column("weaknesses", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_aspect_note_assessment_id_assessment"),
        ),
        sa.PrimaryKeyConstraint("assessment_id", "aspect", "stage", name=op.f("pk_aspect_note")),
    )
    op.execute(
        "INSERT INTO aspect_note (assessment_id, aspect, stage, strengths, weaknesses)"
        " SELECT assessment_id, aspect, 'self', strengths, weaknesses FROM aspect_note_before"
    )
    op.drop_table("aspect_note_before")


def _stage_outcome() -> None:
    op.create_table(
        "stage_outcome",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("final", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recommendation", sa.String(), nullable=False),
        sa.Column("printed_index", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_stage_outcome_assessment_id_assessment"),
        ),
        sa.PrimaryKeyConstraint("assessment_id", "stage", name=op.f("pk_stage_outcome")),
    )


def _action_item() -> None:
    op.create_table(
        "action_item",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "level IS NULL OR level BETWEEN 1 AND 5", name=op.f("ck_action_item_level")
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_action_item_assessment_id_assessment"),
        ),
        sa.PrimaryKeyConstraint("assessment_id", "indicator", name=op.f("pk_action_item")),
    )


def _person_and_trusted_key() -> None:
    op.create_table(
        "person",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_person")),
    )
    op.create_table(
        "trusted_key",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_trusted_key")),
    )
