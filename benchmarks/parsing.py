"""Parsing beside biip alone: `python -m benchmarks.parsing [--json]`. Vectors from BACKDOCK_TEST_DATA.

Prints how many valid scans are read with every AI right, how many invalid ones are refused or flagged, and the
median time of one four-AI scan, both parsers in the same run.
"""

import argparse
import json
import os
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import biip

from app.domain.gs1.symbology import take_prefix
from app.domain.readings import ReadingError, read

Row = dict[str, Any]
# What one parser makes of a scan: (AI -> data, flagged), or None for a refusal.
Verdict = tuple[dict[str, str], bool] | None

FOUR_AIS = "]C1010950110153000317271231" + "10AB-123\x1d2112345XYZ"
TIMED_RUNS = 20_000
_FLOOR = re.compile(r"0[0-3]|1[0-7]|2[01]|30|31[0-9]|37|24[0-3]|25[0134]|40[0-3]|41[0-7]|42[0-2]|7003|800[3-8]|9[0-9]")


@dataclass(frozen=True)
class Figures:
    """What one parser reached. Rates in percent, times in microseconds a scan."""

    valid_right: float
    invalid_floor_caught: float
    by_kind: dict[str, float]
    wall_us: float
    cpu_us: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    as_json = options.parse_args().json
    rows = _vectors()
    figures = {"biip": measure(rows, _biip), "backdock": measure(rows, _backdock)}
    if as_json:
        print(json.dumps({name: asdict(figure) for name, figure in figures.items()}, indent=2))
    else:
        print(table(figures, len(rows)))


def measure(rows: list[Row], parse: Callable[[str], Verdict]) -> Figures:
    """Return the figures of `parse` on `rows`."""
    valid = [row for row in rows if row["valid"]]
    floor = [row for row in rows if not row["valid"] and concerns_the_floor(row["scan"])]
    kinds = sorted({row["kind"] for row in valid})
    wall, cpu = _times(parse)
    return Figures(
        valid_right=_share([_is_right(parse(row["scan"]), row) for row in valid]),
        invalid_floor_caught=_share([_is_caught(parse(row["scan"])) for row in floor]),
        by_kind={
            kind: _share([_is_right(parse(row["scan"]), row) for row in valid if row["kind"] == kind]) for kind in kinds
        },
        wall_us=wall,
        cpu_us=cpu,
    )


def concerns_the_floor(scan: str) -> bool:
    """Tell whether the first AI that `scan` seems to carry is one that a returns floor uses."""
    start = take_prefix(scan)[1].lstrip("(")
    link = re.match(r"https?://[^?#]*?/([0-9]{2,4})/", scan, re.IGNORECASE)
    return _FLOOR.match(link[1] if link else start) is not None


def table(figures: dict[str, Figures], count: int) -> str:
    """Return the figures as a Markdown table."""
    ours, theirs = figures["backdock"], figures["biip"]
    lines = [
        f"Parsing, {count} scans; a four-AI scan {TIMED_RUNS} times",
        "",
        f"| measure | biip {biip.__version__} alone | Backdock |",
        "|---|---|---|",
        f"| valid scans read with every AI right | {theirs.valid_right:.1f} % | {ours.valid_right:.1f} % |",
        f"| invalid scans with floor AIs refused or flagged "
        f"| {theirs.invalid_floor_caught:.1f} % | {ours.invalid_floor_caught:.1f} % |",
    ]
    lines += [
        f"| valid {kind.replace('_', ' ')} | {theirs.by_kind[kind]:.1f} % | {right:.1f} % |"
        for kind, right in ours.by_kind.items()
    ]
    lines += [
        f"| median time for a four-AI scan, wall | {theirs.wall_us:.1f} us | {ours.wall_us:.1f} us |",
        f"| mean processor time for a four-AI scan | {theirs.cpu_us:.1f} us | {ours.cpu_us:.1f} us |",
    ]
    return "\n".join(lines)


def _vectors() -> list[Row]:
    default = Path(__file__).parents[2] / "shared" / "data"
    path = Path(os.environ.get("BACKDOCK_TEST_DATA", default)) / "gs1_vectors.jsonl"
    if not path.exists():
        raise SystemExit(f"No test data at {path}: set BACKDOCK_TEST_DATA.")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _times(parse: Callable[[str], Verdict]) -> tuple[float, float]:
    """Return median wall time and mean processor time of a four-AI scan, in microseconds."""
    walls = []
    cpu = time.process_time()
    for _ in range(TIMED_RUNS):
        start = time.perf_counter()
        parse(FOUR_AIS)
        walls.append(time.perf_counter() - start)
    return statistics.median(walls) * 1e6, (time.process_time() - cpu) / TIMED_RUNS * 1e6


def _is_right(verdict: Verdict, row: Row) -> bool:
    return verdict is not None and verdict[0] == row["ais"]


def _is_caught(verdict: Verdict) -> bool:
    return verdict is None or verdict[1] or not verdict[0]


def _share(outcomes: list[bool]) -> float:
    return 100 * sum(outcomes) / len(outcomes) if outcomes else 100.0


def _backdock(scan: str) -> Verdict:
    try:
        reading = read(scan)[0]
    except ReadingError:
        return None
    return dict(reading.elements), bool(reading.warnings)


def _biip(scan: str) -> Verdict:
    try:
        result = biip.parse(scan)
    except (biip.ParseError, ValueError, IndexError):
        return None
    if result.gs1_message:
        elements = result.gs1_message.element_strings
    elif result.gs1_digital_link_uri:
        elements = result.gs1_digital_link_uri.element_strings
    elif result.gtin:
        return {"01": result.gtin.as_gtin_14()}, False
    else:
        return ({"00": result.sscc.value}, False) if result.sscc else None
    errors = [element.gtin_error or element.sscc_error or element.gln_error for element in elements]
    return {element.ai.ai: element.value for element in elements}, any(errors)


if __name__ == "__main__":
    main()
