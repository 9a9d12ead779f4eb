"""Roles x routes: the one table. An endpoint that is not in it is refused, and a test fails."""

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
IMPORTERS = frozenset({Role.OFFICE, Role.SUPERVISOR})
CLERKS = frozenset({Role.OFFICE, Role.SUPERVISOR})

ROLES_OF: dict[str, Access] = {
    "static": PUBLIC,
    "health.show": PUBLIC,
    "signin.show": PUBLIC,
    "signin.badge": PUBLIC,
    "signin.enter": PUBLIC,
    "signin.leave": PUBLIC,
    "signin.lock": PUBLIC,
    "preferences.language": PUBLIC,
    "preferences.appearance": PUBLIC,
    "stations.show": ANY_OPERATOR,
    "stations.choose": ANY_OPERATOR,
    "stations.help": ANY_OPERATOR,
    "home.show": ANY_OPERATOR,
    "home.scan": ANY_OPERATOR,
    "home.assign": frozenset({Role.SUPERVISOR, Role.OFFICE}),
    "home.create": frozenset({Role.SUPERVISOR, Role.OFFICE}),
    "captures.create": ANY_OPERATOR,
    "photos.index": ANY_OPERATOR,
    "photos.create": ANY_OPERATOR,
    "photos.show": ANY_OPERATOR,
    "labels.index": ANY_OPERATOR,
    "labels.issue": ANY_OPERATOR,
    "labels.carton": ANY_OPERATOR,
    "labels.carton_file": ANY_OPERATOR,
    "labels.item": ANY_OPERATOR,
    "labels.item_file": ANY_OPERATOR,
    "labels.places": ANY_OPERATOR,
    "labels.place_file": ANY_OPERATOR,
    "labels.badges": frozenset({Role.SUPERVISOR, Role.OFFICE}),
    "labels.badge_file": frozenset({Role.SUPERVISOR, Role.OFFICE}),
    "labels.commands": ANY_OPERATOR,
    "labels.commands_file": ANY_OPERATOR,
    "labels.demo": PUBLIC,  # found on the demo site only
    "labels.demo_file": PUBLIC,
    "receipts.index": RECEIVERS,
    "receipts.create": RECEIVERS,
    "receipts.show": RECEIVERS | OVERSEERS,
    "receipts.scan": RECEIVERS,
    "receipts.do": RECEIVERS,
    "receipts.tell": RECEIVERS,
    "receipts.differences": RECEIVERS | OVERSEERS,
    "grading.index": GRADERS,
    "grading.carton": GRADERS,
    "grading.scan": GRADERS,
    "grading.do": GRADERS,
    "holds.show": RECEIVERS | GRADERS,
    "holds.scan": RECEIVERS | GRADERS,
    "holds.do": RECEIVERS | GRADERS,
    "routes.index": MOVERS,
    "routes.carton": MOVERS,
    "routes.scan": MOVERS,
    "routes.do": MOVERS,
    "pallets.show": MOVERS,
    "pallets.scan": MOVERS,
    "pallets.do": MOVERS,
    "cartons.index": OVERSEERS,
    "cartons.export": OVERSEERS,
    "cartons.own": OVERSEERS,
    "cartons.settle": OVERSEERS,
    "imports.index": IMPORTERS,
    "imports.export": IMPORTERS,
    "imports.create": IMPORTERS,
    "imports.example": IMPORTERS,
    "imports.show": IMPORTERS,
    "imports.progress": IMPORTERS,
    "imports.declare": IMPORTERS,
    "imports.begin": IMPORTERS,
    "imports.cancel": IMPORTERS,
    "imports.refused": IMPORTERS,
    "authorizations.index": OVERSEERS,
    "authorizations.export": OVERSEERS,
    "authorizations.show": OVERSEERS,
    "authorizations.do": OVERSEERS,  # who may do what stands in domain/authorizing.py
    "authorization_forms.new": CLERKS,
    "authorization_forms.create": CLERKS,
    "authorization_forms.edit": CLERKS,
    "authorization_forms.update": CLERKS,
    "notices.index": OVERSEERS,
    "notices.export": OVERSEERS,
    "notice_forms.edit": CLERKS,
    "notice_forms.update": CLERKS,
    "notice_forms.withdraw": CLERKS,
    "parties.index": OVERSEERS,
    "parties.export": OVERSEERS,
    "parties.show": OVERSEERS,
    "parties.rate": CLERKS,
    "matching.index": OVERSEERS,
    "matching.export": OVERSEERS,
    "matching.show": OVERSEERS,
    "matching.do": CLERKS,
    "reconciliations.show": OVERSEERS,
    "reconciliations.do": OVERSEERS,  # who may do what stands in domain/authorizing.py
    "credit_memos.index": OVERSEERS,
    "credit_memos.export": OVERSEERS,
    "credit_memos.show": OVERSEERS,
    "credit_memos.do": CLERKS,
    "credit_memo_forms.new": CLERKS,
    "credit_memo_forms.create": CLERKS,
    "credit_memo_forms.edit": CLERKS,
    "credit_memo_forms.update": CLERKS,
    "return_papers.show": OVERSEERS,
    "return_papers.label": OVERSEERS,
    "return_papers.instructions_sheet": OVERSEERS,
    "views.create": OVERSEERS,
    "views.remove": OVERSEERS,
    "eligibility.show": OVERSEERS,
    "eligibility.accept": OVERSEERS,  # only a supervisor's role or badge accepts
    "eligibility.state": CLERKS,
    "policies.index": OVERSEERS,
    "policies.export": OVERSEERS,
    "policies.create": CLERKS,
    "policies.show": OVERSEERS,
    "policies.do": CLERKS,
    "policy_rules.edit": CLERKS,
    "policy_rules.update": CLERKS,
    "policy_rules.do": CLERKS,
    "policy_rules.reason": CLERKS,
    "policy_rules.keep_reason": CLERKS,
    "policy_terms.edit": CLERKS,
    "policy_terms.update": CLERKS,
    "policy_terms.do": CLERKS,
    "trials.show": OVERSEERS,
    "trials.export": OVERSEERS,
    "shipments.index": OVERSEERS,
    "shipments.export": OVERSEERS,
    "shipments.show": OVERSEERS,
    "money.index": OVERSEERS,
    "money.export": OVERSEERS,
    "refunds.show": OVERSEERS,
    "refunds.do": CLERKS,  # a large refund is approved by a supervisor's role or badge
    "claims.show": OVERSEERS,
    "claims.do": CLERKS,
    "accounts.show": OVERSEERS,
    "accounts.do": CLERKS,
    "webhooks.index": CLERKS,
    "webhooks.create": CLERKS,
    "webhooks.end": CLERKS,
    "webhooks.send_again": CLERKS,
    "news.index": CLERKS,
    "news.export": CLERKS,
    "collections.index": OVERSEERS,
    "collections.export": OVERSEERS,
    "collections.show": OVERSEERS,
    "collections.do": CLERKS,
    "collection_forms.new": CLERKS,
    "collection_forms.create": CLERKS,
    "pickups.index": CLERKS,
    "pickups.plan": CLERKS,
    "pickups.combine": CLERKS,
    "loads.index": OVERSEERS,
    "loads.export": OVERSEERS,
    "loads.board": RECEIVERS | OVERSEERS,
    "loads.show": OVERSEERS,
    "loads.update": CLERKS,
    "loads.do": CLERKS,
    "loads.sheet": RECEIVERS | OVERSEERS,
    "loads.sheet_file": RECEIVERS | OVERSEERS,
    "trips.index": OVERSEERS,
    "trips.export": OVERSEERS,
    "trips.show": OVERSEERS,
    "arrivals.index": RECEIVERS,
    "arrivals.find": RECEIVERS,
    "arrivals.show": RECEIVERS,
    "arrivals.scan": RECEIVERS,
    "arrivals.do": RECEIVERS,
    "unsold.index": OVERSEERS,
    "unsold.export": OVERSEERS,
    "proposals.index": OVERSEERS,
    "proposals.export": OVERSEERS,
    "proposals.create": CLERKS,
    "thresholds.show": OVERSEERS,
    "thresholds.update": CLERKS,
    "agreements.index": OVERSEERS,
    "agreements.export": OVERSEERS,
    "agreements.show": OVERSEERS,
    "agreements.new": CLERKS,
    "agreements.create": CLERKS,
    "agreements.update": CLERKS,
    "wall.create": SUPERVISORS,
    "wall.remove": SUPERVISORS,
    "wall.show": WALL,
    "wall.data": WALL,
    "api.index": PUBLIC,
    "api.document": PUBLIC,
    "api.listed": TOKEN,
    "api.one": TOKEN,
    "api_outcomes.changed": TOKEN,
    "api_outcomes.one": TOKEN,
    "api_writing.put": TOKEN,
    "api_writing.create": TOKEN,
    "api_writing.change": TOKEN,
    "api_writing.submit": TOKEN,
    "api_writing.cancel": TOKEN,
    "api_writing.withdraw": TOKEN,
    "api_transport.ask": TOKEN,
    "api_transport.plan": TOKEN,
}


def lets_in(access: Access | None, roles: frozenset[Role]) -> bool:
    """Tell whether a signed-in operator with `roles` may pass; an endpoint without access lets nobody in."""
    match access:
        case Door.PUBLIC | Door.ANY_OPERATOR:
            return True
        case frozenset():
            return not access.isdisjoint(roles)
        case _:
            return False
