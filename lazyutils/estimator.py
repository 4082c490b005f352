"""What scikit-learn asks of a model, so that its folds, searches and pipelines take ours.

scikit-learn is not imported here; it calls `__sklearn_tags__`, and is there when it does.
"""

from dataclasses import fields
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["Estimator", "NotFittedError"]


class NotFittedError(ValueError, AttributeError):
    """The model was asked for something that only `fit` can give."""


class Estimator:
    """Options as `get_params` and `set_params`, names of features, and what is learnt by `fit`.

    The options are the dataclass fields of the constructor, what is learnt are the others.
    """

    _kind = "regressor"

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The options by name (`deep` is scikit-learn's, for models inside of models)."""
        return {option.name: getattr(self, option.name) for option in self._options()}

    def set_params(self, **params: Any) -> Self:
        """Change options by name; ValueError for one that the model does not have."""
        known = self.get_params()
        for name, value in params.items():
            if name not in known:
                raise ValueError(
                    f"{name} is no option of {type(self).__name__}; wanted one of {list(known)}"
                )
            setattr(self, name, value)
        return self

    def _options(self) -> list[Any]:
        return [field for field in fields(self) if field.init]  # type: ignore[arg-type]

    def _remember_features(self, X: ArrayLike, D: int) -> None:
        self.n_features_in_ = D
        self.__dict__.pop("feature_names_in_", None)
        if (names := _names(X)) is not None:
            self.feature_names_in_ = names

    def _same_features(self, X: ArrayLike) -> None:
        """Refuse a table whose columns are not those of `fit`, in their order."""
        names, fitted = _names(X), getattr(self, "feature_names_in_", None)
        if names is None or fitted is None or names.tolist() == fitted.tolist():
            return
        if sorted(names) == sorted(fitted):
            what = "in another order than in fit"
            if len(set(fitted)) == len(fitted):  # else a name does not find its column
                what += ": pass X[model.feature_names_in_]"
        else:
            unseen = [name for name in names if name not in fitted]
            missing = [name for name in fitted if name not in names]
            what = f"and not those of fit: unseen {unseen[:5]}, missing {missing[:5]}"
        raise ValueError(f"X has the columns {names.tolist()[:10]}, {what}")

    def __getattr__(self, name: str) -> Any:
        learnt = {field.name for field in fields(self) if not field.init}  # type: ignore[arg-type]
        if name in learnt:
            raise NotFittedError(f"{type(self).__name__} is not fitted: call fit(X, T) first")
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    def __sklearn_is_fitted__(self) -> bool:
        return "n_features_in_" in self.__dict__

    def __sklearn_tags__(self) -> Any:
        from sklearn import utils  # type: ignore[import-untyped,unused-ignore]

        classifies = self._kind == "classifier"
        return utils.Tags(
            estimator_type=self._kind,
            target_tags=utils.TargetTags(required=True, multi_output=not classifies),
            classifier_tags=utils.ClassifierTags() if classifies else None,
            regressor_tags=None if classifies else utils.RegressorTags(),
            input_tags=utils.InputTags(),
        )


def _names(X: Any) -> Any:
    """The names of a table's columns, if all of them are text."""
    columns = list(getattr(X, "columns", ()))
    named = bool(columns) and all(isinstance(name, str) for name in columns)
    return np.array(columns, dtype=object) if named else None
