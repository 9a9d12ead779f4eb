"""What a rule's `when` is made of: each word of it is read once into a test of the facts."""

from collections.abc import Callable, Mapping
from typing import Any

Test = Callable[[Any], bool]
Parser = Callable[[Any], Test]


def parse_when(vocabulary: Mapping[str, Parser], when: Mapping[str, Any]) -> tuple[Test, ...]:
    """Return the tests of a stored `when`; all must hold, none present always holds. Raises ValueError."""
    return tuple(_test(vocabulary, key, value) for key, value in when.items())


def _test(vocabulary: Mapping[str, Parser], key: str, value: Any) -> Test:
    if key not in vocabulary:
        raise ValueError(f"unknown condition {key!r}, expected one of {', '.join(sorted(vocabulary))}")
    try:
        return vocabulary[key](value)
    except ValueError as error:
        raise ValueError(f"{key}: {error}") from error


def one_of(kind: Callable[[Any], Any], attribute: str) -> Parser:
    """Return the parser of a list of words, one of which the fact must be."""

    def parse(value: Any) -> Test:
        wanted = words(kind, value)
        return lambda facts: getattr(facts, attribute) in wanted

    return parse


def has_all(kind: Callable[[Any], Any], attribute: str) -> Parser:
    """Return the parser of a list of words, all of which the fact, a set, must hold."""

    def parse(value: Any) -> Test:
        wanted = words(kind, value)
        return lambda facts: wanted <= getattr(facts, attribute)

    return parse


def lacks_all(kind: Callable[[Any], Any], attribute: str) -> Parser:
    """Return the parser of a list of words, none of which the fact, a set, may hold."""

    def parse(value: Any) -> Test:
        unwanted = words(kind, value)
        return lambda facts: unwanted.isdisjoint(getattr(facts, attribute))

    return parse


def is_(attribute: str) -> Parser:
    """Return the parser of true or false, which the fact must be."""

    def parse(value: Any) -> Test:
        wanted = flag(value)
        return lambda facts: getattr(facts, attribute) is wanted

    return parse


def at_most(attribute: str) -> Parser:
    """Return the parser of the largest number that the fact may be; an unknown fact holds nothing."""

    def parse(value: Any) -> Test:
        limit = number(value)
        return lambda facts: getattr(facts, attribute) is not None and getattr(facts, attribute) <= limit

    return parse


def at_least(attribute: str) -> Parser:
    """Return the parser of the smallest number that the fact may be; an unknown fact holds nothing."""

    def parse(value: Any) -> Test:
        limit = number(value)
        return lambda facts: getattr(facts, attribute) is not None and getattr(facts, attribute) >= limit

    return parse


def words(kind: Callable[[Any], Any], value: Any) -> frozenset[Any]:
    """Return a stored list of words, which must not be empty. Raises ValueError."""
    if not isinstance(value, list) or not value:
        raise ValueError(f"expected a list of words, got {value!r}")
    return frozenset(map(kind, value))


def number(value: Any) -> int:
    """Return a stored whole number. Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"expected a whole number, got {value!r}")
    return value


def flag(value: Any) -> bool:
    """Return a stored truth value. Raises ValueError."""
    if not isinstance(value, bool):
        raise ValueError(f"expected true or false, got {value!r}")
    return value
