"""Every refusal has a test that asserts its whole sentence: what was found, what was expected, what to do next.

A refusal is a sentence of the catalogue that is no good news: it stops, asks, or says that nothing was done twice.
It counts as told where a text of a test holds all that it says, from the first word to the last, with its marks filled.
The same holds of the sentences that code raises in words of its own, for systems, terminals and engineers to read.
"""

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from app.domain.errors import FloorError
from app.domain.messages import CATALOGUE
from app.domain.messages.core import Message, Signal

ROOT = Path(__file__).parents[1]
BAD_NEWS = (Signal.STOP, Signal.ATTENTION, Signal.DUPLICATE)
ERRORS = {kind.__name__ for kind in (FloorError, *FloorError.__subclasses__())}
BY_HAND = {"app.domain.errors", "app.web.signals"}
"""Where a test gets a refusal that nobody provoked: what it asserts of it says nothing of the code that refuses."""
FILLED = "\N{REPLACEMENT CHARACTER}"
ENOUGH_LETTERS = 12
"""A sentence with fewer letters of its own, such as "{rule}", is known only by its title and its next step too."""


def test_every_refusal_is_asserted_with_its_whole_sentence() -> None:
    """When it fails: provoke the refusal in a test and assert title, sentence and next step as they stand there."""
    assert [f"{each.key}: {each.say} {each.next}" for each in refusals() if not is_told(each, asserted())] == []


def test_every_sentence_that_code_raises_is_asserted_whole() -> None:
    texts = [unescaped(text) for text in asserted()]
    assert [f"{where}: {text}" for where, text in sentences() if not is_told_as_raised(text, texts)] == []


def test_nobody_raises_good_news() -> None:
    """So the signals alone say which sentences are refusals."""
    assert [f"{where}: {said.key}" for where, said in raised() if said.signal not in BAD_NEWS] == []
    assert len({said.key for _where, said in raised()}) > 200


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("'Full | Z-07 holds 3 of 3 totes. Nothing moved. | Take it to Z-08'", True),
        ("f'Full | {place} holds {n} of 3 totes. Nothing moved. ' f'| Take it to {other}'", True),
        ("page.text == 'STOP Full Z-07 holds 3 of 3 totes. Nothing moved. Take it to Z-08 Understood'", True),
        ("says == f'Full | {sentence} | Take it to Z-08'", False),
        ("'Z-07 holds 3 of 3 totes. Nothing moved.'", False),
        ("'holds 3 of 3 totes. Nothing moved. | Take it to Z-08'", False),
        ("'Full | Z-07 holds 3 of 3 totes. | Take it to Z-08'", False),
        ("'{place} holds {n} of {most} totes. Nothing moved. | Take it to {other}'", False),
        ("'Full | Z-07 holds 3 | 4 of 3 totes. Nothing moved. | Take it to Z-08'", False),
        ("'''Says: Z-07 holds 3 of 3 totes. Nothing moved. | Take it to Z-08'''\npass", False),
        ("from app.domain.errors import Refused\nRefused(FULL)\n'Z-07 holds 3 of 3 totes. Nothing moved. | Go'", False),
    ],
)  # fmt: skip
def test_only_a_whole_sentence_is_told(text: str, told: bool) -> None:
    full = Message(
        "places.full", Signal.STOP, "Full", "{place} holds {n} of {most} totes. Nothing moved.", "Take it to {other}"
    )
    assert is_told(full, list(texts_of(ast.parse(text if "\n" in text else f"assert {text}")))) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Error: Got 'x', expected 64 digits.", True),
        (r"^Got 'x', expected 64 digits\.$", True),
        ("expected 64 digits.", False),
        ("Got 'x', expected 64", False),
    ],
)
def test_a_sentence_that_code_raises_is_told_also_by_a_pattern(text: str, told: bool) -> None:
    assert is_told_as_raised(f"Got {FILLED}, expected 64 digits.", [unescaped(text)]) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Not taken back | Batteries stay where they are. | Tell the party why", True),
        ("Batteries stay where they are. | Tell the party why", False),
        ("Batteries stay where they are.", False),
    ],
)
def test_a_sentence_of_marks_alone_is_known_by_its_title_and_next_step(text: str, told: bool) -> None:
    assert is_told(Message("a.rule", Signal.STOP, "Not taken back", "{rule}", "Tell the party why"), [text]) is told


