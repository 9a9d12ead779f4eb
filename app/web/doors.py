"""What opens a route: a door for whoever is behind it, or the roles that may pass."""

from enum import Enum

from app.domain.vocabulary import Role


class Door(Enum):
    """What opens a route that asks for no particular role."""

    PUBLIC = "anyone, signed in or not"
    ANY_OPERATOR = "any operator who is signed in"
    WALL = "a wall display, by the token in its URL"
    TOKEN = "a system, by a bearer token with the scope of the operation"


Access = Door | frozenset[Role]

PUBLIC, ANY_OPERATOR, WALL, TOKEN = Door.PUBLIC, Door.ANY_OPERATOR, Door.WALL, Door.TOKEN

RECEIVERS = frozenset({Role.DOCK, Role.SUPERVISOR})
GRADERS = frozenset({Role.INSPECTOR, Role.QUALITY, Role.SUPERVISOR})
MOVERS = frozenset({Role.ROUTER, Role.DOCK, Role.SUPERVISOR})
OVERSEERS = frozenset({Role.SUPERVISOR, Role.QUALITY, Role.OFFICE})

SUPERVISORS = frozenset({Role.SUPERVISOR})
RELEASERS = frozenset({Role.SUPERVISOR, Role.QUALITY})
DESTROYERS = MOVERS | RELEASERS
JUDGES = frozenset({Role.SUPERVISOR, Role.QUALITY})
IMPORTERS = frozenset({Role.OFFICE, Role.SUPERVISOR})
CLERKS = frozenset({Role.OFFICE, Role.SUPERVISOR})
PACKERS = MOVERS | CLERKS
