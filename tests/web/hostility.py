"""What nobody should send: texts, fields, files and whole requests from a seed; and the forms that pages offer."""

import json
import random
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule

from app.db.ids import new_id
from tests.factories import Floor, an_sscc
from tests.services.dock import gs1
from tests.web.pictures import a_code, hostile_files, jpeg, png_bomb, png_header

MARK = "hx9"
"""The element and the attribute that must never come out of a page: texts below try to open them."""

TEXTS = (
    f"<{MARK}>", f'"><{MARK} src=x onerror=alert(1)>', f"' data-{MARK}='1", f'" data-{MARK}="1', f"</script><{MARK}>",
    f"]C1</b><{MARK}>", "'; DROP TABLE event; --", "' OR '1'='1", "1); DELETE FROM carton_line;--", "%27%20OR%201=1",
    "{{7*7}}{% raw %}", "{0.__class__}", "%(product)s %s %n", "${jndi:ldap://x}", "../../../../etc/passwd",
    "..\\..\\windows", "file:///etc/passwd", "javascript:alert(1)", "//evil.example/", "\x1d", "\x1b[2J", "\x07",
    "\x00", "\ufeff", "\u202e1234", "\u2028", "e\u0301" * 30, "\U0001f4a9" * 40, "０１２３４５６７", "٣٤٥", "-1", "0",
    "1e309", "NaN", "9" * 30, "999999999999999999999999", " ", "\n\n", "\t", "True", "null", "None", "[]", "{}", "CMD-",
    "CMD-HOLD", "T-", "Z-", "B-2231", "T-0901", "Q-01", "S-01", "A" * 41, "A" * 4096,
    "A" * 5000, "<" * 3000,
)  # fmt: skip

_SOUND_IDS = ("00000000-0000-0000-0000-000000000000", str(UUID(int=2**128 - 1)), "not-an-id", "", "1", "{}", "' OR 1=1")


