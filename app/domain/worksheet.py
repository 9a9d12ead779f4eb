"""What the inspector has said so far about the goods on the bench: it travels to the browser and back as flat text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self
from uuid import UUID

from app.domain.checklists import Found
from app.domain.errors import Refused
from app.domain.grading import Scores
from app.domain.identifiers import is_digits
from app.domain.messages import grading as say
from app.domain.regrading import RegradeReason
from app.domain.vocabulary import DispositionCode

ANSWER_PREFIX = "q_"
PHOTO_PREFIX = "p_"
MOST_DEFECTS = 12
LONGEST_REASON = 200
MOST_UNITS = 100_000

_NONE: Mapping[str, str] = MappingProxyType({})
_NO_PHOTOS: Mapping[str, UUID] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The context of every act of grading.

    `goods_id` is the line chosen; `product_id` alone means that its lot or serial is still to be scanned. `tote_id` is
    the tote last filled, which a close command closes. `code` is set to override, with `reason`. `whole` grades all
    that is left in the carton where it stands. `photos` are those that answers need, `defects` what was noted beside
    them. `again` grades what was graded before, `because` of that; `check_id` is a blind check, which changes no goods.
    """

    carton_id: UUID | None = None
    tote_id: UUID | None = None
    goods_id: UUID | None = None
    product_id: UUID | None = None
    serial: str = ""
    quantity: int = 1
    answers: Mapping[str, str] = field(default_factory=lambda: _NONE)
    photos: Mapping[str, UUID] = field(default_factory=lambda: _NO_PHOTOS)
    defects: tuple[Found, ...] = ()
    function: int | None = None
    cosmetics: int | None = None
    code: DispositionCode | None = None
    reason: str = ""
    whole: bool = False
    again: bool = False
    because: RegradeReason = RegradeReason.FIRST_GRADE_WRONG
    check_id: UUID | None = None

    @classmethod
    def parse(cls, fields: Mapping[str, str]) -> Self:
        """Return the worksheet of form fields or query parameters; missing ones are not said yet. Raises Refused."""
        code = fields.get("code", "")
        if code and code not in set(DispositionCode):
            raise Refused(say.NOT_UNDERSTOOD, text=f"code {code}"[:60])
        return cls(
            carton_id=_id(fields, "carton"),
            tote_id=_id(fields, "tote"),
            goods_id=_id(fields, "line"),
            product_id=_id(fields, "product"),
            serial=fields.get("serial", "").strip()[:40],
            quantity=_quantity(fields.get("quantity", "")),
            answers=MappingProxyType(_prefixed(fields, ANSWER_PREFIX)),
            photos=MappingProxyType({key: _an_id(text) for key, text in _prefixed(fields, PHOTO_PREFIX).items()}),
            defects=_defects(fields.get("defects", "")),
            function=_score(fields.get("function", ""), "F"),
            cosmetics=_score(fields.get("cosmetics", ""), "C"),
            code=DispositionCode(code) if code else None,
            reason=fields.get("reason", "").strip()[:LONGEST_REASON],
            whole=fields.get("whole", "") == "1",
            again=fields.get("again", "") == "1",
            because=_because(fields.get("because", "")),
            check_id=_id(fields, "check"),
        )  # fmt: skip

    def to_params(self) -> dict[str, str]:
        """Return what `parse` reads, without what was not said."""
        said: dict[str, object] = {
            "carton": self.carton_id, "tote": self.tote_id, "line": self.goods_id, "product": self.product_id,
            "serial": self.serial, "quantity": self.quantity if self.quantity != 1 else "",
            **{f"{ANSWER_PREFIX}{key}": value for key, value in self.answers.items()},
            **{f"{PHOTO_PREFIX}{key}": photo_id for key, photo_id in self.photos.items()},
            "defects": ",".join(f"{each.code}.{each.place}" for each in self.defects),
            "function": self.function, "cosmetics": self.cosmetics, "code": self.code and self.code.value,
            "reason": self.reason, "whole": "1" if self.whole else "", "again": "1" if self.again else "",
            "because": self.because.value if self.because is not RegradeReason.FIRST_GRADE_WRONG else "",
            "check": self.check_id,
        }  # fmt: skip
        return {name: str(value) for name, value in said.items() if value}

    def next_item(self) -> "Worksheet":
        """Return the worksheet for the next item of the same carton: nothing of this one stays."""
        return Worksheet(carton_id=self.carton_id, tote_id=self.tote_id, again=self.again, because=self.because)


def _prefixed(fields: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {
        key.removeprefix(prefix): value.strip() for key, value in fields.items() if key.startswith(prefix) and value
    }


def _id(fields: Mapping[str, str], name: str) -> UUID | None:
    text = fields.get(name, "")
    return _an_id(text, name) if text else None


def _an_id(text: str, name: str = "photo") -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused(say.NOT_UNDERSTOOD, text=f"{name} {text}"[:60]) from None


def _defects(text: str) -> tuple[Found, ...]:
    """Return the defects of `code.place,code.place`; the place of the last one may still be missing."""
    pairs = [each.partition(".") for each in text.split(",") if each]
    if len(pairs) > MOST_DEFECTS:
        raise Refused(say.NOT_UNDERSTOOD, text=f"defects {text}"[:60])
    return tuple(dict.fromkeys(Found(code, place) for code, _dot, place in pairs))


def _because(text: str) -> RegradeReason:
    if text and text not in set(RegradeReason):
        raise Refused(say.NOT_UNDERSTOOD, text=f"because {text}"[:60])
    return RegradeReason(text or RegradeReason.FIRST_GRADE_WRONG)


def _quantity(text: str) -> int:
    if not text:
        return 1
    if is_digits(text) and len(text) < 7 and 1 <= int(text) <= MOST_UNITS:
        return int(text)
    raise Refused(say.NOT_UNDERSTOOD, text=f"quantity {text}"[:60])


def _score(text: str, axis: str) -> int | None:
    if not text:
        return None
    scores = Scores.parse(text, "1") if axis == "F" else Scores.parse("1", text)
    return scores.function if axis == "F" else scores.cosmetics
