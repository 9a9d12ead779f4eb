"""The history of authorizations is written by `services.telling`, which the dock uses too when goods come late."""

from app.services.telling import tell

__all__ = ["tell"]
