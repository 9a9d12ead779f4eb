"""Photos as files named by the hash of their content: equal bytes are one file, and a name never changes meaning."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class PhotoStore:
    """The directory `root` of JPEG files: `ab/abcd....jpg`, by SHA-256."""

    root: Path

    def put(self, jpeg: bytes) -> str:
        """Keep `jpeg` and return its digest; when this returns, the file survives a power cut under its name."""
        digest = hashlib.sha256(jpeg).hexdigest()
        path = self.path(digest)
        if not path.is_file():
            self._make_room(path.parent)
            _write(path, jpeg)
        return digest

    def forget(self, digest: str) -> None:
        """Delete the photo with `digest`, if it is there."""
        self.path(digest).unlink(missing_ok=True)

    def path(self, digest: str) -> Path:
        """Return where the photo with `digest` stands, kept or not. Raises ValueError for anything but a digest."""
        if not DIGEST.fullmatch(digest):
            raise ValueError(f"Got {digest!r}, expected 64 hexadecimal digits.")
        return self.root / digest[:2] / f"{digest}.jpg"

    def _make_room(self, directory: Path) -> None:
        if not directory.is_dir():
            directory.mkdir(parents=True, exist_ok=True)
            _sync(self.root.parent)
            _sync(self.root)


def _write(path: Path, content: bytes) -> None:
    """Write beside `path` and rename: nobody ever sees half a file, and the name is on disk after the content is."""
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            Path(file.name).unlink()
            raise
    Path(file.name).replace(path)
    _sync(path.parent)


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
