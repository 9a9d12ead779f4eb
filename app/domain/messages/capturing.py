"""Sentences about pictures: of codes that cannot be read, and of goods."""

from app.domain.messages.core import Message, Signal, msg

CLOSER = msg("Go closer, until the code fills the frame")
HOLD_STILL = msg("Hold still")
MORE_LIGHT = msg("More light, please")

NO_CODE = Message(
    "capturing.no_code",
    Signal.ATTENTION,
    msg("No code found"),
    msg("The photo shows no code that can be read."),
    msg("Go closer, hold still, make light, and take it again"),
)
NOT_AN_IMAGE = Message(
    "capturing.not_an_image",
    Signal.ATTENTION,
    msg("Not a photo"),
    msg("The file is not a picture that can be read. Expected: JPEG, PNG, WebP, BMP or GIF."),
    msg("Take a photo"),
)
CUT_SHORT = Message(
    "capturing.cut_short",
    Signal.ATTENTION,
    msg("Damaged photo"),
    msg("The photo is damaged or was cut short on the way."),
    msg("Take it or send it again"),
)
TOO_MANY_BYTES = Message(
    "capturing.too_many_bytes",
    Signal.ATTENTION,
    msg("Photo too large"),
    msg("The photo is larger than {megabytes} MB, the most that is read."),
    msg("Take it again at a lower resolution"),
)
TOO_MANY_PIXELS = Message(
    "capturing.too_many_pixels",
    Signal.ATTENTION,
    msg("Photo too large"),
    msg("The photo has more than {megapixels} megapixels, the most that is read."),
    msg("Take it again at a lower resolution"),
)
BUSY = Message(
    "capturing.busy",
    Signal.ATTENTION,
    msg("One moment"),
    msg("Other pictures are being read now. This one was not looked at."),
    msg("Send it again"),
)
TOO_LONG = Message(
    "capturing.too_long",
    Signal.STOP,
    msg("Too long"),
    msg("This scan has more than {longest} characters, more than a barcode holds."),
    msg("Scan one barcode at a time"),
)
NO_PHOTO = Message(
    "capturing.no_photo",
    Signal.ATTENTION,
    msg("No photo"),
    msg("The form came without a photo. Nothing was kept."),
    msg("Take the photo, then keep it"),
)
