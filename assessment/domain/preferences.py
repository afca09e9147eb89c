"""What a person has set for herself and for her printed pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assessment.domain.identity import Role

_DIGITS = 18  # of a number that public servants have; others may have one of their own kind


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs: name, title (jabatan) and number (NIP)."""

    name: str = ""
    title: str = ""
    number: str = ""

    def or_named(self, name: str) -> "Signatory":
        """Who signs where an assessment names somebody: that one, with what is known of her.

        Title and number are printed below her own name only.
        """
        named = " ".join(name.split())
        if not named or named.casefold() == " ".join(self.name.split()).casefold():
            return self
        return Signatory(named)


def is_civil_number(number: str) -> bool:
    """Whether a number can be a NIP: eighteen digits, perhaps in groups."""
    together = number.replace(" ", "")
    return together.isascii() and together.isdigit() and len(together) == _DIGITS


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of printed pages and who signs them; empty lines are left out.

    The signatory is the head of the institution.
    """

    institution: str = ""
    office: str = ""
    address: str = ""
    logo: Path | None = None
    signatory_name: str = ""
    signatory_title: str = ""
    signatory_number: str = ""
    coordinator: Signatory = Signatory()
    responsible: Signatory = Signatory()


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
