"""The tables. Column names are the field names of the records."""

from typing import Annotated

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

from assessment.domain.identity import Assessment, Record
from assessment.domain.records import (
    ActionItem,
    Answer,
    AspectNote,
    Attachment,
    Citation,
    Document,
    LevelCap,
    PathWish,
    StageOutcome,
    StepEffort,
    Waiver,
)

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_OfAssessment = Annotated[int, mapped_column(ForeignKey("assessment.id"), primary_key=True)]
_Number = Annotated[int, mapped_column(primary_key=True)]
_Name = Annotated[str, mapped_column(primary_key=True)]


def _levels(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IS NULL OR {column} BETWEEN 1 AND 5", name=column)


class Row(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """Base of every table."""

    metadata = MetaData(naming_convention=_NAMING)


class AssessmentRow(Row):
    """One assessment."""

    __tablename__ = "assessment"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    uid: Mapped[str] = mapped_column(unique=True)
    instrument_id: Mapped[str]
    institution: Mapped[str]
    kind: Mapped[str]
    year: Mapped[int]
    created: Mapped[str]
    cycle: Mapped[str]
    coordinator: Mapped[str]
    responsible: Mapped[str]
    team: Mapped[str]
    recommendation: Mapped[str]
    removed: Mapped[int]
    origin: Mapped[str]
    part: Mapped[str]


class AnswerRow(Row):
    """The answer to one indicator at one stage."""

    __tablename__ = "answer"
    __table_args__ = (_levels("level"), _levels("target"))

    assessment_id: Mapped[_OfAssessment]
    indicator: Mapped[_Number]
    stage: Mapped[_Name]
    level: Mapped[int | None]
    ticks: Mapped[str]
    fact: Mapped[str]
    analysis: Mapped[str]
    justification: Mapped[str]
    target: Mapped[int | None]
    unit: Mapped[str]
    notes: Mapped[str]
    state: Mapped[str]
    review_note: Mapped[str]


class DocumentRow(Row):
    """A file in the content store."""

    __tablename__ = "document"

    sha256: Mapped[_Name]
    name: Mapped[str]
    size: Mapped[int]
    added: Mapped[str]
    kind: Mapped[str]
    number: Mapped[str]
    year: Mapped[int | None]
    about: Mapped[str]
    issued: Mapped[str | None]
    issuer: Mapped[str]
    pages: Mapped[int | None]
    status: Mapped[str]
    valid_until: Mapped[str | None]
    text_state: Mapped[str]


class DocumentNameRow(Row):
    """Another name under which the same content was handed in."""

    __tablename__ = "document_name"

    sha256: Mapped[str] = mapped_column(ForeignKey("document.sha256"), primary_key=True)
    name: Mapped[_Name]


class AttachmentRow(Row):
    """A document placed at an indicator."""

    __tablename__ = "attachment"

    assessment_id: Mapped[_OfAssessment]
    indicator: Mapped[_Number]
    sha256: Mapped[str] = mapped_column(ForeignKey("document.sha256"), primary_key=True)
    position: Mapped[int]
    stage: Mapped[str]


class CitationRow(Row):
    """A passage of an attached document."""

    __tablename__ = "citation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["assessment_id", "indicator", "sha256"],
            ["attachment.assessment_id", "attachment.indicator", "attachment.sha256"],
        ),
        _levels("level"),
    )

    uid: Mapped[_Name]
    assessment_id: Mapped[int] = mapped_column(index=True)
    indicator: Mapped[int]
    sha256: Mapped[str]
    level: Mapped[int | None]
    condition: Mapped[int | None]
    article: Mapped[str]
    page: Mapped[str]
    quote: Mapped[str]


class AspectNoteRow(Row):
    """Strengths and weaknesses of one aspect at a stage."""

    __tablename__ = "aspect_note"

    assessment_id: Mapped[_OfAssessment]
    aspect: Mapped[_Number]
    stage: Mapped[_Name]
    strengths: Mapped[str]
    weaknesses: Mapped[str]


class StageOutcomeRow(Row):
    """Where a whole stage stands."""

    __tablename__ = "stage_outcome"

    assessment_id: Mapped[_OfAssessment]
    stage: Mapped[_Name]
    final: Mapped[int]
    reason: Mapped[str]
    recommendation: Mapped[str]
    printed_index: Mapped[str]
    source: Mapped[str]