def json_bombs(rng: random.Random) -> str:
    """Return a JSON text of the kind that a screen never sends as its open question."""
    base: dict[str, Any] = {
        "text": rng.choice(TEXTS), "times": 1, "accepted": [],
        "ask": rng.choice(("", "lot", "over", "expiry", "fields")),
    }  # fmt: skip
    odd: tuple[Any, ...] = (
        None, True, -1, 1000, 10**40, 1.5, [], {}, [[[]]], {"a": {}}, "\ud800", "\0", f"<{MARK}>", "2026-13-45",
        ["over"],
    )  # fmt: skip
    keys = ("text", "symbology", "reading", "product", "lot", "expiry", "serial", "times", "accepted", "ask", "more")
    for key in rng.sample(keys, rng.randrange(4)):
        base[key] = rng.choice(odd)
    depth = rng.randrange(1, 1500)
    return rng.choice((
        *[json.dumps(base)] * 4, "[" * depth + "]" * depth, '{"text":' * (depth // 2), "[]", '"x"',
        "1e999", "NaN", '{"text": 1, "text": 2}', f'{{"text": {"[" * depth + "]" * depth}, "times": 1}}',
    ))  # fmt: skip


def scans_of(floor: Floor) -> tuple[str, ...]:
    """Return texts that mean something on `floor`."""
    vitamin, omega, drill = floor.vitamin, floor.omega, floor.drill
    return (
        gs1(vitamin, "10D9T", "270331"), gs1(vitamin, "10F1C", "270531"), gs1(omega, "K7731", "270228"), gs1(omega),
        gs1(vitamin, "10D9T", "250101"), gs1(floor.zinc, "Z0392A", "270630"), gs1(drill, "L2608", serial="DR7-204815"),
        floor.shirt.gtin, floor.shirt.sku, f"01{floor.vitamin_case.code}", f"02{floor.vitamin_case.code}3799999999",
        f"01{omega.gtin}3099999999\x1d10K7731", an_sscc(1), an_sscc(2), "T-0412", "T-0413", "RMA-104418", "RMA-104502",
        "CMD-CONFIRM", "CMD-CLOSE", "CMD-UNDO", "CMD-PASS", "CMD-WHOLE", "CMD-GRADE-A", "CMD-GRADE-D", "S-01", "D-04",
    )  # fmt: skip


@dataclass
class Form:
    """A form as a page offers it."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class Offered(HTMLParser):
    """What a page offers to send, and what got into it that must not: `broken` names marked elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.broken: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        if tag.startswith(MARK) or f"data-{MARK}" in had or (had.get("href", "").lower().startswith("javascript:")):
            self.broken.append(f"<{tag} {had}>")
        if tag == "form":
            self.forms.append(Form(had.get("action", "/"), had.get("method", "get").upper()))
        elif tag in {"input", "button", "select", "textarea"} and had.get("name") and self.forms:
            self.forms[-1].fields.setdefault(had["name"], had.get("value", ""))


class Hostile:
    """Makes requests from a seed: forms that pages offered with some fields turned bad, and routes at random."""

    def __init__(self, seed: int, floor: Floor, vectors: tuple[str, ...]) -> None:
        self.rng = random.Random(seed)
        self.scans, self.vectors = scans_of(floor), vectors
        self.ids = [str(each.id) for each in (floor.site, floor.quarantine, floor.vitamin, floor.trade_return)]
        self.used_client_ids = [str(new_id())]
        self.forms: dict[str, Form] = {}
        self.files = [*hostile_files(40, seed), png_bomb(), png_header(70_000, 70_000), _a_photo()]
        self.names = {"text", "client_id", "after", "pending", "last", "carton_id", "new_carton_id", "receipt_id"}

    def text(self) -> str:
        """Return a text for a field: mostly one that means something here, else a barcode or a hostile one."""
        draw = self.rng.random()
        if draw < 0.4:
            return self.rng.choice(self.scans)
        if draw < 0.65 and self.vectors:
            return self.rng.choice(self.vectors)
        text = self.rng.choice(TEXTS)
        return text if draw < 0.9 else "".join(map(chr, self.rng.choices(range(1, 0x2FF), k=self.rng.randrange(60))))

    def learn(self, offered: Offered) -> None:
        """Keep the latest form for every address, and the ids and names in it."""
        for form in offered.forms:
            self.forms.pop(form.action, None)
            self.forms[form.action] = form
            self.names.update(form.fields)
            self.ids += [value for value in form.fields.values() if len(value) == 36]
            self.ids += [part for part in form.action.split("/") if len(part) == 36]
        self.forms = dict(list(self.forms.items())[-30:])
        self.ids = self.ids[-80:]

    def offered(self) -> Form | None:
        """Return a form that some page offered, filled in, with up to two fields turned bad."""
        if not self.forms:
            return None
        work = [form for form in self.forms.values() if "client_id" in form.fields][-8:]
        form = self.rng.choice(work if work and self.rng.random() < 0.75 else list(self.forms.values()))
        fields = dict(form.fields)
        if "text" in fields:
            fields["text"] = self.rng.choice(self.scans) if self.rng.random() < 0.7 else self.text()
        if "client_id" in fields:
            fields["client_id"] = self.client_id()
        for name in self.rng.sample(sorted(fields), min(len(fields), self.rng.choice((0, 0, 0, 0, 1, 2)))):
            fields[name] = self.bad_value(name)
        return Form(form.action, form.method, fields)

    def at_random(self, rule: Rule) -> Form:
        """Return a request to `rule` with an address and fields drawn at random."""
        method = self.rng.choice(sorted((rule.methods or {"GET"}) - {"HEAD", "OPTIONS"}))
        names = self.rng.sample(sorted(self.names), min(len(self.names), self.rng.randrange(9)))
        fields = {name: self.bad_value(name) for name in names} | {"client_id": self.client_id()}
        return Form(self.address(rule), method, fields)

    def address(self, rule: Rule) -> str:
        """Return a path for `rule`; parts are mostly of the right shape."""
        build = str(rule.rule)
        for name, converter in rule._converters.items():
            regex, shape = converter.regex, type(converter).__name__
            draws = {"UUIDConverter": self.ids, "AnyConverter": sorted(getattr(converter, "items", ())) or [regex]}
            choices = draws.get(shape, [self.text(), "1", *self.ids[-3:]])
            part = self.rng.choice(choices) if self.rng.random() < 0.9 else self.rng.choice(TEXTS)
            build = _replaced(build, name, part)
        return "/" + build.lstrip("/")

    def bad_value(self, name: str) -> str:
        """Return a value for the field `name` that may be of the wrong kind."""
        draw = self.rng.random()
        if name == "pending" and draw < 0.8:
            return json_bombs(self.rng)
        if draw < 0.35:
            return self.rng.choice(self.ids) if draw < 0.28 else self.rng.choice(_SOUND_IDS)
        return self.text()

    def client_id(self) -> str:
        """Return a client id: new, used before, or none."""
        draw = self.rng.random()
        if draw < 0.88:
            self.used_client_ids.append(str(new_id()))
            return self.used_client_ids[-1]
        return self.rng.choice(self.used_client_ids if draw < 0.97 else _SOUND_IDS)

    def sending(self, form: Form) -> dict[str, Any]:
        """Return how the test client sends `form`: encoded, as multipart with files, as broken bytes, as a query."""
        headers = {"HX-Request": "true"} if self.rng.random() < 0.6 else {}
        if self.rng.random() < 0.1:
            headers["HX-Current-URL"] = self.rng.choice(
                ("http://localhost/receipts", "javascript:alert(1)", "//", "\x7f")
            )
        if form.method == "GET":
            asked = {} if "?" in form.action else {"query_string": form.fields}
            return {"method": "GET", "headers": headers} | asked
        draw, base = self.rng.random(), {"method": form.method, "headers": headers}
        if draw < 0.8:
            return base | {"data": MultiDict(form.fields)}
        if draw < 0.93:
            return base | {"data": form.fields | self.upload(), "content_type": "multipart/form-data"}
        return base | self.broken_body()

    def upload(self) -> dict[str, Any]:
        """Return a file field whose file is not what it claims."""
        name = self.rng.choice(("a.jpg", "../../etc/passwd", f"<{MARK}>.png", "x" * 300, "a\\b.jpg", ".."))
        return {self.rng.choice(("photo", "frame", "file")): (BytesIO(self.rng.choice(self.files)), name)}

    def broken_body(self) -> dict[str, Any]:
        """Return bytes that are no form, under a type that says they are."""
        return self.rng.choice((
            {"data": b"text=%ff%fe%80&client_id=\xff\xfe", "content_type": "application/x-www-form-urlencoded"},
            {"data": b"text=" + b"A" * 70_000, "content_type": "application/x-www-form-urlencoded"},
            {"data": b"&".join(b"a%d=1" % n for n in range(400)), "content_type": "application/x-www-form-urlencoded"},
            {"data": b"--x\r\nContent-Disposition: form-data", "content_type": "multipart/form-data; boundary=x"},
            {"data": b"", "content_type": "multipart/form-data"},
            {"data": b'{"text": "T-0412"}', "content_type": "application/json"},
            {"data": self.rng.choice(self.files), "content_type": "image/jpeg"},
            {"data": self.rng.randbytes(300), "content_type": "text/plain; charset=utf-99"},
        ))  # fmt: skip


def _a_photo() -> bytes:
    return jpeg(a_code("T-0412", side=240, module=2))


def _replaced(build: str, name: str, part: str) -> str:
    """Put `part` where the rule has its converter `name`."""
    start = next(at for at in range(len(build)) if build[at] == "<" and name in build[at : build.index(">", at)])
    return build[:start] + part.replace("<", "%3C").replace(">", "%3E") + build[build.index(">", start) + 1 :]
