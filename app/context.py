"""What one running app holds; views and commands find it as `current_app.extensions["backdock"]`."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from app.config import Settings
from app.db.engine import Database
from app.db.import_store import ImportStore
from app.db.locks import only_server
from app.db.photo_store import PhotoStore
from app.domain.collecting import Freight


@dataclass(frozen=True, slots=True)
class Backdock:
    """The settings and the database of one app."""

    settings: Settings
    database: Database

    @property
    def import_store(self) -> ImportStore:
        """Where imported files are kept."""
        return ImportStore(self.settings.import_dir)

    @property
    def photo_store(self) -> PhotoStore:
        """Where photos are kept."""
        return PhotoStore(self.settings.photo_dir)

    @property
    def trailer(self) -> Freight:
        """What one inbound load takes."""
        return Freight(self.settings.trailer_kg, self.settings.trailer_litres)

    def alone(self) -> AbstractContextManager[object]:
        """Hold off a second process where the database takes only one: SQLite. Raises `SecondServer`."""
        url = self.database.engine.url
        if url.get_backend_name() != "sqlite" or not url.database:
            return nullcontext()
        return only_server(Path(url.database))
