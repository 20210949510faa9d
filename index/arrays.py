"""The arrays that cross modules, by what they hold."""

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]  # rows of unit length
Halves = npt.NDArray[np.float16]  # the same as the store keeps them
Mask = npt.NDArray[np.bool_]  # the rows that a filter lets pass
