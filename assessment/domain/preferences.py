"""What a person has set for herself and for her printed pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assessment.domain.identity import Role


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of printed pages; empty lines are left out."""

    institution: str = ""
    office: str = ""
    address: str = ""
    logo: Path | None = None
    signatory_name: str = ""
    signatory_title: str = ""
    signatory_number: str = ""


@dataclass(frozen=True, slots=True)
class Preferences:
    """Settings of one person on one machine.

    ``theme`` is ``auto``, ``light``, ``dark`` or ``contrast``; ``layout`` remembers sizes of
    windows and panes by name, as the window wrote them.
    """

    person: str = ""
    role: Role = Role.MEMBER
    theme: str = "auto"
    text_scale: float = 1.0
    letterhead: Letterhead = Letterhead()
    layout: Mapping[str, str] = field(default_factory=dict)
