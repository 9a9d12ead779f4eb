"""What other systems may do here, and in which roles they do it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from app.domain.vocabulary import Role


class Scope(StrEnum):
    """What a bearer token of the HTTP API may do."""

    PRODUCTS_READ = "products:read"
    PARTIES_READ = "parties:read"
    SHIPMENTS_READ = "shipments:read"
    AUTHORIZATIONS_READ = "authorizations:read"
    NOTICES_READ = "notices:read"
    COLLECTIONS_READ = "collections:read"
    LOADS_READ = "loads:read"
    TRIPS_READ = "trips:read"
    RECEIPTS_READ = "receipts:read"
    OUTCOMES_READ = "outcomes:read"
    CREDITS_READ = "credits:read"
    REPLACEMENTS_READ = "replacements:read"
    APPROVALS_READ = "approvals:read"
    SNAPSHOTS_READ = "snapshots:read"
    AGREEMENTS_READ = "agreements:read"
    POLICIES_READ = "policies:read"
    RULESETS_READ = "rulesets:read"
    DECISIONS_READ = "decisions:read"
    WEBHOOKS_READ = "webhooks:read"
    CLAIMS_READ = "claims:read"
    REFUNDS_READ = "refunds:read"
    PACKAGING_READ = "packaging:read"
    HOLDS_READ = "holds:read"
    DEVICES_READ = "devices:read"
    CERTIFICATES_READ = "certificates:read"
    SAMPLES_READ = "samples:read"
    BUNDLES_READ = "bundles:read"
    REWORK_READ = "rework:read"
    PRODUCTS_WRITE = "products:write"
    PARTIES_WRITE = "parties:write"
    SHIPMENTS_WRITE = "shipments:write"
    AUTHORIZATIONS_WRITE = "authorizations:write"
    NOTICES_WRITE = "notices:write"
    COLLECTIONS_WRITE = "collections:write"
    LOADS_WRITE = "loads:write"
    TRIPS_WRITE = "trips:write"
    REPLACEMENTS_WRITE = "replacements:write"
    SNAPSHOTS_WRITE = "snapshots:write"
    AGREEMENTS_WRITE = "agreements:write"
    POLICIES_WRITE = "policies:write"
    WEBHOOKS_WRITE = "webhooks:write"
    CLAIMS_WRITE = "claims:write"
    REFUNDS_WRITE = "refunds:write"
    HOLDS_WRITE = "holds:write"


OFFICE = frozenset({Role.OFFICE})

ROLES_OF_SCOPE: Mapping[Scope, frozenset[Role]] = {
    Scope.PRODUCTS_WRITE: OFFICE,
    Scope.PARTIES_WRITE: OFFICE,
    Scope.SHIPMENTS_WRITE: OFFICE,
    Scope.AUTHORIZATIONS_WRITE: OFFICE,
    Scope.NOTICES_WRITE: OFFICE,
    Scope.COLLECTIONS_WRITE: OFFICE,
    Scope.LOADS_WRITE: OFFICE,
    Scope.TRIPS_WRITE: OFFICE,
    Scope.REPLACEMENTS_WRITE: OFFICE,
    Scope.SNAPSHOTS_WRITE: OFFICE,
    Scope.AGREEMENTS_WRITE: OFFICE,
    Scope.POLICIES_WRITE: OFFICE,
    Scope.WEBHOOKS_WRITE: OFFICE,
    Scope.CLAIMS_WRITE: OFFICE,
    Scope.REFUNDS_WRITE: OFFICE,
    Scope.HOLDS_WRITE: OFFICE,
}
"""In which role a system acts by a scope that writes. Approving, overriding and releasing are a supervisor's or the
quality role's, and those two stand nowhere here: what needs a person is done by one."""


def writes(scopes: Iterable[Scope]) -> bool:
    """Tell whether any of `scopes` changes something."""
    return any(scope in ROLES_OF_SCOPE for scope in scopes)


def roles_of(scopes: Iterable[Scope]) -> frozenset[Role]:
    """Return the roles in which a system with `scopes` acts."""
    return frozenset(role for scope in scopes for role in ROLES_OF_SCOPE.get(scope, ()))
