"""The routes of the HTTP API: a part of the table of `access.py`."""

from app.web.doors import TOKEN, Access

SYSTEMS: dict[str, Access] = dict.fromkeys(
    (
        "api.listed",
        "api.one",
        "api_outcomes.changed",
        "api_outcomes.one",
        "api_writing.put",
        "api_writing.say",
        "api_writing.give",
        "api_writing.create",
        "api_writing.change",
        "api_writing.submit",
        "api_writing.cancel",
        "api_writing.withdraw",
        "api_transport.ask",
        "api_transport.plan",
        "api_transport.amend",
        "api_transport.edit",
        "api_trips.create",
        "api_trips.change",
        "api_claims.create",
        "api_deeds.do",
        "api_stock.count",
        "api_stock.proposed",
        "api_stock.accept",
        "api_policies.in_force",
        "api_policies.create",
        "api_policies.change",
        "api_policies.activate",
        "api_replacements.ship",
        "api_replacements.change",
        "api_rework.yielded",
        "api_webhooks.create",
        "api_webhooks.end",
        "api_holds.place",
    ),
    TOKEN,
)
"""What other systems ask for: each operation says which scope its token needs."""
