"""Where judgement stands for the company's own systems: rules by version, decisions, samples."""

import sqlalchemy as sa

from app.db.models import (
    CartonLine,
    Decision,
    DispositionRule,
    Inspection,
    Ruleset,
    SampledUnit,
    SamplingGroup,
    Site,
    table_of,
)


def rulesets() -> sa.FromClause:
    """Return the versions of each site: its own, and those for all."""
    ruleset, site = table_of(Ruleset), table_of(Site)
    same = ("id", "state", "note", "based_on", "prices", "changed_at", "activated_at")
    return (
        sa.select(
            site.c.id.label("site_id"), *(ruleset.c[name] for name in same), ruleset.c.revision.label("version"),
            sa.cast(ruleset.c.version, sa.String).label("number"),
            ruleset.c.site_id.is_(None).label("is_for_all_sites"),
        )
        .join(site, sa.or_(ruleset.c.site_id.is_(None), ruleset.c.site_id == site.c.id))
        .subquery()
    )  # fmt: skip


def rules() -> sa.FromClause:
    """Return the rules of every version of each site."""
    rule, ruleset = table_of(DispositionRule), table_of(Ruleset)
    return (
        sa.select(rule, ruleset.c.id.label("ruleset_id")).join(ruleset, ruleset.c.version == rule.c.version).subquery()
    )


def decisions() -> sa.FromClause:
    """Return decisions with the units they are about; what became of these units since is told elsewhere."""
    decision, inspection, line = table_of(Decision), table_of(Inspection), table_of(CartonLine)
    within = decision.c.site_id == inspection.c.site_id
    return (
        sa.select(
            decision, sa.cast(decision.c.rule_version, sa.String).label("ruleset"), inspection.c.quantity,
            inspection.c.undone_at, line.c.receipt_line_id, line.c.product_id,
        )
        .join(inspection, within & (inspection.c.id == decision.c.inspection_id))
        .join(line, (line.c.site_id == inspection.c.site_id) & (line.c.id == inspection.c.carton_line_id))
        .subquery()
    )  # fmt: skip


def samples() -> sa.FromClause:
    """Return lots with their plans and how many units of each were looked at; those of open ones are counted now."""
    group, unit = table_of(SamplingGroup), table_of(SampledUnit)
    of_group = (unit.c.site_id == group.c.site_id, unit.c.group_id == group.c.id)
    drawn = sa.select(sa.func.count()).where(*of_group).scalar_subquery().label("drawn")
    bad = sa.select(sa.func.count()).where(*of_group, ~unit.c.is_good).scalar_subquery().label("found_defective")
    return sa.select(group, drawn, bad).subquery()
