"""Our words and those of X12 180, return merchandise authorization: one table for each data element of segment RDR.

Meanings are those of release 004010. Where no code is known to mean what ours means, there is none: a trading partner
reads our sentence then, and no code that says something else.
"""

from collections.abc import Mapping
from enum import StrEnum

from app.domain.messages.core import msg
from app.domain.vocabulary import DispositionCode, ReasonCode


class Response(StrEnum):
    """Data element 1294, RDR03: what is answered to goods that came, or that were asked to come."""

    EXCESSIVE_WEAR = "EW"
    FREIGHT_OR_RETAILER_DAMAGE = "FR"
    NOT_DEFECTIVE = "IN"
    AS_ORDERED = "IO"
    NO_RECORD_OF_SALE = "NR"
    OUT_OF_SEASON = "OS"
    QUANTITY_DIFFERENCE = "QD"
    TIME_LIMIT_EXCEEDED = "RT"
    UNIDENTIFIABLE = "UI"


RESPONSE_MEANS: Mapping[Response, str] = {
    Response.EXCESSIVE_WEAR: msg("Excessive wear and tear"),
    Response.FREIGHT_OR_RETAILER_DAMAGE: msg("Freight or retailer damage"),
    Response.NOT_DEFECTIVE: msg("Item not defective"),
    Response.AS_ORDERED: msg("Item as ordered"),
    Response.NO_RECORD_OF_SALE: msg("No record of original sale"),
    Response.OUT_OF_SEASON: msg("Out of season or discontinued line item"),
    Response.QUANTITY_DIFFERENCE: msg("Quantity difference"),
    Response.TIME_LIMIT_EXCEEDED: msg("Return time limit exceeded or beyond warranty period"),
    Response.UNIDENTIFIABLE: msg("Unidentifiable item"),
}
"""Catalogue texts, by code."""

REASONS: Mapping[ReasonCode, str] = {
    # reason                       1293, RDR02  what X12 calls it
    ReasonCode.WRONG_ITEM: "WG",  # wrong goods or not ordered
    ReasonCode.WRONG_SIZE: "PF",  # poor fit
    ReasonCode.NOT_AS_DESCRIBED: "NA",  # not as expected
    ReasonCode.DEFECTIVE: "DM",  # defective merchandise or store inspection
    ReasonCode.WARRANTY_CLAIM: "DR",  # defective merchandise or returned by consumer
    ReasonCode.DAMAGED_IN_TRANSIT: "DT",  # damaged in transit
    ReasonCode.EXPIRED: "BC",  # beyond code date
    ReasonCode.SHORT_DATED: "SD",  # short-dated product
    ReasonCode.OVERSTOCK: "EI",  # excess inventory
    ReasonCode.END_OF_SEASON: "EO",  # end of season
    ReasonCode.OBSOLETE: "DI",  # discontinued product
    ReasonCode.RECALL: "PR",  # product recall
}
"""Without a code: changed_mind and end_of_lease, which X12 does not know, and other, which says its own words."""

DISPOSITIONS: Mapping[DispositionCode, str] = {
    # code                                 1292, RDR01
    DispositionCode.RETURN_TO_VENDOR: "RA",  # return with authorization number
    DispositionCode.LIQUIDATE: "RT",  # ship to third party
    DispositionCode.DONATE: "SC",  # ship to third party for charitable contribution
    DispositionCode.DESTROY: "DI",  # dispose
}
"""Without a code: what stays with us (restock, rework, refurbish), recycle, which is no disposal, and
return_to_customer: RD denies a request and says nothing of where goods go."""
