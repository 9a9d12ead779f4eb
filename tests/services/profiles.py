"""How long the search for a lost unit goes on: short beside every change, long in `make soak`."""

import os
from typing import Any

from hypothesis import HealthCheck, settings

PROFILES = {
    "default": {"sqlite": settings(max_examples=20, stateful_step_count=40, derandomize=True),
                "postgresql": settings(max_examples=4, stateful_step_count=30, derandomize=True)},
    "long": {"sqlite": settings(max_examples=2000, stateful_step_count=80),
             "postgresql": settings(max_examples=300, stateful_step_count=60)},
}  # fmt: skip
PROFILE = PROFILES[os.environ.get("BACKDOCK_HYPOTHESIS_PROFILE", "default")]
RELAX: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck), "print_blob": True}
