"""Sentences and words of labels and bench sheets."""

from app.domain.messages.core import Message, Signal, msg
from app.domain.vocabulary import Command

COMMAND_WORDS: dict[Command, str] = {
    Command.CONFIRM: msg("Confirm"),
    Command.UNDO: msg("Undo last"),
    Command.CLOSE: msg("Close carton"),
    Command.PRINT: msg("Print label"),
    Command.LANGUAGE: msg("Switch language"),
    Command.PASS: msg("All pass"),
    Command.HOLD: msg("Hold"),
    Command.WHOLE: msg("Whole carton"),
    Command.GRADE_A: msg("Grade A"),
    Command.GRADE_B: msg("Grade B"),
    Command.GRADE_C: msg("Grade C"),
    Command.GRADE_D: msg("Grade D"),
    Command.NEXT: msg("Take the next best"),
    Command.CLEAN: msg("Clean"),
    Command.REPAIR: msg("Repair"),
    Command.PART_SWAP: msg("Swap a part"),
    Command.FIRMWARE: msg("Firmware"),
    Command.REPACK: msg("Re-pack"),
    Command.RELABEL: msg("Re-label"),
    Command.REBOX: msg("Re-box"),
    Command.PAUSE: msg("Pause"),
    Command.FINISH: msg("Finish"),
    Command.WHOLE_LOT: msg("Finish the whole lot"),
    Command.RECYCLE: msg("Give up: recycle"),
    Command.DESTROY: msg("Give up: destroy"),
    Command.AUTOCLAVE: msg("Autoclave"),
    Command.DISINFECTION: msg("Chemical disinfection"),
    Command.WIPE_DOWN: msg("Wipe-down"),
    Command.SEALED: msg("None needed: sealed"),
    Command.NEXT_LINE: msg("Next locked goods"),
    Command.INSPECTED: msg("Release: inspected"),
    Command.CORRECTED: msg("Release: paper corrected"),
    Command.AGREED: msg("Release: sender agreed"),
    Command.IN_ERROR: msg("Release: locked in error"),
    Command.TAKE_BACK: msg("Packaging: take back"),
    Command.ISSUE: msg("Packaging: issue"),
    Command.TEND: msg("Packaging: washed or repaired"),
    Command.GOOD: msg("Packaging: good"),
    Command.DIRTY: msg("Packaging: dirty"),
    Command.DAMAGED: msg("Packaging: damaged"),
    Command.BEYOND_REUSE: msg("Packaging: beyond reuse"),
}

PLATE_ISSUED = Message(
    "labelling.plate_issued",
    Signal.OK,
    msg("Plate {lpn}"),
    msg("{lpn} is a new plate: no carton has carried it."),
    msg("Print it, stick it on, then scan it"),
)
PLATES_USED_UP = Message(
    "labelling.plates_used_up",
    Signal.STOP,
    msg("No number left"),
    msg("All plates up to {lpn} have been used at this site."),
    msg("Use a carton with an SSCC plate, and tell the office"),
)
NOT_PRINTABLE = Message(
    "labelling.not_printable",
    Signal.STOP,
    msg("Cannot be printed"),
    msg("{text} cannot be printed so that a scanner reads it back as what it is."),
    msg("Call a supervisor"),
)
NO_GTIN = Message(
    "labelling.no_gtin",
    Signal.STOP,
    msg("No product number"),
    msg("{product} has no GTIN, which an item label needs."),
    msg("Ask the office to add its GTIN, or use the carton's label"),
)
