"""A logistic regression, fitted on scaled features and kept in the features' own units."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted logistic regression, in the units of its features."""

    weights: Array
    bias: float

    def log_odds(self, x: Array) -> Array:
        return np.asarray(x @ self.weights + self.bias)

    def chance(self, x: Array) -> Array:
        return np.asarray(1.0 / (1.0 + np.exp(-self.log_odds(x))))

    def table(self, names: Sequence[str]) -> dict[str, Any]:
        """As `bot/reader.json` holds it."""
        weights = {name: round(float(w), 5) for name, w in zip(names, self.weights, strict=True)}
        return {"weights": weights, "bias": round(self.bias, 5)}


def fitted(x: Array, y: NDArray[np.bool_], weight: Array, strength: float) -> Model:
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    scale = StandardScaler().fit(x)
    model = LogisticRegression(C=strength, max_iter=3000).fit(scale.transform(x), y, sample_weight=weight)
    weights = model.coef_[0] / scale.scale_
    return Model(weights, float(model.intercept_[0] - weights @ scale.mean_))