class ActionItemRow(Row):
    """What is planned to raise one indicator."""

    __tablename__ = "action_item"
    __table_args__ = (_levels("level"),)

    assessment_id: Mapped[_OfAssessment]
    indicator: Mapped[_Number]
    level: Mapped[int]
    unit: Mapped[str]
    due: Mapped[str | None]
    state: Mapped[str]
    note: Mapped[str]


class StepEffortRow(Row):
    """What one step is reckoned to cost."""

    __tablename__ = "step_effort"
    __table_args__ = (_levels("level"),)

    assessment_id: Mapped[_OfAssessment]
    indicator: Mapped[_Number]
    level: Mapped[_Number]
    effort: Mapped[int]


class LevelCapRow(Row):
    """How high an indicator may be planned."""

    __tablename__ = "level_cap"
    __table_args__ = (_levels("level"),)

    assessment_id: Mapped[_OfAssessment]
    indicator: Mapped[_Number]
    level: Mapped[int]


class PathWishRow(Row):
    """What the cheapest path shall lead to."""

    __tablename__ = "path_wish"
    __table_args__ = (_levels("highest"),)

    assessment_id: Mapped[_OfAssessment]
    index: Mapped[str]
    highest: Mapped[int | None]


class WaiverRow(Row):
    """A finding that a person lets stand."""

    __tablename__ = "waiver"

    assessment_id: Mapped[_OfAssessment]
    kind: Mapped[_Name]
    indicator: Mapped[_Number]
    detail: Mapped[_Name]
    reason: Mapped[str]


class OfficialTextRow(Row):
    """The official wording of one level, read from a person's own copy."""

    __tablename__ = "official_text"
    __table_args__ = (CheckConstraint("part IN ('criteria', 'evidence')", name="part"),)

    instrument_id: Mapped[_Name]
    indicator: Mapped[_Number]
    level: Mapped[_Number]
    part: Mapped[_Name]
    text: Mapped[str]
    source: Mapped[str]


class NationalListRow(Row):
    """A list of the results of all institutions in one year, with its source."""

    __tablename__ = "national_list"

    instrument_id: Mapped[_Name]
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str]
    imported: Mapped[str]


class NationalEntryRow(Row):
    """One institution of a national list; ``index`` as it is printed."""

    __tablename__ = "national_entry"
    __table_args__ = (
        ForeignKeyConstraint(
            ["instrument_id", "year"], ["national_list.instrument_id", "national_list.year"]
        ),
    )

    instrument_id: Mapped[_Name]
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    institution: Mapped[str]
    kind: Mapped[str]
    index: Mapped[str]


class PersonRow(Row):
    """Somebody who works in this workspace."""

    __tablename__ = "person"

    name: Mapped[_Name]
    role: Mapped[str]


class TrustedKeyRow(Row):
    """A signing key that a person here trusts."""

    __tablename__ = "trusted_key"

    fingerprint: Mapped[_Name]
    name: Mapped[str]
    since: Mapped[str]


class StepRow(Row):
    """One entry of the log.

    ``touched`` names its indicators between spaces; ``digest`` chains it to the entry before.
    """

    __tablename__ = "step"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    at: Mapped[str]
    who: Mapped[str]
    kind: Mapped[str]
    action: Mapped[str]
    reverts: Mapped[int | None] = mapped_column(ForeignKey("step.id"))
    touched: Mapped[str]
    changes: Mapped[str]
    digest: Mapped[str]


class ReceiptRow(Row):
    """Proof of an export."""

    __tablename__ = "receipt"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    at: Mapped[str]
    kind: Mapped[str]
    path: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    summary: Mapped[str]
    failure: Mapped[str]
    index: Mapped[str]
    revision: Mapped[int]


ROWS: dict[type[Record], type[Row]] = {
    Assessment: AssessmentRow,
    Answer: AnswerRow,
    Document: DocumentRow,
    Attachment: AttachmentRow,
    Citation: CitationRow,
    AspectNote: AspectNoteRow,
    StageOutcome: StageOutcomeRow,
    ActionItem: ActionItemRow,
    StepEffort: StepEffortRow,
    LevelCap: LevelCapRow,
    PathWish: PathWishRow,
    Waiver: WaiverRow,
}
