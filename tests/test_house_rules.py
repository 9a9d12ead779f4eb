"""The rules of the house that a machine can hold us to. Import directions are in pyproject.toml (import-linter)."""

import ast
import importlib
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import app.domain.messages
from app.config import Settings, settings_table
from app.domain.messages import CATALOGUE
from app.domain.messages.core import Message

ROOT = Path(__file__).parents[1]
VENDOR = ROOT / "app/static/vendor"
PROGRAM = ("app", "scanners", "run.py")
PYTHON = (*PROGRAM, "migrations", "tests", "benchmarks")
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
BIIP_STANDS_IN = "app/domain/gs1/table.py"
MARKS_OF_UNFINISHED_WORK = re.compile(
    "|".join(("TO" + "DO", "FIX" + "ME", r"\b" + "X" * 3 + r"\b", "NotImplemented" + "Error"))
)
INLINE_STYLE = re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
OTHER_SERVER = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
ENDS_A_TRANSACTION = re.compile(r"\bsession\.(?:commit|rollback)\(")


def test_files_are_short() -> None:
    files = [path for path in (*files_of(PYTHON, ".py"), *our_assets(".html", ".js")) if "versions" not in path.parts]
    lengths = {path: len(path.read_text().splitlines()) for path in files}
    assert [f"{name(path)}: {n} lines" for path, n in lengths.items() if n > LONGEST_FILE] == []


def test_functions_are_short() -> None:
    assert [
        f"{where}: {node.name}, {length} lines"
        for where, node in functions()
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ] == []


def test_every_module_says_what_it_is_for() -> None:
    assert [name(path) for path in files_of(PYTHON, ".py") if ast.get_docstring(parsed(path)) is None] == []


def test_nothing_is_left_unfinished() -> None:
    files = (
        *files_of(PYTHON, ".py"),
        *our_assets(".html", ".js", ".css"),
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
    )
    assert breaches(files, MARKS_OF_UNFINISHED_WORK) == []


def test_templates_hold_no_style_and_no_script() -> None:
    templates = our_assets(".html", ".svg")
    assert breaches(templates, INLINE_STYLE) + breaches(templates, INLINE_SCRIPT) == []


def test_pages_ask_no_other_server() -> None:
    assert breaches(our_assets(".html", ".js", ".css", ".svg"), OTHER_SERVER) == []


def test_vendored_files_carry_version_and_licence() -> None:
    directories = [path for path in VENDOR.iterdir() if path.is_dir()]
    assert [path.name for path in directories if not re.fullmatch(r"[\w.-]+@\d+(\.\d+)+", path.name)] == []
    assert [path.name for path in directories if not list(path.glob("LICENSE*"))] == []


def test_every_sentence_is_in_the_catalogue_under_a_key_of_its_own() -> None:
    sentences = {id(said): said for said in messages()}.values()
    assert [key for key, times in Counter(said.key for said in sentences).items() if times > 1] == []
    assert {said.key for said in sentences} ^ set(CATALOGUE) == set()


def test_domain_uses_the_standard_library_alone() -> None:
    imports = {
        (name(path), module)
        for path in files_of(("app/domain",), ".py")
        for module in imported(path)
        if module.split(".")[0] not in sys.stdlib_module_names and not module.startswith("app.domain")
    }
    assert {(where, module.split(".")[0]) for where, module in imports} == {(BIIP_STANDS_IN, "biip")}


def test_only_the_engine_ends_transactions() -> None:
    layers = ("app/services", "app/web", "app/demo", "app/db/queries", "app/cli.py")
    assert breaches(files_of(layers, ".py"), ENDS_A_TRANSACTION) == []


def test_tests_wait_for_events_and_not_for_time() -> None:
    assert breaches(files_of(("tests",), ".py"), re.compile(r"\bsleep" + r"\(")) == []


def test_every_setting_is_documented() -> None:
    """When it fails: python -c 'from app.config import settings_table; print(settings_table())'."""
    assert settings_table() in (ROOT / "docs/settings.md").read_text()
    assert [field for field, info in Settings.model_fields.items() if not info.description] == []


def files_of(places: tuple[str, ...], suffix: str) -> list[Path]:
    """Return the files with `suffix` at or under `places`."""
    paths = [ROOT / place for place in places]
    return [file for path in paths for file in ([path] if path.is_file() else sorted(path.rglob(f"*{suffix}")))]


def our_assets(*suffixes: str) -> list[Path]:
    """Return templates and static files that we wrote."""
    places = (ROOT / "app/templates", ROOT / "app/static")
    files = (path for place in places for path in sorted(place.rglob("*")))
    return [path for path in files if path.suffix in suffixes and VENDOR not in path.parents]


def breaches(files: list[Path] | tuple[Path, ...], pattern: re.Pattern[str]) -> list[str]:
    """Return file, line number and text of each line that matches."""
    return [
        f"{name(path)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if pattern.search(line)
    ]


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in files_of(PYTHON, ".py"):
        if "versions" not in path.parts:
            for node in ast.walk(parsed(path)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield f"{name(path)}:{node.lineno}", node


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def messages() -> Iterator[Message]:
    """Yield the message constants of every module where they are written."""
    package = app.domain.messages
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        constants = vars(importlib.import_module(module.name)).values()
        yield from (value for value in constants if isinstance(value, Message))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))
