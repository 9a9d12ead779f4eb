"""What was delivered to a party, what of it came back or is about to, and which delivery a request reaches."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Delivered:
    """Base units delivered on a day."""

    on: date
    quantity: int


@dataclass(frozen=True, slots=True)
class Taken:
    """Base units that came back (`is_back`) or that another open authorization has asked for, since a day."""

    on: date
    quantity: int
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """All deliveries of a product, lot or serial to one party, and what was taken of them."""

    delivered: tuple[Delivered, ...] = ()
    taken: tuple[Taken, ...] = ()
    shipped: int = field(init=False)
    returned: int = field(init=False)
    reserved: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shipped", sum(one.quantity for one in self.delivered))
        object.__setattr__(self, "returned", sum(one.quantity for one in self.taken if one.is_back))
        object.__setattr__(self, "reserved", sum(one.quantity for one in self.taken if not one.is_back))

    @property
    def left(self) -> int:
        """Base units that can still come back, never below 0."""
        return max(0, self.shipped - self.returned - self.reserved)

    def delivered_on(self, quantity: int) -> date | None:
        """Return the day whose delivery a return of `quantity` reaches, counted back from the newest delivery.

        What was taken before came from the newest delivery of its own day, so that nobody's old goods ride on a new
        delivery twice. None when nothing was delivered; the oldest delivery when `quantity` is more than is left.
        """
        left = sorted(self.delivered, key=lambda one: one.on, reverse=True)
        for taken in sorted(self.taken, key=lambda one: one.on):
            left, _ = _take(left, taken.quantity, until=taken.on)
        _, reached = _take(left, quantity)
        return reached or min((one.on for one in self.delivered), default=None)


def _take(stock: Iterable[Delivered], quantity: int, until: date = date.max) -> tuple[list[Delivered], date | None]:
    """Take `quantity` of `stock`, newest first; return what is left of it, and the day of the last unit taken.

    The day is None when the stock falls short.
    """
    left: list[Delivered] = []
    reached: date | None = None
    for one in stock:
        used = min(one.quantity, quantity) if one.on <= until else 0
        quantity -= used
        left.append(Delivered(one.on, one.quantity - used))
        reached = one.on if used else reached
    return left, reached if quantity == 0 else None


def tightest(grounds: Iterable[Ground]) -> Ground:
    """Return the ground that leaves least: a serial stands within its lot, a lot within its product."""
    return min(grounds, key=lambda ground: ground.left)
