"""Sentences of signing in, of choosing a station and of calling for help."""

from app.domain.messages.core import Message, Signal, msg
from app.domain.vocabulary import Role

ROLE_TITLES: dict[Role, str] = {
    Role.DOCK: msg("Dock worker"),
    Role.INSPECTOR: msg("Inspector"),
    Role.ROUTER: msg("Forklift driver"),
    Role.SUPERVISOR: msg("Supervisor"),
    Role.OFFICE: msg("Office"),
    Role.QUALITY: msg("Quality"),
}

NOT_A_BADGE = Message(
    "signin.not_a_badge", Signal.ATTENTION, msg("Not a badge"),
    msg("That is not a badge. Expected here: a badge such as BADGE-2231, or its number."), msg("Scan your badge"),
)  # fmt: skip
UNKNOWN_BADGE = Message(
    "signin.unknown_badge", Signal.ATTENTION, msg("Unknown badge"),
    msg("No one at this site has that badge."), msg("Scan your own badge, or call a supervisor"),
)  # fmt: skip
BADGE_READ = Message(
    "signin.badge_read", Signal.READY, msg("Badge read"),
    msg("Enter the PIN of this badge."), msg("Enter your PIN"),
)  # fmt: skip
WRONG_PIN = Message(
    "signin.wrong_pin", Signal.ATTENTION, msg("Wrong PIN"),
    msg("Badge and PIN do not belong together. Five wrong PINs lock the badge for five minutes."),
    msg("Enter your PIN again"),
)  # fmt: skip
PIN_LOCKED = Message(
    "signin.pin_locked", Signal.STOP, msg("Badge locked"),
    msg("Five wrong PINs: this badge is locked until {until}. A supervisor has been told."),
    msg("Wait, or call a supervisor"),
)  # fmt: skip
BUSY = Message(
    "signin.busy", Signal.ATTENTION, msg("One moment"),
    msg("Many people are signing in right now. Your PIN was not checked."), msg("Enter your PIN again"),
)  # fmt: skip

UNKNOWN_PLACE = Message(
    "stations.unknown_place", Signal.ATTENTION, msg("Unknown place"),
    msg("Scanned {text}: no place of this site has that code. The station was not changed."),
    msg("Scan the code at the door or bench, or pick it from the list"),
)  # fmt: skip
NO_DEVICE = Message(
    "stations.no_device", Signal.ATTENTION, msg("Device not known"),
    msg("This browser has no device token, so it cannot keep a station."), msg("Sign in again"),
)  # fmt: skip
HELP_CALLED = Message(
    "stations.help_called", Signal.OK, msg("Help called"),
    msg("A supervisor sees your call on the wall display and in the list of exceptions."), msg("Stay where you are"),
)  # fmt: skip
