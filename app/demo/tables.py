"""The demo's tables of data, which stand beside this module as CSV."""

import csv
from importlib.resources import files


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of `name`.csv by column name."""
    return list(csv.DictReader((files(__package__) / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
