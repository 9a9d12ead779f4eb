"""The words people see for medical goods that come back; a part of `words.py`."""

from app.domain.messages.core import msg

MEDICAL_WORDS: dict[str, str] = {
    # how goods are decontaminated
    "autoclave": msg("Autoclave"),
    "disinfection": msg("Chemical disinfection"),
    "wipe_down": msg("Wipe-down"),
    "sealed": msg("None needed: sealed"),
    # verdicts, reasons of holds, exceptions
    "udi_unreadable": msg("UDI unreadable"),
    # acts on goods
    "received_unopened": msg("receiving the carton unopened"),
    "decontaminated": msg("the decontamination"),
    "device_identified": msg("identifying the device"),
}
