"""All figures of the README: `python -m benchmarks [--quick | --full] [TABLE ...]`, each table once it is measured."""

import argparse
import subprocess
import sys

TABLES = {
    "parsing": {},
    "decode": {},
    "scanning": {"quick": ["--quick"]},
    "load": {"quick": ["--quick"], "full": ["--full"]},
    "isolating": {"quick": ["--quick"]},
    "importing": {"quick": ["--quick"]},
    "deciding": {"quick": ["--quick"]},
    "verdict": {"quick": ["--quick"]},
}
"""Every benchmark with how it is made quicker or fuller; each runs in a process of its own, so that none warms
another's caches."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("tables", nargs="*", metavar="TABLE", help=f"all by default: {', '.join(TABLES)}")
    size = options.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_const", const="quick", dest="size", help="less of it where that is told")
    size.add_argument("--full", action="store_const", const="full", dest="size", help="a ledger of 5,000,000 events")
    chosen = options.parse_args()
    if unknown := set(chosen.tables) - set(TABLES):
        options.error(f"no table named {', '.join(sorted(unknown))}; there are {', '.join(TABLES)}")
    for name in chosen.tables or TABLES:
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *TABLES[name].get(chosen.size, [])], check=True)
        print(flush=True)


if __name__ == "__main__":
    main()
