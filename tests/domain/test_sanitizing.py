"""When data has left a device: every medium's last word counts, and a failed purge leaves destruction alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.sanitizing import (
    KEPT_IN,
    Attempt,
    Medium,
    SanitizationMethod,
    SanitizationResult,
    check,
    is_sanitized,
    must_stay,
)
from app.domain.vocabulary import Condition, DispositionCode

CLEAR, PURGE, DESTROY = SanitizationMethod
PASSED, FAILED = SanitizationResult


def an_attempt(
    medium: str = "M1", method: SanitizationMethod = PURGE, result: SanitizationResult = PASSED, tool: str = "nwipe"
) -> Attempt:
    return Attempt(Medium("Acme", "D500", medium), method, tool, "0.36", result)


@pytest.mark.parametrize(
    ("attempts", "sanitized"),
    [
        ([], False),
        ([an_attempt()], True),
        ([an_attempt(result=FAILED)], False),
        ([an_attempt(method=CLEAR, result=FAILED), an_attempt()], True),
        ([an_attempt(), an_attempt("M2", result=FAILED)], False),
        ([an_attempt(result=FAILED), an_attempt(method=DESTROY)], True),
        ([an_attempt(), an_attempt(result=FAILED)], False),
    ],
)
def test_every_medium_must_have_passed_when_it_was_done_last(attempts: list[Attempt], sanitized: bool) -> None:
    assert is_sanitized(attempts) is sanitized


@pytest.mark.parametrize("method", [CLEAR, PURGE])
def test_after_a_failed_purge_nothing_but_destruction_counts(method: SanitizationMethod) -> None:
    failed = [an_attempt(result=FAILED)]
    with pytest.raises(Refused) as refused:
        check(an_attempt(method=method), failed)
    assert refused.value.said.message.key == "sanitizing.purge_failed"
    check(an_attempt(method=DESTROY), failed)
    check(an_attempt("M2", method=method), failed)


RESULTS = st.sampled_from(SanitizationResult)
ATTEMPTS = st.lists(
    st.builds(an_attempt, st.sampled_from(["M1", "M2"]), st.sampled_from(SanitizationMethod), RESULTS), max_size=5
)


@given(st.frozensets(st.sampled_from(Condition)), st.sampled_from(DispositionCode), ATTEMPTS)
def test_data_never_leaves_and_every_unit_has_a_way_out(
    condition: frozenset[Condition], code: DispositionCode, attempts: list[Attempt]
) -> None:
    if not is_sanitized(attempts) and Condition.UNOPENED not in condition:
        assert must_stay(condition, code, attempts) is (code not in KEPT_IN)
    else:
        assert not must_stay(condition, code, attempts)
    assert not must_stay(condition, DispositionCode.DESTROY, attempts)
    assert not must_stay(condition, None, attempts)
