"""Return policies: drafts, and putting one in force. One in force never changes again."""

from app.domain.scopes import Scope
from app.exchange.api.policy_entries import ActivationEntry, PolicyChange, PolicyEntry
from app.exchange.api.writing import Writing

_RULE = {
    "effect": "allow", "when": {"program": ["customer_return"]}, "days": 30, "grace": 7, "may_override": True,
    "sentence": {"en": "Customers return within 30 days.", "es": "Los clientes devuelven en 30 días."},
}  # fmt: skip
_TERM = {"timing": "on_acceptance", "when": {"program": ["customer_return"]}, "share_c": 60, "currency": "USD"}

POLICIES = (
    Writing(
        "create_policy", "post", "/policies", "policies",
        "Write a draft: a copy of another version, with the rules, reasons and refund terms that are said",
        Scope.POLICIES_WRITE, PolicyEntry, ("201",),
        example={"based_on": 0, "note": "Thirty days for all", "lines": [_RULE], "terms": [_TERM]},
    ),
    Writing(
        "change_policy", "patch", "/policies/{id}", "policies",
        "Change a draft, if nobody did since it was seen; what is not said stays",
        Scope.POLICIES_WRITE, PolicyChange, ("200",), needs_match=True,
        example={"lines": [{**_RULE, "days": 45}], "reasons": [{"reason": "defective", "evidence": ["photo"]}]},
    ),
    Writing(
        "activate_policy", "post", "/policies/{id}/activation", "policies",
        "Put a draft in force from a day on: it judges every request of that day and later",
        Scope.POLICIES_WRITE, ActivationEntry, ("200",), example={"effective_from": "2199-01-01"},
    ),
)  # fmt: skip
