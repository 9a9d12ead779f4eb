"""A checklist as someone writes it in forms: read into rows, or told field by field what is wrong."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.checklists import Ask, Branch, Cap, Checklist, Question, TestResult, number_of
from app.domain.errors import Refused
from app.domain.grading import PARTS_QUESTION, SEAL_QUESTION, Check
from app.domain.messages import checklist_drafts as say
from app.domain.messages.core import Said
from app.domain.site_text import LANGUAGES

Faults = dict[str, Said]
Row = dict[str, Any]

MOST_OPTIONS, MOST_WORDS = 5, 8
LONGEST_TEXT, LONGEST_TOOL, LONGEST_UNIT = 60, 40, 8
KEY = re.compile(r"[a-z][a-z0-9_]{0,19}")

FIXED: Mapping[Ask, tuple[str, ...]] = {Ask.CHECK: tuple(Check), Ask.TEST: tuple(TestResult)}
"""The answers of kinds that have no others."""


def read_question(typed: Mapping[str, str]) -> tuple[Row, Faults]:
    """Return the question that a form describes as it is stored, and what is wrong with it by field."""
    faults: Faults = {}
    key, kind = _key(typed, "key", faults), typed.get("ask", "")
    if kind not in set(Ask):
        faults["ask"] = Said(say.CHOOSE_KIND, {"text": kind[:20] or "-"})
        return {}, faults
    if key in (SEAL_QUESTION, PARTS_QUESTION) and kind != Ask.CHECK:
        faults["ask"] = Said(say.ONLY_YES_OR_NO, {"text": key})
    question, _colon, answer = typed.get("when", "").partition(":")
    row: Row = {"key": key, "ask": kind, "text": _text(typed, "text", faults)}
    row["options"] = _options(Ask(kind), typed, faults)
    row |= {"unit": typed.get("unit", "").strip()[:LONGEST_UNIT], "tool": typed.get("tool", "").strip()[:LONGEST_TOOL]}
    return {**row, **({"when": [question, answer]} if answer else {})}, faults


def _key(typed: Mapping[str, str], name: str, faults: Faults) -> str:
    text = typed.get(name, "").strip()
    if not KEY.fullmatch(text):
        faults[name] = Said(say.NOT_A_KEY, {"text": text[:30] or "-"})
    return text


def _text(typed: Mapping[str, str], name: str, faults: Faults) -> dict[str, str]:
    texts = {each: typed.get(f"{name}_{each}", "").strip()[:LONGEST_TEXT] for each in LANGUAGES}
    if not any(texts.values()):
        faults[f"{name}_en"] = Said(say.TEXT_NEEDED)
    return texts


def _options(ask: Ask, typed: Mapping[str, str], faults: Faults) -> list[Row]:
    keys = FIXED.get(ask)
    places = range(1, 1 + (len(keys) if keys else MOST_OPTIONS))
    rows = [_option(ask, typed, f"option-{n}", keys[n - 1] if keys else "", faults) for n in places]
    options = [row for row in rows if row]
    if len(options) < 2:
        faults["option-2-text_en"] = Said(say.TOO_FEW_ANSWERS)
    elif set(options[0]) & {"axis", "photo", "defect"}:
        faults["option-1-cap"] = Said(say.CLEAN_LOWERS)
    return options


def _option(ask: Ask, typed: Mapping[str, str], name: str, fixed: str, faults: Faults) -> Row:
    """Return one answer as it is stored; an empty row where nothing was entered."""
    texts = {each: typed.get(f"{name}-text_{each}", "").strip()[:LONGEST_TEXT] for each in LANGUAGES}
    limits = _limits(typed, name, faults) if ask is Ask.MEASUREMENT else {}
    if not (fixed or limits or (any(texts.values()) and ask is not Ask.MEASUREMENT)):
        return {}
    own = typed.get(f"{name}-key", "")
    key = fixed or (own if KEY.fullmatch(own) else f"a{name[-1]}")
    words = {"text": texts} if any(texts.values()) else {}
    return {"key": key, **words, **limits, **_cap(typed.get(f"{name}-cap", "")), **_extras(typed, name, faults)}


def _limits(typed: Mapping[str, str], name: str, faults: Faults) -> Row:
    low, high = (typed.get(f"{name}-{end}", "").strip().replace(",", ".") for end in ("low", "high"))
    numbers = [number_of(text) for text in (low, high) if text]
    known = [number for number in numbers if number is not None]
    if known != sorted(known) or len(known) < len(numbers):
        faults[f"{name}-low"] = Said(say.NOT_LIMITS, {"low": low[:12] or "-", "high": high[:12] or "-"})
    return {end: text for end, text in (("low", low), ("high", high)) if text}


def _cap(text: str) -> Row:
    axis, _colon, worst = text.partition(":")
    try:
        cap = Cap.parse({"axis": axis, "worst": worst}, text)
    except ValueError:
        return {}  # a cap that nobody offered
    return {"axis": cap.axis.value, "worst": cap.worst} if cap else {}


def _extras(typed: Mapping[str, str], name: str, faults: Faults) -> Row:
    defect, place = typed.get(f"{name}-defect", ""), typed.get(f"{name}-place", "")
    if bool(defect) != bool(place):
        faults[f"{name}-defect"] = Said(say.DEFECT_AND_PLACE)
    photo = {"photo": True} if f"{name}-photo" in typed else {}
    return {**photo, **({"defect": defect, "place": place} if defect and place else {})}


def read_words(typed: Mapping[str, str]) -> tuple[list[Row], list[Row], Faults]:
    """Return the defects and the places of a form as they are stored, and what is wrong by field."""
    faults: Faults = {}
    defects = [{**row, **_cap(typed.get(f"{name}-cap", ""))} for name, row in _named(typed, "defect", faults)]
    places = [row for _name, row in _named(typed, "place", faults)]
    return defects, places, faults


def _named(typed: Mapping[str, str], of: str, faults: Faults) -> list[tuple[str, Row]]:
    rows: list[tuple[str, Row]] = []
    for name in (f"{of}-{n}" for n in range(1, MOST_WORDS + 1)):
        if not any(typed.get(f"{name}-{field}", "").strip() for field in ("key", "text_en", "text_es")):
            continue
        key = _key(typed, f"{name}-key", faults)
        if key in [row["key"] for _name, row in rows]:
            faults[f"{name}-key"] = Said(say.KEY_TAKEN, {"text": key})
        rows.append((name, {"key": key, "text": _text(typed, f"{name}-text", faults)}))
    return rows


def check_whole(checklist: Checklist, version: int) -> None:
    """Refuse a version that asks nothing, waits for what is never said, or names a defect that it does not have."""
    if not checklist.questions:
        raise Refused(say.NO_QUESTIONS, version=version)
    for n, question in enumerate(checklist.questions):
        if question.when and not _can_be_said(question.when, checklist.questions[:n]):
            raise Refused(say.BROKEN_BRANCH, question=question.text)
        for option in question.options:
            if option.defect and not (checklist.defect(option.defect) and checklist.place(option.place)):
                raise Refused(say.MISSING_WORD, question=question.text, defect=option.defect, place=option.place)


def _can_be_said(when: Branch, before: Sequence[Question]) -> bool:
    return any(each.key == when.question and when.answer in {option.key for option in each.options} for each in before)


def offered_branches(questions: Sequence[Question], position: int) -> list[tuple[Question, str]]:
    """Return the answers that the question at `position`, counted from 1, may wait for; 0 is a new last one."""
    before = questions[: position - 1] if position else questions
    return [(question, option.key) for question in before for option in question.options]


def takes(questions: Sequence[Question], position: int, key: str) -> bool:
    """Tell whether `key` is free for the question at `position`; 0 is a new one."""
    return all(each.key != key or n == position for n, each in enumerate(questions, start=1))
