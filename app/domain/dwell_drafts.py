"""The table of dwell targets as somebody typed it, and what is wrong with it."""

import re
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from app.domain.dwell import Stage
from app.domain.dwell_targets import MOST_HOURS, PERCENT, TOLD, StageTarget, Target
from app.domain.dwell_words import STAGE_WORDS
from app.domain.messages import dwelling as say
from app.domain.messages.core import Params, Said, Word
from app.domain.vocabulary import Program, Role

Faults = dict[str, Said]
"""What is wrong, by the name of its field."""


def field(stage: Stage, name: str) -> str:
    """Return the name of a field: `hours`, `percent`, `role`, or a program for hours of its own."""
    return f"{stage.value}-{name}"


def typed(stages: Mapping[Stage, StageTarget]) -> dict[str, str]:
    """Return the texts of a form that says `stages`."""
    texts: dict[str, str] = {}
    for stage, target in stages.items():
        own = target.to_json()
        texts |= {field(stage, name): str(own[name]) for name in ("hours", "percent", "role")}
        texts |= {field(stage, program): str(hours) for program, hours in own["programs"].items()}
    return texts


def read(texts: Mapping[str, str]) -> tuple[dict[Stage, StageTarget], Faults]:
    """Return what the texts say of every stage, and what is wrong with them; a program left empty is as any other."""
    faults: Faults = {}
    stages = {stage: _stage(stage, {name: text.strip() for name, text in texts.items()}, faults) for stage in Stage}
    return stages, faults


def _stage(stage: Stage, texts: Mapping[str, str], faults: Faults) -> StageTarget:
    usual = Target(
        within=timedelta(hours=_number(stage, "hours", texts, faults, (1, MOST_HOURS))),
        percent=_number(stage, "percent", texts, faults, PERCENT),
        role=_role(stage, texts, faults),
    )
    own = [program for program in Program if texts.get(field(stage, program.value))]
    programs = {
        each: timedelta(hours=_number(stage, each.value, texts, faults, (1, MOST_HOURS))) for each in own
    }  # fmt: skip
    return StageTarget(usual, MappingProxyType({
        program: within for program, within in programs.items() if within != usual.within
    }))  # fmt: skip


def _number(stage: Stage, name: str, texts: Mapping[str, str], faults: Faults, bounds: tuple[int, int]) -> int:
    text, (least, most) = texts.get(field(stage, name), ""), bounds
    if re.fullmatch(r"\d{1,6}", text, re.ASCII) and least <= int(text) <= most:
        return int(text)
    message = say.NOT_A_PERCENT if name == "percent" else say.NOT_HOURS
    faults[field(stage, name)] = Said(message, {**_got(stage, text), "least": least, "most": most})
    return least


def _role(stage: Stage, texts: Mapping[str, str], faults: Faults) -> Role:
    text = texts.get(field(stage, "role"), "")
    found = next((role for role in TOLD if role.value == text), None)
    if found is None:
        faults[field(stage, "role")] = Said(say.NO_SUCH_ROLE, _got(stage, text))
    return found or Role.SUPERVISOR


def _got(stage: Stage, text: str) -> Params:
    return {"stage": Word(STAGE_WORDS[stage]), "got": text[:20] or "-"}
