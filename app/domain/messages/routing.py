"""Sentences on where goods go and why, on taking them there, and on what a supervisor takes up."""

from app.domain.messages.core import Message, Signal, msg

BEST_NET = Message(
    "routing.best_net", Signal.OK, msg("Best net recovery"),
    msg("Best net recovery: {net} each, {ahead} more than the next, {runner_up}."),
)  # fmt: skip
ONLY_CODE = Message(
    "routing.only_code", Signal.OK, msg("The only way"),
    msg("The only code that the rules leave for these goods, at {net} each."),
)  # fmt: skip
EXCLUDED_CODE = Message(
    "routing.excluded_code", Signal.STOP, msg("Not allowed"),
    msg("{code} is ruled out here: {why}"), msg("Choose a code that is not crossed out"),
)  # fmt: skip

# On the way
STARTED = Message(
    "routing.started", Signal.OK, msg("Carton {tail} to {to}"),
    msg("{units} x {product}. Losing {lost} an hour."), msg("Take it to {place}, then scan the place"),
)  # fmt: skip
STARTED_GRADED = Message(
    "routing.started_graded", Signal.OK, msg("Carton {tail} to {to}"),
    msg("{units} x {product}, grade {grade}. Losing {lost} an hour."), msg("Take it to {place}, then scan the place"),
)  # fmt: skip
STARTED_MIXED = Message(
    "routing.started_mixed", Signal.OK, msg("Carton {tail} to {to}"),
    msg("{units} units of {products} products. Losing {lost} an hour."), msg("Take it to {place}, then scan the place"),
)  # fmt: skip
RESUMED = Message(
    "routing.resumed", Signal.DUPLICATE, msg("Carton {tail} to {to}"),
    msg("You have carton {lpn} on the way since {when}."), msg("Take it to {place}, then scan the place"),
)  # fmt: skip
TAKEN_OVER = Message(
    "routing.taken_over", Signal.OK, msg("Carton {tail} is yours"),
    msg("You took carton {lpn} over from {who}."), msg("Take it to {place}, then scan the place"),
)  # fmt: skip
PLACED = Message(
    "routing.placed", Signal.OK, msg("Carton {tail} in {place}"),
    msg("{units}. Next: carton {next} at {next_place}, losing {lost} an hour."), msg("Scan the next carton"),
)  # fmt: skip
PLACED_LAST = Message(
    "routing.placed_last", Signal.OK, msg("Carton {tail} in {place}"),
    msg("{units}. Nothing else waits to be moved."), msg("Scan the next carton when it is graded"),
)  # fmt: skip
PLACED_ELSEWHERE = Message(
    "routing.placed_elsewhere", Signal.OK, msg("Carton {tail} in {place}"),
    msg("{units}. {meant} was proposed; {place} is of the same zone and has room."), msg("Scan the next carton"),
)  # fmt: skip
CHANGED = Message(
    "routing.changed", Signal.OK, msg("Carton {tail} to {place}"),
    msg("{full} is full: a supervisor was told. There is room in {place}."),
    msg("Take it to {place}, then scan the place"),
)  # fmt: skip
NO_OTHER_PLACE = Message(
    "routing.no_other_place", Signal.STOP, msg("No room left"),
    msg("{full} is full and {to} has no other place: a supervisor was told."),
    msg("Wait for {place} to be cleared, or undo the start"),
)  # fmt: skip

ON_ITS_WAY_AGAIN = Message(
    "routing.on_its_way_again", Signal.OK, msg("Undone"), msg("Carton {lpn} is on its way to {place} again."),
    msg("Take it to {place}, then scan the place"),
)  # fmt: skip
STANDS_AGAIN = Message(
    "routing.stands_again", Signal.OK, msg("Undone"), msg("Carton {lpn} stands where it stood: {place}."),
    msg("Scan the next carton"),
)  # fmt: skip

# Not this place, not this code
WRONG_PLACE = Message(
    "routing.wrong_place", Signal.STOP, msg("Wrong place"),
    msg("Nothing was moved. You scanned {scanned}, {scanned_name}: carton {tail} goes to {place}."),
    msg("Take carton {tail} to {place} and scan it there"),
)  # fmt: skip
UNKNOWN_PLACE = Message(
    "routing.unknown_place", Signal.STOP, msg("Unknown place"),
    msg("Scanned {text}: no place here has that code. Carton {tail} goes to {place}."),
    msg("Take carton {tail} to {place} and scan it there"),
)  # fmt: skip
PLACE_EXPECTED = Message(
    "routing.place_expected", Signal.STOP, msg("Scan the place"),
    msg("Scanned {text}: {kind}. Carton {tail} is on its way: its place {place} is expected."),
    msg("Scan {place} where you put carton {tail} down"),
)  # fmt: skip
CONFIRM_IS_NO_PLACE = Message(
    "routing.confirm_is_no_place", Signal.STOP, msg("Scan the place"),
    msg("The confirm code does not say where carton {tail} stands. Nothing was moved."),
    msg("Scan {place} where you put carton {tail} down"),
)  # fmt: skip
CARTON_EXPECTED = Message(
    "routing.carton_expected", Signal.STOP, msg("Scan the carton"),
    msg("Scanned {text}: {kind}. No carton is on its way on this screen: a carton or tote is expected."),
    msg("Scan the plate of the carton that you take"),
)  # fmt: skip
NOTHING_MOVING = Message(
    "routing.nothing_moving", Signal.ATTENTION, msg("Nothing on the way"),
    msg("No carton is on its way on this screen."), msg("Scan the plate of the carton that you take"),
)  # fmt: skip

