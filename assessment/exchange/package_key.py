"""The key that signs what leaves a workspace, and the check of other people's signatures."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.domain.errors import StorageError, StorageProblem, storage_error

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PUBLIC_SIZE, SIGNATURE_SIZE = 32, 64
_OWNER_ONLY = 0o600


class WorkspaceKey:
    """An Ed25519 key in a file that only its owner can read; made when it is first needed."""

    def __init__(self, path: Path) -> None:
        """Remember the file."""
        self._path = path

    def public(self) -> bytes:
        """The public half.

        Raises:
            StorageError: the file cannot be made or read, or is damaged.
        """
        return self._private().public_key().public_bytes_raw()

    def sign(self, content: bytes) -> bytes:
        """The signature of some content.

        Raises:
            StorageError: the file cannot be made or read, or is damaged.
        """
        return self._private().sign(content)

    def _private(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            if not self._path.exists():
                self._make()
            content = self._path.read_bytes()
        except OSError as error:
            raise storage_error(error, self._path) from error
        try:
            key = load_pem_private_key(content, None)
        except (ValueError, TypeError) as error:
            raise StorageError(StorageProblem.CORRUPT, self._path) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise StorageError(StorageProblem.CORRUPT, self._path)
        return key

    def _make(self) -> None:
        """Write a new key, whole or not at all."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import (
            Encoding,
            NoEncryption,
            PrivateFormat,
        )

        key = Ed25519PrivateKey.generate()
        content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        draft = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.unlink(missing_ok=True)
            with os.fdopen(
                os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb"
            ) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def is_signed(public: bytes, signature: bytes, content: bytes) -> bool:
    """Whether the owner of a key signed exactly this content."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
