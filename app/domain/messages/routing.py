"""Sentences on where goods go, and why."""

from app.domain.messages.core import Message, Signal, msg

BEST_NET = Message(
    "routing.best_net", Signal.OK, msg("Best net recovery"),
    msg("Best net recovery: {net} each, {ahead} more than the next, {runner_up}."),
)  # fmt: skip
ONLY_CODE = Message(
    "routing.only_code", Signal.OK, msg("The only way"),
    msg("The only code that the rules leave for these goods, at {net} each."),
)  # fmt: skip
NO_CODE = Message(
    "routing.no_code", Signal.STOP, msg("No way out"),
    msg("The rules, version {version}, leave no disposition code for these goods."),
    msg("Put it aside and call a supervisor"),
)  # fmt: skip
EXCLUDED_CODE = Message(
    "routing.excluded_code", Signal.STOP, msg("Not allowed"),
    msg("{code} is ruled out here: {why}"), msg("Choose a code that is not crossed out"),
)  # fmt: skip
