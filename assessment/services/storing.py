"""Files on their way into the store: all of them are kept, or none."""

from collections.abc import Iterator
from contextlib import contextmanager

from assessment.services.ports import ContentStore, Reader, StoredFile


@contextmanager
def kept_or_gone(store: ContentStore, reader: Reader) -> Iterator[list[StoredFile]]:
    """Files that are put into the list leave the store again where an error ends the block.

    Raises:
        StorageError: they cannot be removed.
    """
    added: list[StoredFile] = []
    try:
        yield added
        added.clear()
    finally:
        known = {document.sha256 for document in reader.documents()} if added else set()
        for stored in added:
            if stored.fresh and stored.sha256 not in known:
                store.discard(stored.sha256)
