"""A sample of real photographs: a floor for those read right, and none read wrong."""

import zlib
from pathlib import Path

import pytest

from benchmarks.decode import Photograph, is_right, is_wrong, photographs, picture
from scanners.decode import decode

ONE_IN = 3


@pytest.fixture
def sample(test_data: Path) -> list[Photograph]:
    """One photograph in three, chosen by file name."""
    taken = photographs(test_data / "barcodes")
    return [each for each in taken if zlib.crc32(each.file.name.encode()) % ONE_IN == 0]


def test_a_sample_of_photographs(sample: list[Photograph]) -> None:
    texts = {each: [capture.text for capture in decode(picture(each))] for each in sample}
    with_code = [each for each in sample if each.expected]
    assert len(with_code) >= 250
    assert len(sample) - len(with_code) >= 20
    assert sum(is_right(each, texts[each]) for each in with_code) / len(with_code) >= 0.91
    assert [(each.file.name, texts[each]) for each in sample if is_wrong(each, texts[each])] == []
