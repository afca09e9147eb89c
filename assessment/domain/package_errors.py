"""Why a package is not taken; the sentences are in `assessment.domain.package_sentences`."""

from enum import StrEnum
from pathlib import Path

from indicators.errors import SpbeError


class PackageProblem(StrEnum):
    """What is wrong with a package as a whole or with one file in it."""

    NOT_A_PACKAGE = "not_a_package"
    NOT_A_PART = "not_a_part"
    NEWER_FORMAT = "newer_format"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    REPACKED = "repacked"  # a zip that another program wrote, or that was changed
    UNSAFE_NAME = "unsafe_name"
    DUPLICATE_NAME = "duplicate_name"
    UNEXPECTED = "unexpected"  # in the zip, not in the manifest
    MISSING = "missing"  # in the manifest, not in the zip
    WRONG_SIZE = "wrong_size"
    COMPRESSED = "compressed"  # nothing in a package is: that keeps zip bombs out
    LINK = "link"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    WRONG_SIGNATURE = "wrong_signature"
    BAD_DATA = "bad_data"
    CONTRADICTION = "contradiction"  # manifest and data do not say the same


class PackageRefusedError(SpbeError):
    """A package cannot be taken; nothing of it was."""

    def __init__(self, path: Path, problem: PackageProblem, detail: str = "") -> None:
        """Remember the package, the reason, and the file in it or what else names the place."""
        super().__init__(path, problem, detail)
        self.path = path
        self.problem = problem
        self.detail = detail


class PasswordMissingError(SpbeError):
    """A password was announced, but none was given."""


class WrongPasswordError(SpbeError):
    """A locked package does not open: with this password, or without any."""

    def __init__(self, path: Path, *, given: bool = True) -> None:
        """Remember the package and whether there was a password at all."""
        super().__init__(path, given)
        self.path = path
        self.given = given
