"""The preferences of the person at this machine, as a small TOML file."""

import logging
from contextlib import suppress
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import rtoml

from assessment.domain.errors import storage_error
from assessment.domain.identity import Role
from assessment.domain.preferences import Letterhead, Preferences, Signatory

_LOG = logging.getLogger(__name__)
THEMES = ("auto", "light", "dark", "contrast")
_PEOPLE = ("coordinator", "responsible")
_LETTERS = 16  # of the hash in the name of a logo
_LEAST_SCALE, _MOST_SCALE = 0.5, 3.0


class PreferencesFile:
    """Preferences in one file; see `assessment.services.ports.PreferencesStore`."""

    def __init__(self, path: Path) -> None:
        """Remember the file; it is read when it is asked for."""
        self._path = path
        self._kept: Preferences | None = None

    def load(self) -> Preferences:
        """What was set; defaults where nothing was.

        A file that cannot be read is put aside, never overwritten.
        """
        if self._kept is None:
            self._kept = self._read()
        return self._kept

    def save(self, preferences: Preferences) -> None:
        """Keep them, with a copy of the logo beside them: the original may go.

        Raises:
            StorageError: the file cannot be written; the old one stays.
        """
        draft = self._path.with_suffix(".sebagian")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            preferences = self._with_own_logo(preferences)
            logo = preferences.letterhead.logo
            entries = asdict(preferences) | {"role": preferences.role.value}
            entries["letterhead"]["logo"] = "" if logo is None else str(logo)
            draft.write_text(rtoml.dumps(entries), encoding="utf-8")
            draft.replace(self._path)
        except OSError as error:
            raise storage_error(error, self._path) from error
        self._kept = preferences

    def _with_own_logo(self, preferences: Preferences) -> Preferences:
        """The preferences with the copy of the logo; one that is gone stays named as it was."""
        logo = preferences.letterhead.logo
        if logo is None or logo.parent == self._path.parent or not logo.is_file():
            return preferences
        import hashlib  # not needed for the first picture

        content = logo.read_bytes()
        name = f"logo-{hashlib.sha256(content).hexdigest()[:_LETTERS]}{logo.suffix.lower()}"
        copy = self._path.with_name(name)
        if not copy.is_file():
            draft = copy.with_suffix(".sebagian")
            draft.write_bytes(content)
            draft.replace(copy)
        return replace(preferences, letterhead=replace(preferences.letterhead, logo=copy))

    def _read(self) -> Preferences:
        try:
            return _parsed(rtoml.loads(self._path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Preferences()
        except (OSError, ValueError, TypeError, AttributeError):
            _LOG.warning("settings put aside: %s", self._path, exc_info=True)
            with suppress(OSError):  # where it cannot be moved, saving will say so
                self._path.replace(self._path.with_suffix(".rusak.toml"))
            return Preferences()


def _parsed(entries: dict[str, Any]) -> Preferences:
    """The preferences in the file; entries of another version of the program are left out.

    Raises:
        ValueError: a value is none that the program could have written.
    """
    known = {field.name for field in fields(Preferences)}
    kept = {name: value for name, value in entries.items() if name in known}
    letterhead = dict(kept.get("letterhead", {}))
    logo = letterhead.pop("logo", None)
    coordinator, responsible = (Signatory(**letterhead.pop(key, {})) for key in _PEOPLE)
    kept["letterhead"] = Letterhead(
        **letterhead,
        logo=Path(logo) if logo else None,
        coordinator=coordinator,
        responsible=responsible,
    )
    kept["role"] = Role(kept.get("role", Role.MEMBER))
    found = Preferences(**kept)
    signed = (
        word for one in (coordinator, responsible) for word in (one.name, one.title, one.number)
    )
    lines = (found.person, found.theme, *letterhead.values(), *signed)
    words = (*lines, *dict(found.layout).values())
    if not all(isinstance(word, str) for word in words) or found.theme not in THEMES:
        raise ValueError(words)
    if not _LEAST_SCALE <= found.text_scale <= _MOST_SCALE:
        raise ValueError(found.text_scale)
    return found
