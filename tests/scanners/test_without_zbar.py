"""A machine without libzbar, played by a process in which pyzbar cannot be imported."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PROGRAM = """
import importlib.abc, json, logging, sys

class NoLibrary(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "pyzbar":
            raise ImportError("Unable to find zbar shared library")

sys.meta_path.insert(0, NoLibrary())
logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s")
from scanners.decode import decode, engines
from tests.scanners.drawing import F, GS1, GTIN, blurred, code, noisy, paper

sheets = [paper(code(GTIN, F.EAN13, 3)), paper(code(GS1, F.Code128, 2, gs1=True), size=(480, 900))]
sheets += [noisy(blurred(sheets[0], 1.5), 5), noisy(sheets[0], 0) * 0 + 127]
print(json.dumps([engines(), [[(each.text, each.engine) for each in decode(sheet)] for sheet in sheets]]))
"""


def test_pictures_are_read_by_zxing_alone_and_the_log_says_so() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True)
    engines, (plain, gs1, soft, empty) = json.loads(done.stdout)
    assert engines == ["zxing"]
    assert plain == [["4006381333931", "zxing"]]
    assert gs1 == [["010950110153000310AB-123\x1d2177", "zxing"]]
    assert [text for text, _ in soft] == ["4006381333931"]
    assert empty == []
    assert done.stderr.strip() == (
        "scanners.decode: zbar is not available (Unable to find zbar shared library): barcodes are read by zxing-cpp "
        "alone, which reads fewer blurred ones. On Debian: apt install libzbar0."
    )
