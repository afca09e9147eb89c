"""A new draft beside a text that a person has worked on: only the program's sentences change.

A composed text has one sentence in each line, so a line is what is compared. A line that differs
from what was composed by a single letter is the person's.
"""

from collections.abc import Iterable, Sequence

from assessment.domain.explanations import Draft
from assessment.domain.identity import SELF
from assessment.domain.records import Answer
from assessment.domain.steps import Action, Change, Step, undo_and_redo

_ALIKE = 0.5  # of the words; a sentence with less in common says something else


def last_composed(steps: Sequence[Step], indicator: int) -> Draft:
    """The sentences that the program has written for an indicator, whether they still stand.

    A composition adds the lines that were not there before it, and takes those back that it
    removed; a line that a person has edited or deleted since is still known here.

    Args:
        steps: The log of the indicator, newest first.
        indicator: Its number.
    """
    oldest_first = steps[::-1]
    done = set(undo_and_redo((step.id, step.kind, step.reverts) for step in oldest_first)[0])
    fact: list[str] = []
    analysis: list[str] = []
    for step in oldest_first:
        if step.action is Action.COMPOSE and step.id in done:
            for change in step.changes:
                if _is_of(change, indicator):
                    fact = _known(fact, change, "fact")
                    analysis = _known(analysis, change, "analysis")
    return Draft("\n".join(fact), "\n".join(analysis))


def _is_of(change: Change, indicator: int) -> bool:
    record = change.record
    return isinstance(record, Answer) and (record.indicator, record.stage) == (indicator, SELF)


def _known(known: Sequence[str], change: Change, name: str) -> list[str]:
    before = _sentences(getattr(change.before, name, ""))
    after = _sentences(getattr(change.after, name, ""))
    kept = [line for line in known if line not in before or line in after]
    return kept + [line for line in after if line not in before and line not in kept]


def merge_draft(last: str, current: str, new: str) -> str:
    """The current text with its composed sentences renewed and every other line as it is.

    A composed sentence that no longer holds gives way to its successor in the new draft or goes.
    One that the person has edited or deleted does not come back, nor does its successor. What is
    new in the draft stands behind the sentence that it follows there.

    Args:
        last: The sentences that were composed before, from `last_composed`.
        current: The text as it stands.
        new: The new draft.
    """
    ours, wanted, present = _sentences(last), _sentences(new), _sentences(current)
    fresh = [line for line in wanted if line not in ours and line not in present]
    gone = [line for line in ours if line not in wanted]
    standing = [line for line in gone if line in present]
    successors = _successors(standing, fresh)
    left = [line for line in fresh if line not in successors.values()]
    edited = _successors([line for line in gone if line not in present], left)
    merged: list[str] = []
    for line in current.split("\n") if current.strip() else ():
        sentence = line.strip()
        if sentence not in gone:
            merged.append(line)
        elif sentence in successors:
            merged.append(successors.pop(sentence))
    for sentence in left:
        if sentence not in edited.values():
            merged.insert(_place(sentence, wanted, merged), sentence)
    return "\n".join(merged)


def _sentences(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _successors(gone: Iterable[str], fresh: Iterable[str]) -> dict[str, str]:
    """Which new sentence says what a former one said: the most alike first, each once."""
    later = list(fresh)
    pairs = sorted(
        ((_likeness(one, other), one, other) for one in gone for other in later),
        key=lambda pair: -pair[0],
    )
    found: dict[str, str] = {}
    for likeness, one, other in pairs:
        if likeness >= _ALIKE and one not in found and other not in found.values():
            found[one] = other
    return found


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _place(sentence: str, wanted: Sequence[str], merged: Sequence[str]) -> int:
    """Where a sentence belongs among lines: behind the nearest that precedes it in the draft."""
    lines = [line.strip() for line in merged]
    place = wanted.index(sentence)
    for earlier in reversed(wanted[:place]):
        if earlier in lines:
            return lines.index(earlier) + 1
    for later in wanted[place + 1 :]:
        if later in lines:
            return lines.index(later)
    return len(lines)
