"""Who works in Laredo, with the badges and PINs that the demo prints."""

from dataclasses import dataclass

from app.db.ids import new_id
from app.db.models import Operator, Site
from app.domain.vocabulary import Role
from app.services.signing_in import hash_pin


@dataclass(frozen=True, slots=True)
class DemoOperator:
    """How to sign in as one operator of the demo. `badge` is its digits, printed as BADGE-nnnn."""

    badge: str
    pin: str
    name: str
    roles: tuple[Role, ...]
    language: str


DEMO_OPERATORS = (
    DemoOperator("2231", "4187", "M. Ortega", (Role.DOCK,), "en"),
    DemoOperator("2236", "7053", "C. Reyes", (Role.DOCK,), "es"),
    DemoOperator("2304", "2964", "J. Park", (Role.INSPECTOR,), "en"),
    DemoOperator("2318", "8510", "E. Garza", (Role.INSPECTOR, Role.ROUTER), "es"),
    DemoOperator("2412", "3629", "D. Silva", (Role.ROUTER,), "en"),
    DemoOperator("2007", "9046", "A. Novak", (Role.SUPERVISOR, Role.DOCK, Role.INSPECTOR, Role.ROUTER), "en"),
    DemoOperator("2118", "5378", "R. Castillo", (Role.OFFICE,), "es"),
    DemoOperator("2550", "6291", "L. Haddad", (Role.QUALITY, Role.INSPECTOR), "en"),
)


def demo_operators(site: Site) -> list[Operator]:
    """Return the operators' rows, with their PINs hashed."""
    return [
        Operator(
            id=new_id(),
            site_id=site.id,
            badge=operator.badge,
            name=operator.name,
            roles=",".join(role.value for role in operator.roles),
            language=operator.language,
            pin_hash=hash_pin(operator.pin),
        )
        for operator in DEMO_OPERATORS
    ]
