"""Sentences about the plan of the workshop, written in the office."""

from app.domain.messages.core import Message, Signal, msg

PLANNED = Message(
    "work_plans.planned", Signal.OK, msg("Planned"), msg("{number}, {product}: bench {bench}, {priority}."),
    msg("The workshop sees it in its queue"),
)  # fmt: skip
PLANNED_ANYWHERE = Message(
    "work_plans.planned_anywhere", Signal.OK, msg("Planned"), msg("{number}, {product}: any bench, {priority}."),
    msg("The workshop sees it in its queue"),
)  # fmt: skip
REORDERED = Message(
    "work_plans.reordered", Signal.OK, msg("{operation} first"),
    msg("{number}: {operation} is planned before {other}."), msg("The workshop sees them in this order"),
)  # fmt: skip
CANCELLED = Message(
    "work_plans.cancelled", Signal.OK, msg("Cancelled"), msg("{number}, {product}, {units}: out of the plan."),
    msg("Have carton {lpn} graded again: its goods are decided anew"),
)  # fmt: skip
REOPENED = Message(
    "work_plans.reopened", Signal.OK, msg("Planned again"), msg("{number}: {units} of {product} in carton {lpn}."),
    msg("The workshop sees it in its queue"),
)  # fmt: skip
OVERTAKEN = Message(
    "work_plans.overtaken", Signal.STOP, msg("{who} was first"),
    msg("{who} changed {number} at {when}: it is {state}. Nothing was changed here."),
    msg("Look at it as it is now, then decide"),
)  # fmt: skip
NOT_NOW = Message(
    "work_plans.not_now", Signal.STOP, msg("Not now"), msg("{number} is {state}: only an order that waits is planned."),
    msg("Look at what it allows now"),
)  # fmt: skip
NO_BENCH = Message(
    "work_plans.no_bench", Signal.STOP, msg("Unknown bench"), msg("The bench that was chosen is not in use here."),
    msg("Choose one of the list, or any bench"),
)  # fmt: skip
NO_REASON = Message(
    "work_plans.no_reason", Signal.STOP, msg("Say why"), msg("{number} is cancelled with a reason only."),
    msg("Enter it in a few words"),
)  # fmt: skip
FIRST_ALREADY = Message(
    "work_plans.first_already", Signal.STOP, msg("Nothing before it"),
    msg("{number}: no operation that waits is planned before that one."), msg("Choose another operation"),
)  # fmt: skip
GOODS_GONE = Message(
    "work_plans.goods_gone", Signal.STOP, msg("Decided anew"),
    msg("{number}: its goods are in carton {lpn} no more."), msg("Look for them under Cartons"),
)  # fmt: skip
