"""Merges attachments and their citations, which stand and fall together, and gives letters."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from assessment.domain.conflicts import Judge, Key, Line, Three, gist
from assessment.domain.dossier import RecordsByType
from assessment.domain.identity import Record
from assessment.domain.records import Answer, Attachment, Citation

_R = TypeVar("_R", bound=Record)
_Letters = Mapping[Key, int]


@dataclass(frozen=True, slots=True)
class Exhibits:
    """The evidence of one version: attachments and citations by key."""

    attachments: Mapping[Key, Attachment]
    citations: Mapping[Key, Citation]

    def at(self, place: Key) -> dict[Key, Citation]:
        """The citations of one attachment."""
        return {key: one for key, one in self.citations.items() if attachment_key(one) == place}

    def lines(self) -> dict[Line, frozenset[Record]]:
        """What stands at each indicator by the stage it came in, whatever the letters."""
        found: dict[Line, set[Record]] = {}
        for place, entry in self.attachments.items():
            line = found.setdefault(line_of(entry), set())
            line.add(replace(entry, position=0))
            line.update(self.at(place).values())
        return {line: frozenset(records) for line, records in found.items()}


def exhibits_of(records: RecordsByType) -> Exhibits:
    """The evidence among records."""
    return Exhibits(_all_of(Attachment, records), _all_of(Citation, records))


def _all_of(kind: type[_R], records: RecordsByType) -> dict[Key, _R]:
    return {key: one for key, one in records.get(kind, {}).items() if isinstance(one, kind)}


def line_of(record: Answer | Attachment) -> Line:
    """The line that a record belongs to."""
    return record.assessment_id, record.indicator, record.stage


def attachment_key(citation: Citation) -> Key:
    """The key of the attachment that a citation stands on."""
    return citation.assessment_id, citation.indicator, citation.sha256


def unified(
    base: Exhibits, ours: Exhibits, theirs: Exhibits, locked: Collection[Line]
) -> tuple[Exhibits, Exhibits]:
    """Both sides where a passage that both cited alike has one identifier.

    It is the first of all, so that either side merging comes to the same; ours where it was
    approved.
    """
    mine, others = _added(ours, base, theirs), _added(theirs, base, ours)
    names = {}
    for content in mine.keys() & others.keys():
        line = line_of(ours.attachments[attachment_key(content)])
        keys = mine[content] if line in locked else (*mine[content], *others[content])
        names.update(dict.fromkeys((*mine[content], *others[content]), min(keys)))
    return _renamed(ours, names), _renamed(theirs, names)


def _added(side: Exhibits, *others: Exhibits) -> dict[Citation, list[Key]]:
    """What is cited on one side only, without its identifiers, and those."""
    found: dict[Citation, list[Key]] = {}
    for key, one in side.citations.items():
        if not any(key in other.citations for other in others):
            found.setdefault(replace(one, uid=""), []).append(key)
    return found


def _renamed(side: Exhibits, names: Mapping[Key, Key]) -> Exhibits:
    citations = {}
    for key, one in side.citations.items():
        name = names.get(key, key)
        citations[name] = replace(one, uid=str(name[0]))
    return replace(side, citations=citations)


class EvidenceMerge:
    """Merges the evidence of three versions."""

    def __init__(
        self,
        judge: Judge,
        versions: tuple[Exhibits, Exhibits, Exhibits],
        locked: frozenset[Line],
    ) -> None:
        """Remember the versions, and the lines that were approved."""
        self._judge = judge
        self._versions = versions
        self._locked = locked
        self._attachments: dict[Key, Attachment] = {}
        self._citations: dict[Key, Citation] = {}

    def run(self) -> Exhibits:
        """The evidence after the merge."""
        following: set[Key] = set()
        for place in union(*(one.attachments for one in self._versions)):
            following |= self._attachment(place)
        for key in union(*(one.citations for one in self._versions)):
            if key not in following:
                self._citation(key)
        for citation in self._citations.values():
            # Who keeps a passage keeps what it stands on.
            self._attachments.setdefault(*self._ground(citation))
        return Exhibits(self._lettered(), self._citations)

    def _ground(self, citation: Citation) -> tuple[Key, Attachment]:
        place = attachment_key(citation)
        return place, Three(*(one.attachments.get(place) for one in self._versions)).present

    def _attachment(self, place: Key) -> set[Key]:
        """Merge one attachment; gives the citations that are decided with it."""
        three = Three(*(one.attachments.get(place) for one in self._versions))
        locked = line_of(three.present) in self._locked
        if three.ours is not None and three.theirs is not None:
            self._attachments[place] = self._judge.merged(
                three.base, three.ours, three.theirs, locked=locked
            )
            return set()
        return self._one_sided(place, three, locked=locked)

    def _one_sided(self, place: Key, three: Three[Attachment], *, locked: bool) -> set[Key]:
        """Decide on an attachment that a side lacks, together with its citations there."""
        base, ours, theirs = self._versions
        keeper, other = (theirs, ours) if three.ours is None else (ours, theirs)
        loose = {key: one for key, one in keeper.at(place).items() if key not in other.citations}
        news = frozenset(one for key, one in loose.items() if base.citations.get(key) != one)
        bundles = Three(
            _bundle(three.base, frozenset()),
            _bundle(three.ours, news),
            _bundle(three.theirs, news),
        )
        about = three.present
        shown = Three(*(gist(entry, self._judge.names) for entry in three))
        if self._judge.choose(bundles, about, "", shown, locked=locked) is not None:
            self._attachments[place] = about
            self._citations.update(loose)
        return set(loose)

    def _citation(self, key: Key) -> None:
        three = Three(*(one.citations.get(key) for one in self._versions))
        _, ground = self._ground(three.present)
        locked = line_of(ground) in self._locked
        found = self._judge.whole(three, locked=locked)
        if found is not None:
            self._citations[key] = found

    def _lettered(self) -> dict[Key, Attachment]:
        """The attachments with their letters."""
        found = {}
        for number in {entry.indicator for entry in self._attachments.values()}:
            wanted, given, ours, theirs = (
                {key: one.position for key, one in entries.items() if one.indicator == number}
                for entries in (
                    self._attachments,
                    *(version.attachments for version in self._versions),
                )
            )
            letters = _letters(wanted, given, ours, theirs)
            for key, position in letters.items():
                found[key] = replace(self._attachments[key], position=position)
        return found


def _bundle(
    entry: Attachment | None, news: frozenset[Citation]
) -> tuple[Attachment, frozenset[Citation]] | None:
    return None if entry is None else (replace(entry, position=0), news)


def _letters(wanted: Iterable[Key], given: _Letters, ours: _Letters, theirs: _Letters) -> _Letters:
    """The position of each wanted attachment of one indicator.

    What was given out keeps its letter, and what only one side added. Where both added some, all
    of that follows by SHA-256: the order in which parts come back must make no difference.
    """
    kept = {key: _moved(key, given, ours, theirs) for key in wanted if key in given}
    mine, others = (
        {key: one[key] for key in wanted if key in one and key not in given}
        for one in (ours, theirs)
    )
    added = mine | others
    both = mine and others and mine != others
    if both or len({*kept.values(), *added.values()}) < len(kept | added):
        last = max((*given.values(), *kept.values()), default=0)
        added = {key: last + place for place, key in enumerate(sorted(added), start=1)}
    return kept | added


def _moved(key: Key, given: _Letters, ours: _Letters, theirs: _Letters) -> int:
    """The position of what was given out; another one, the first of two, where a side moved it."""
    position = given[key]
    moves = {ours.get(key, position), theirs.get(key, position)} - {position}
    return min(moves, default=position)


def union(*keys: Iterable[Key]) -> list[Key]:
    """All keys in order."""
    return sorted(set().union(*keys))
