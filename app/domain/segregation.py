"""Medical goods never share a carton, a tote or a pallet with others, nor a place of a zone that keeps them apart."""

from app.domain.errors import Refused
from app.domain.messages import medical as say
from app.domain.products import Product
from app.domain.vocabulary import Zone

KEPT_APART: frozenset[Zone] = frozenset({Zone.QUARANTINE})
"""Zones where goods wait unclean, or for a word of quality: medical ones stand at places of their own there.

The quarantine carton stands in the same zone and takes what is found at the dock, which is decontaminated by then.
"""


def check_together(product: Product, lpn: str, kinds: frozenset[bool]) -> None:
    """Refuse goods for carton `lpn` when medical ones (True in `kinds`) would come to stand with others."""
    if kinds and kinds != {product.medical}:
        message = say.APART if product.medical else say.NOT_APART
        raise Refused(message, product=product.said, lpn=lpn)
