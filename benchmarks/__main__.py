"""All figures of the README: `python -m benchmarks [--quick]`. Each table is printed as soon as it is measured."""

import argparse
import subprocess
import sys

TABLES = {"parsing": [], "decode": [], "scanning": ["--quick"], "importing": ["--quick"]}
"""Every benchmark with what makes it quick; each runs in a process of its own, so that none warms another's caches."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="where a benchmark can be quick, let it")
    is_quick = options.parse_args().quick
    for name, quick in TABLES.items():
        command = [sys.executable, "-m", f"benchmarks.{name}", *(quick if is_quick else [])]
        subprocess.run(command, check=True)
        print(flush=True)


if __name__ == "__main__":
    main()
