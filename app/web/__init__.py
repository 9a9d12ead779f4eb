"""The floor's screens: one blueprint per noun, behind one guard."""

from flask import Blueprint, Flask
from flask_htmx import HTMX

from app.web import (
    accounts,
    agreements,
    api,
    api_outcomes,
    api_replacements,
    api_writing,
    arrivals,
    authorization_forms,
    authorizations,
    boards,
    captures,
    cartons,
    claims,
    collection_forms,
    collections,
    credit_memo_forms,
    credit_memos,
    eligibility,
    errors,
    evidence,
    grading,
    guard,
    health,
    holds,
    home,
    house,
    i18n,
    imports,
    labels,
    loads,
    matching,
    money,
    news,
    office,
    pallets,
    parties,
    photos,
    pickups,
    policies,
    policy_rules,
    policy_terms,
    preferences,
    proposals,
    receipts,
    reconciliations,
    refunds,
    releases,
    render,
    replacement_plans,
    replacements,
    return_papers,
    routes,
    security,
    shipments,
    signin,
    stations,
    thresholds,
    trials,
    trips,
    unsold,
    views,
    wall,
    webhooks,
)
from scanners.decode import use_one_thread

BLUEPRINTS: tuple[Blueprint, ...] = (
    health.blueprint,
    home.blueprint,
    signin.blueprint,
    preferences.blueprint,
    receipts.blueprint,
    grading.blueprint,
    routes.blueprint,
    holds.blueprint,
    releases.blueprint,
    pallets.blueprint,
    cartons.blueprint,
    matching.blueprint,
    parties.blueprint,
    shipments.blueprint,
    unsold.blueprint,
    proposals.blueprint,
    thresholds.blueprint,
    agreements.blueprint,
    policies.blueprint,
    policy_rules.blueprint,
    policy_terms.blueprint,
    trials.blueprint,
    eligibility.blueprint,
    evidence.blueprint,
    imports.blueprint,
    wall.blueprint,
    stations.blueprint,
    captures.blueprint,
    photos.blueprint,
    labels.blueprint,
    api.blueprint,
    api_outcomes.blueprint,
    api_writing.blueprint,
    api_replacements.blueprint,
    views.blueprint,
    authorizations.blueprint,
    money.blueprint,
    refunds.blueprint,
    claims.blueprint,
    accounts.blueprint,
    replacements.blueprint,
    replacement_plans.blueprint,
    authorization_forms.blueprint,
    reconciliations.blueprint,
    credit_memos.blueprint,
    credit_memo_forms.blueprint,
    return_papers.blueprint,
    webhooks.blueprint,
    news.blueprint,
    collections.blueprint,
    collection_forms.blueprint,
    pickups.blueprint,
    loads.blueprint,
    trips.blueprint,
    arrivals.blueprint,
)


def register(app: Flask) -> None:
    """Add the screens to `app`, and what stands around every one of them."""
    render.install(app)  # first: it says how templates are made
    HTMX(app)
    use_one_thread()
    security.install(app)
    guard.install(app)
    i18n.install(app)
    house.install(app)
    boards.install(app)
    office.install(app)
    errors.install(app)
    # in this order: who sent it, who asks, how much it carries
    for check in (security.refuse_foreign, guard.admit, security.refuse_oversized):
        app.before_request(check)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
