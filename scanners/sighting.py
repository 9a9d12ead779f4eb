"""What one engine read in one version of the picture, before anybody believes it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sighting:
    """`corners` has shape (4, 2), x then y, in pixels of the version that was read.

    `weight` is how much this engine's word counts here, see `belief`.
    """

    text: str
    symbology: str
    corners: Points
    engine: str
    weight: float
