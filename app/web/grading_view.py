"""The worksheet as its page shows it: sentences in the operator's language, bars in percent, what a tap would set."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from app.domain.answering import caps
from app.domain.disposition import Ranked
from app.domain.grading import BEST, COSMETICS, FUNCTION, Scores
from app.domain.inspection import Judgement
from app.domain.messages.core import Local, Money, Said
from app.domain.messages.grading import COSMETIC_WORDS, FUNCTION_WORDS
from app.domain.vocabulary import ZONE_OF, DispositionCode
from app.services.grading import View
from app.web import i18n
from app.web.checklist_view import NO_DEFECTS, Asked, Defects, defects_of, questions_of
from app.web.signals import signal_of


@dataclass(frozen=True, slots=True)
class Step:
    """One button of a scale. A tap on the chosen one takes the choice back."""

    value: int
    is_on: bool
    is_open: bool
    set: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Function or cosmetics, with the words for where it stands."""

    letter: str
    words: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One code of the ranking: `why_not` is the sentence of the rule that excludes it."""

    code: DispositionCode
    net: Money
    percent: int
    why_not: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the templates write of a judgement, or of what is still missing for one."""

    scales: tuple[Scale, ...] = ()
    questions: tuple[Asked, ...] = ()
    defects: Defects = NO_DEFECTS
    missing: str = ""
    grade_why: str = ""
    code_why: str = ""
    zone: str = ""
    ranking: tuple[Row, ...] = ()


def shown(view: View) -> Shown:
    """Return the sentences and buttons of a view."""
    if view.goods is None or view.checklist is None:
        return Shown(missing=signal_of(view.missing).say if view.missing else "")
    judgement = view.judgement
    return Shown(
        scales=_scales(view),
        questions=questions_of(view.checklist, view.sheet),
        defects=defects_of(view.checklist, view.sheet),
        missing=signal_of(view.missing).say if view.missing else "",
        grade_why=signal_of(judgement.graded.why).say if judgement else "",
        code_why=_sentence(judgement.recommendation.why) if judgement else "",
        zone=ZONE_OF[judgement.code].value if judgement else "",
        ranking=_ranking(judgement) if judgement else (),
    )


def _sentence(why: Local | Said) -> str:
    return signal_of(why).say if isinstance(why, Said) else why.in_language(i18n.language())


def _scales(view: View) -> tuple[Scale, ...]:
    top, scores = _caps(view), _scores(view)
    return (
        _scale("F", "function", FUNCTION, FUNCTION_WORDS, top.function, scores.function if scores else None, view),
        _scale("C", "cosmetics", COSMETICS, COSMETIC_WORDS, top.cosmetics, scores.cosmetics if scores else None, view),
    )


def _caps(view: View) -> Scores:
    return caps(view.checklist, view.sheet.answers, view.sheet.defects) if view.checklist else BEST


def _scores(view: View) -> Scores | None:
    """Where the scales stand: judged, or as far as chosen."""
    return view.judgement.graded.scores if view.judgement else None


def _scale(
    letter: str, name: str, steps: range, words: Mapping[int, str], top: int, stands: int | None, view: View
) -> Scale:  # fmt: skip
    chosen = getattr(view.sheet, name)
    at = stands or chosen
    return Scale(
        letter,
        f"{letter}{at}: {_(words[at])}" if at else "",
        tuple(Step(step, step == at, step <= top, f"{name}:{'' if step == chosen else step}") for step in steps),
    )


def _ranking(judgement: Judgement) -> tuple[Row, ...]:
    currency = judgement.net.currency
    best = max(each.net for each in judgement.recommendation.ranking)
    return tuple(_row(each, currency, best, judgement.code) for each in judgement.recommendation.ranking)


def _row(ranked: Ranked, currency: str, best: Decimal, chosen: DispositionCode) -> Row:
    share = int(100 * ranked.net / best) if best > 0 else 0
    why_not = _sentence(ranked.excluded_by.sentence) if ranked.excluded_by else ""
    return Row(ranked.code, Money(ranked.net, currency), max(0, share), why_not, ranked.code is chosen)
