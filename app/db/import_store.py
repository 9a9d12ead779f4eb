"""Imported files, named by the hash of their content: a long import reads its file again after a restart."""

import hashlib
import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

_DIGEST = re.compile("[0-9a-f]{64}")
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class ImportStore:
    """The directory `root` of files as they came, by SHA-256."""

    root: Path

    def put(self, source: IO[bytes]) -> str:
        """Keep what `source` holds and return its digest; read and written in pieces."""
        self.root.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with NamedTemporaryFile(dir=self.root, suffix=".part", delete=False) as file:
            try:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                Path(file.name).unlink()
                raise
        Path(file.name).replace(self.path(digest.hexdigest()))
        return digest.hexdigest()

    def forget(self, digest: str) -> None:
        """Delete a file that no import needs."""
        self.path(digest).unlink(missing_ok=True)

    def sweep(self, needed: Collection[str], before: datetime) -> int:
        """Delete the files that are not `needed` and came `before`; return how many.

        A file that comes again is new again, so that one whose import is just being made stays.
        """
        old = [file for file in self.root.glob("*") if file.stat().st_mtime < before.timestamp()]
        outlived = [file for file in old if _DIGEST.fullmatch(file.name) and file.name not in needed]
        for file in (*outlived, *(file for file in old if file.suffix == ".part")):
            file.unlink(missing_ok=True)
        return len(outlived)

    def path(self, digest: str) -> Path:
        """Return where the file with `digest` stands. Raises ValueError for anything but a digest."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"Got {digest!r}, expected 64 hexadecimal digits.")
        return self.root / digest
