"""What is done to things; buttons are drawn from the moves that a state allows."""

from enum import StrEnum


class Move(StrEnum):
    """What is done to a thing; buttons are drawn from the moves its state allows."""

    RECEIVE = "receive"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"
    GRADE = "grade"
    FINISH_GRADING = "finish_grading"
    ROUTE = "route"
    PLACE = "put_in_place"
    ABANDON = "abandon"
    EMPTY = "empty"
    UNDO_GRADE = "undo_grade"
    UNDO_ROUTE = "undo_route"
    UNDO_PLACE = "undo_place"
    UNDO_EMPTY = "undo_empty"
    ACTIVATE = "activate"
    READ = "read"
    CHECK = "check"
    WRITE = "write"
    FINISH = "finish"
    REFUSE = "refuse"
    EDIT = "edit"
    SPLIT = "split"
    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    SEND = "send"
    EXPIRE = "expire"
    PLAN = "plan"
    DROP = "drop"
    COLLECT = "collect"
    ARRIVE = "arrive"
    MISS = "miss"


Table = dict[tuple[StrEnum, Move], frozenset[StrEnum]]
"""The states that a move may lead to, by the state it starts from. A missing key is an illegal move."""
