"""What a sender is told on the label and the instruction sheet."""

from app.domain.messages.core import Message, Signal, msg
from app.domain.vocabulary import Program

NO_PAPERS_YET = Message(
    "returning.no_papers_yet",
    Signal.ATTENTION,
    msg("No label yet"),
    msg("{number} is {state}: a label is printed for goods that may be sent."),
    msg("Have it approved first; one that is rejected, cancelled or expired needs a new authorization"),
)

PACK = msg("Pack the goods so that they arrive as they are now. Keep different lots apart.")
STICK = msg("Stick the label with the barcode on the outside of every box, flat and not over an edge.")
PUT_SHEET = msg("Put this sheet into the box that is opened first.")
TELL = msg("Tell us the carrier's tracking number, so that your goods are expected.")

OF_PROGRAM: dict[Program, str] = {
    Program.CUSTOMER_RETURN: msg("Send everything that came with it: accessories, papers and the original package."),
    Program.TRADE_RETURN: msg("Send only the lots and quantities below: credit follows what is listed."),
    Program.WARRANTY: msg("Check the serial number against the list, and write down what is wrong with each unit."),
    Program.UNSOLD: msg("Send sealed cases whole, and write the lot on each one."),
    Program.PACKAGING: msg("Send it empty, clean and stacked."),
    Program.END_OF_LIFE: msg("Take batteries out where you can. Say on the box when devices still hold data."),
    Program.RECALL: msg("Do not sell or use these goods any more. Keep them apart from everything else."),
}
"""The step that only goods of this program need."""
