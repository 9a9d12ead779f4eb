"""The words people see for work in the workshop; a part of `words.WORDS`."""

from app.domain.messages.core import msg

REWORKING_WORDS: dict[str, str] = {
    # operations
    "clean": msg("Clean"),
    "repair": msg("Repair"),
    "part_swap": msg("Swap a part"),
    "firmware": msg("Firmware"),
    "repack": msg("Re-pack"),
    "relabel": msg("Re-label"),
    "rebox": msg("Re-box"),
    # states of orders and operations
    "in_work": msg("in work"),
    "away": msg("with a contractor"),
    "done": msg("done"),
    "regraded": msg("graded again"),
    "left_out": msg("left out"),
    "running": msg("running"),
    "paused": msg("paused"),
    "finished": msg("finished"),
    # a kind of party
    "contractor": msg("Contractor"),
    # moves
    "start": msg("begin"),
    "pause": msg("pause"),
    "leave_out": msg("leave out"),
    "send_out": msg("send to a contractor"),
    "come_back": msg("take back from a contractor"),
    "undo_rework": msg("undo taking it up"),
    "undo_start": msg("undo the beginning"),
    "undo_pause": msg("undo the pause"),
    "undo_finish": msg("undo the finish"),
    "undo_leave_out": msg("undo leaving out"),
    "undo_scrap": msg("undo giving up"),
    "undo_send_out": msg("undo sending it out"),
    "undo_come_back": msg("undo taking it back"),
    # acts
    "rework_started": msg("taking the carton up"),
    "operation_started": msg("beginning the operation"),
    "operation_paused": msg("the pause"),
    "operation_finished": msg("finishing the operation"),
    "lot_corrected": msg("finishing it for the lot"),
    "part_used": msg("the last part"),
    "rework_finished": msg("finishing the order"),
    "units_scrapped": msg("giving up the goods"),
    "sent_to_contractor": msg("sending the carton out"),
    "back_from_contractor": msg("taking the carton back"),
}