# Not this carton, or not yet
UNKNOWN_CARTON = Message(
    "routing.unknown_carton", Signal.STOP, msg("Unknown carton"),
    msg("Scanned {text}: no open carton has this plate."), msg("Scan another plate on it, or call a supervisor"),
)  # fmt: skip
EMPTY_CARTON = Message(
    "routing.empty_carton", Signal.STOP, msg("Nothing in it"),
    msg("Carton {lpn} holds no goods."), msg("Scan the next carton"),
)  # fmt: skip
NOT_MOVABLE = Message(
    "routing.not_movable", Signal.STOP, msg("Not ready to move"),
    msg("Carton {lpn} is {state}: it cannot be moved now."),
    msg("Finish that step first, or scan the next carton"),
)  # fmt: skip
QUARANTINE_STAYS = Message(
    "routing.quarantine_stays", Signal.STOP, msg("Quarantine stays"),
    msg("{lpn} is the quarantine carton of {place}: it stays where it is."), msg("Scan the next carton"),
)  # fmt: skip
HELD = Message(
    "routing.held", Signal.STOP, msg("Locked"),
    msg("Carton {lpn} holds goods that are locked: {reason}. It may only go to a hold place."),
    msg("Have the locked goods split out, or take it to a hold place below"),
)  # fmt: skip
HELD_HERE = Message(
    "routing.held_here", Signal.STOP, msg("Locked"),
    msg("Carton {lpn} holds goods that are locked: {reason}. It stands in hold place {place}."),
    msg("Leave it there until the hold is lifted"),
)  # fmt: skip
SEVERAL_CODES = Message(
    "routing.several_codes", Signal.STOP, msg("Mixed goods"),
    msg("Carton {lpn} holds goods for {count} destinations."), msg("Take it back to a bench to be sorted"),
)  # fmt: skip
TOTE_OPEN = Message(
    "routing.tote_open", Signal.ATTENTION, msg("Tote {tail} is open"),
    msg("Tote {lpn}, {units} for {to}, has not been closed at its bench."),
    msg("Close and move it with the button or the confirm code, or scan another carton"),
)  # fmt: skip
ALREADY_THERE = Message(
    "routing.already_there", Signal.DUPLICATE, msg("Already in {place}"),
    msg("Carton {lpn} stands in {place}, where it belongs, since {when}."), msg("Scan the next carton"),
)  # fmt: skip
NO_PLACE = Message(
    "routing.no_place", Signal.STOP, msg("No room"),
    msg("Carton {lpn} goes to {to}, and no place there has room."),
    msg("Leave it where it is and call a supervisor"),
)  # fmt: skip
NOT_STARTED = Message(
    "routing.not_started", Signal.READY, msg("Not moved"), msg("Carton {lpn} stays where it is."),
    msg("Scan the next carton"),
)  # fmt: skip
SOMEONE_HAS_IT = Message(
    "routing.someone_has_it", Signal.STOP, msg("{who} was first"),
    msg("{who} has carton {lpn} on the way to {place} since {when}. Nothing was changed here."),
    msg("Scan the next carton; if you have this one in hand, take it over below"),
)  # fmt: skip

# What a supervisor takes up
OWNED = Message("exceptions.owned", Signal.OK, msg("Yours"), msg("{kind} is yours to settle."))
SETTLED = Message("exceptions.settled", Signal.OK, msg("Settled"), msg("{kind} is settled."))
OWNED_BY_OTHER = Message(
    "exceptions.owned_by_other", Signal.STOP, msg("{who} was first"), msg("{kind}: {who} has it already."),
    msg("Take up another one"),
)  # fmt: skip
SETTLED_BEFORE = Message(
    "exceptions.settled_before", Signal.STOP, msg("{who} was first"), msg("{kind} was settled by {who} at {when}."),
    msg("Take up another one"),
)  # fmt: skip
NO_EXCEPTION = Message(
    "exceptions.unknown", Signal.STOP, msg("Not found"), msg("This exception does not exist here."),
    msg("Take up another one"),
)  # fmt: skip
