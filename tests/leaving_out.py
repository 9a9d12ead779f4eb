"""Tests run with what the machine has. What is missing is said, and fails where nothing may be left out."""

import os
from typing import NoReturn

import pytest

NOTHING_LEFT_OUT = os.environ.get("CI", "").lower() == "true"


def leave_out(reason: str) -> NoReturn:
    """Skip the running test because of `reason`; under CI=true fail it."""
    if NOTHING_LEFT_OUT:
        pytest.fail(f"left out, which CI=true does not allow: {reason}", pytrace=False)
    pytest.skip(reason)