def refusals() -> list[Message]:
    return [said for said in CATALOGUE.values() if said.signal in BAD_NEWS]


@cache
def asserted() -> list[str]:
    """Return the texts that stand in tests, filled ones with a sign for each value."""
    files = (path for path in sorted((ROOT / "tests").rglob("*.py")) if path != Path(__file__))
    return [text for path in files for text in texts_of(ast.parse(path.read_text()))]


def texts_of(tree: ast.Module) -> Iterator[str]:
    if not makes_refusals(tree):
        yield from texts_in(tree)


def makes_refusals(tree: ast.Module) -> bool:
    nodes = list(ast.walk(tree))
    imports = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module in BY_HAND]
    makers = {alias.name for node in imports for alias in node.names}
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers for node in nodes
    )


def texts_in(node: ast.AST) -> Iterator[str]:
    """Yield the texts under `node`, whole ones as wholes; those that are statements of their own are remarks."""
    if (text := text_of(node)) is not None:
        yield " ".join(text.split())
    elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        for child in ast.iter_child_nodes(node):
            yield from texts_in(child)


def text_of(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(text_of(part) or FILLED for part in parts)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return None if (first := text_of(left)) is None or (last := text_of(right)) is None else first + last
        case _:
            return None


def is_told(said: Message, texts: list[str]) -> bool:
    """Tell whether one of `texts` holds the whole sentence; others may stand around it, as in a band."""
    parts = (said.say, said.next) if len(letters(said.say)) >= ENOUGH_LETTERS else (said.title, said.say, said.next)
    said_whole = r"(?: \|| Do this)? ".join(pattern(part) for part in parts if part)
    whole = re.compile(rf"(?<!\S){said_whole}(?!\S)")
    longest = max((text for part in parts for text, *_mark in Formatter().parse(part)), key=len).strip()
    return any(longest in text and whole.search(text) for text in texts)


def is_told_as_raised(sentence: str, texts: list[str]) -> bool:
    whole = re.compile("[^|]*?".join(map(re.escape, sentence.split(FILLED))))
    longest = max(sentence.split(FILLED), key=len)
    return any(longest in text and whole.search(text) for text in texts)


def unescaped(text: str) -> str:
    """Return what a pattern such as `expected 48\\.$` matches; a text that is none loses at most its backslashes."""
    return re.sub(r"\\(.)", r"\1", text)


def sentences() -> Iterator[tuple[str, str]]:
    """Yield each text with a full stop that stands where an error is raised, with the place."""
    for path in sorted(path for place in ("app", "scanners") for path in (ROOT / place).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
                text = text_of(node.exc.args[0])
                if text and text.endswith("."):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", text


def letters(template: str) -> str:
    return "".join(text for text, *_mark in Formatter().parse(template))


def pattern(template: str) -> str:
    """Return what matches `template` filled. A mark right behind another, as in "{product}{lot_text}", may be empty."""
    marked = re.sub(r"\{\w+\}", "\0", template)
    return re.escape(marked).replace("\0\0", "\0[^|{}]*?").replace("\0", "[^|{}]+?")


def raised() -> Iterator[tuple[str, Message]]:
    """Yield each sentence that stands where an error is made, with the place."""
    for path in sorted((ROOT / "app").rglob("*.py")):
        if any(f"{name}(" in path.read_text() for name in ERRORS):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            names = vars(importlib.import_module(module))
            for call in ast.walk(ast.parse(path.read_text())):
                if (
                    isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Name)
                    and call.func.id in ERRORS
                    and call.args
                ):
                    found = (constant(node, names) for node in ast.walk(call.args[0]))
                    yield from ((f"{path.relative_to(ROOT)}:{call.lineno}", said) for said in found if said)


def constant(node: ast.AST, names: Mapping[str, object]) -> Message | None:
    """Return the sentence that `node` names in a module with `names`."""
    match node:
        case ast.Name(id=name):
            said = names.get(name)
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            said = getattr(names.get(module), name, None)
        case _:
            return None
    return said if isinstance(said, Message) else None
