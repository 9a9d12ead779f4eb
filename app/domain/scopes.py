"""What other systems may do here."""

from enum import StrEnum


class Scope(StrEnum):
    """What a bearer token of the HTTP API may do."""

    PRODUCTS_READ = "products:read"
    PARTIES_READ = "parties:read"
    SHIPMENTS_READ = "shipments:read"
    AUTHORIZATIONS_READ = "authorizations:read"
    RECEIPTS_READ = "receipts:read"
