"""What the office is told while it writes a checklist or a grade table."""

from app.domain.messages.core import Message, Signal, msg

DRAFTED = Message(
    "checklist_drafts.drafted", Signal.OK, msg("Draft made"),
    msg("Version {version} is a draft. Nothing is judged by it until it is put in force."),
    msg("Change it, try it, then put it in force"),
)  # fmt: skip
SAVED = Message(
    "checklist_drafts.saved", Signal.OK, msg("Saved"), msg("Version {version} was changed. It is a draft still."),
    msg("Try it before you put it in force"),
)  # fmt: skip
ACTIVATED = Message(
    "checklist_drafts.activated", Signal.OK, msg("In force"),
    msg("Version {version} judges what is inspected from now on. What was inspected before keeps its version."),
    msg("Go on with the list"),
)  # fmt: skip
DISCARDED = Message(
    "checklist_drafts.discarded", Signal.OK, msg("Draft thrown away"),
    msg("Version {version} is gone. What is in force stays as it is."), msg("Go on with the list"),
)  # fmt: skip
NOT_A_DRAFT = Message(
    "checklist_drafts.not_a_draft", Signal.STOP, msg("No draft"),
    msg("Version {version} is in force and never changes, or it was thrown away: inspections name it."),
    msg("Make a draft of what is in force and change that"),
)  # fmt: skip
CHANGED_BY_OTHER = Message(
    "checklist_drafts.changed_by_other", Signal.STOP, msg("{who} was first"),
    msg("Version {version} was changed by {who} at {when}, after you opened it. Nothing of yours was saved."),
    msg("Read it again, then make your change"),
)  # fmt: skip
NO_QUESTIONS = Message(
    "checklist_drafts.no_questions", Signal.STOP, msg("No question yet"),
    msg("Version {version} asks nothing, so everything would be grade A."), msg("Add a question"),
)  # fmt: skip
BROKEN_BRANCH = Message(
    "checklist_drafts.broken_branch", Signal.STOP, msg("Never asked"),
    msg("{question} waits for an answer that no question before it has."),
    msg("Move it down, or choose another answer that it waits for"),
)  # fmt: skip
MISSING_WORD = Message(
    "checklist_drafts.missing_word", Signal.STOP, msg("No such defect"),
    msg("{question} stands for {defect} at {place}, which is not among the defects and places of this version."),
    msg("Write it there, or choose another"),
)  # fmt: skip

# What is wrong with a field
NOT_A_KEY = Message(
    "checklist_drafts.not_a_key", Signal.STOP, msg("No such name"),
    msg("{text} was entered. A short name of small letters, digits and _ is expected, such as powers_on."),
    msg("Enter another"),
)  # fmt: skip
KEY_TAKEN = Message(
    "checklist_drafts.key_taken", Signal.STOP, msg("Name is taken"),
    msg("{text} names another row already, and answers are kept by name."), msg("Enter another"),
)  # fmt: skip
TEXT_NEEDED = Message(
    "checklist_drafts.text_needed", Signal.STOP, msg("No words"),
    msg("Nothing was entered. The words are expected in English or in Spanish."), msg("Enter them"),
)  # fmt: skip
CHOOSE_KIND = Message(
    "checklist_drafts.choose_kind", Signal.STOP, msg("Which kind?"),
    msg("{text} is no kind of question."), msg("Choose one of those offered"),
)  # fmt: skip
TOO_FEW_ANSWERS = Message(
    "checklist_drafts.too_few_answers", Signal.STOP, msg("Too few answers"),
    msg("A question offers two answers or more, of which the first is that of a clean item."), msg("Enter another"),
)  # fmt: skip
NOT_LIMITS = Message(
    "checklist_drafts.not_limits", Signal.STOP, msg("No limits"),
    msg("{low} to {high} was entered. Numbers are expected, the lower one first."), msg("Enter them again"),
)  # fmt: skip
CLEAN_LOWERS = Message(
    "checklist_drafts.clean_lowers", Signal.STOP, msg("Not clean"),
    msg("The first answer is that of a clean item: it lowers nothing, needs no photo and is no defect."),
    msg("Put another answer first"),
)  # fmt: skip
DEFECT_AND_PLACE = Message(
    "checklist_drafts.defect_and_place", Signal.STOP, msg("Half a defect"),
    msg("A defect stands at a place on the item, and a place says nothing without a defect."),
    msg("Choose both, or neither"),
)  # fmt: skip
ONLY_YES_OR_NO = Message(
    "checklist_drafts.only_yes_or_no", Signal.STOP, msg("Yes or no"),
    msg("{text} also decides the condition of the goods, so it is asked with yes or no."),
    msg("Choose yes or no, or enter another name"),
)  # fmt: skip
