"""The one door through which work on answers and evidence is stored."""

from assessment.domain.steps import NewStep, Step
from assessment.domain.workflow import check_locks
from assessment.services.ports import UnitOfWork


def applied(work: UnitOfWork, step: NewStep) -> Step:
    """Store the changes of a step, unless it touches something that is locked.

    Raises:
        StageFinalError: it would change something of a final stage.
        AnswerLockedError: it would change an approved answer, its evidence or its citations.
    """
    check_locks(step, work.find)
    return work.apply(step)
