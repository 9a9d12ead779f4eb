"""The one error of this package."""


class LabelError(ValueError):
    """What was asked cannot be printed as a readable label; the sentence says what was got and what is expected."""
