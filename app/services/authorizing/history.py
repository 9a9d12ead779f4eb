"""The history of authorizations, by the name that it has among those who write them."""

from app.services.telling import Changes, tell

__all__ = ["Changes", "tell"]
