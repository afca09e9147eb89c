"""The evidence room: what a document is worth, its other names, waivers, official wording."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen documents and make the new tables."""
    _document()
    _document_name()
    _waiver()
    _official_text()


def _document() -> None:
    with op.batch_alter_table("document") as table:
        # Defaults fill the rows that are there; the rebuilt table keeps none.
        table.add_column(sa.Column("status", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("valid_until", sa.String(), nullable=True))
        table.add_column(
            sa.Column("text_state", sa.String(), nullable=False, server_default="unknown")
        )
    with op.batch_alter_table("document") as table:
        table.alter_column("status", server_default=None)
        table.alter_column("text_state", server_default=None)


def _document_name() -> None:
    op.create_table(
        "document_name",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["document.sha256"], name=op.f("fk_document_name_sha256_document")
        ),
        sa.PrimaryKeyConstraint("sha256", "name", name=op.f("pk_document_name")),
    )


def _waiver() -> None:
    op.create_table(
        "waiver",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("indicator", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_waiver_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint(
            "assessment_id", "kind", "indicator", "detail", name=op.f("pk_waiver")
        ),
    )


def _official_text() -> None:
    op.create_table(
        "official_text",
        sa.Column("instrument_id", sa.String(), nullable=False),
        sa.Column("indicator", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("part IN ('criteria', 'evidence')", name=op.f("ck_official_text_part")),
        sa.PrimaryKeyConstraint(
            "instrument_id", "indicator", "level", "part", name=op.f("pk_official_text")
        ),
    )
