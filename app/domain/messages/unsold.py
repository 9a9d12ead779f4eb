"""Sentences about unsold stock: why goods are too many, what was made of them, and why something is not done."""

from app.domain.messages.core import Message, Signal, msg

# Why goods are unsold; the title is not shown
PAST = Message("unsold.past", Signal.ATTENTION, "", msg("Its date passed on {day}."))
SHORT_DATED = Message(
    "unsold.short_dated", Signal.ATTENTION, "",
    msg("Not all of it sells before {day}. Days of life left: {life}; short-dated from {limit} down."),
)  # fmt: skip
SHORT_SHARE = Message(
    "unsold.short_share", Signal.ATTENTION, "",
    msg("Not all of it sells before {day}. Percent left of the life it came in with: {share}; short-dated from {limit} "
        "down."),
)  # fmt: skip
OUT_OF_SEASON = Message(
    "unsold.out_of_season", Signal.ATTENTION, "", msg("Its season ended on {day}. Days since then: {past}.")
)
IDLE = Message(
    "unsold.idle",
    Signal.ATTENTION,
    "",
    msg("Last sold on {day}. Days without a sale: {idle}; obsolete from {limit} on."),
)
NEVER_SOLD = Message(
    "unsold.never_sold", Signal.ATTENTION, "",
    msg("Never sold since it came in on {day}. Days without a sale: {idle}; obsolete from {limit} on."),
)  # fmt: skip
STANDS_STILL = Message(
    "unsold.stands_still", Signal.ATTENTION, "", msg("Nothing of it sells. Days of cover that are enough: {limit}.")
)
OVERSTOCK = Message(
    "unsold.overstock", Signal.ATTENTION, "", msg("Days of cover at its pace: {cover}; enough are {limit}.")
)

# What was done
MADE = Message(
    "unsold.made", Signal.OK, msg("Authorizations are made"),
    msg("{units} go out on {numbers}. Approved: {approved}. Waiting for approval: {waiting}. Drafts: {drafts}."),
    msg("Send the labels, and let a supervisor decide about the rest"),
)  # fmt: skip
THRESHOLDS_KEPT = Message(
    "unsold.thresholds_kept", Signal.OK, msg("Version {version} is in force"),
    msg("Unsold stock is judged by version {version} from now on. The newest snapshots are judged again."),
)  # fmt: skip
THRESHOLDS_UNCHANGED = Message(
    "unsold.thresholds_unchanged", Signal.READY, msg("Nothing changed"),
    msg("Version {version} says the same already."),
)  # fmt: skip

# Why something is not done
NOTHING_CHOSEN = Message(
    "unsold.nothing_chosen", Signal.ATTENTION, msg("Choose lines"),
    msg("No line was chosen, so no authorization was made."), msg("Tick what should go out"),
)  # fmt: skip
TOO_MANY_CHOSEN = Message(
    "unsold.too_many_chosen", Signal.ATTENTION, msg("Too many lines"),
    msg("Lines chosen: {count}. At once {most} at most. Nothing was made."), msg("Narrow the list, then choose again"),
)  # fmt: skip
IN_AUTHORIZATION = Message(
    "unsold.in_authorization", Signal.STOP, msg("{who} was first"),
    msg("{product}, lot {lot}, went onto {number} by {who} at {when}. Nothing was made of what you chose."),
    msg("Look at what is still proposed, and choose again"),
)  # fmt: skip
PROPOSAL_CHANGED = Message(
    "unsold.proposal_changed", Signal.STOP, msg("The proposals changed"),
    msg("{product} was shown as {shown}, and is proposed as {now} by now. Nothing was made of what you chose."),
    msg("Look at what is still proposed, and choose again"),
)  # fmt: skip
GONE = Message(
    "unsold.gone", Signal.STOP, msg("The proposals changed"),
    msg("A line you chose is not proposed any more. Nothing was made of what you chose."),
    msg("Look at what is still proposed, and choose again"),
)  # fmt: skip
CHOSEN_BELOW_MINIMUM = Message(
    "unsold.chosen_below_minimum", Signal.ATTENTION, msg("Too little for {agreement}"),
    msg("{agreement} takes returns of {least} or more from one place. What you chose from {place} is worth {value}."),
    msg("Choose more lines of {place}"),
)  # fmt: skip
THRESHOLDS_CHANGED = Message(
    "unsold.thresholds_changed", Signal.STOP, msg("{who} was first"),
    msg("Version {version} was put in force by {who} at {when}. Nothing of yours was kept."),
    msg("Look at what it says now, then change it again"),
)  # fmt: skip
NOT_DAYS = Message(
    "unsold.not_days", Signal.ATTENTION, "",
    msg("Entered {got}. Expected a whole number from 0 to {most}, or nothing."),
)  # fmt: skip
