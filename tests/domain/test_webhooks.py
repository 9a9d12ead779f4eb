"""Where news may be sent, how it is signed, and how long after a failure."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from uuid import UUID

import pytest

from app.domain.errors import Refused
from app.domain.webhooks import check_url, is_public, secret_of, signature, wait_after

INWARD = [
    "127.0.0.1", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "2001:0:7f00:1::",
]  # fmt: skip


def test_only_addresses_of_the_open_internet_are_public() -> None:
    assert [each for each in INWARD if is_public(ip_address(each))] == []
    assert all(is_public(ip_address(each)) for each in ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"))


@pytest.mark.parametrize("url", ["https://erp.example/x?y=1", "https://93.184.216.34:8443", "https://erp.example"])
def test_a_public_address_by_https_is_sent_to(url: str) -> None:
    assert check_url(url, allows_private=False) == url


@pytest.mark.parametrize(
    "url",
    [
        "", "erp.example", "ftp://erp.example/", "http://erp.example/", "http://127.0.0.1:9/", "https://", "https://[::1]/",
        "https://user@erp.example/", "https://erp.example/#x", "https://erp.example:99999/", "https://10.1.2.3/",
        "https://erp example/", "https://[::1", "javascript:alert(1)", "https://erp.example/" + "x" * 500,
    ],
)  # fmt: skip
def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        check_url(url, allows_private=False)


def test_private_addresses_are_sent_to_where_they_are_allowed_and_plain_http_on_this_machine_alone() -> None:
    for url in ("http://127.0.0.1:8080/", "http://localhost/", "http://[::1]/", "https://10.1.2.3/"):
        assert check_url(url, allows_private=True) == url
    with pytest.raises(Refused):
        check_url("http://10.1.2.3/", allows_private=True)


def test_a_receiver_can_check_the_signature_with_its_secret() -> None:
    secret = secret_of("key of the server", UUID(int=1), "salt")
    at = datetime(2026, 11, 22, 20, 32, 7, tzinfo=UTC)
    header = signature(secret, at, b'{"a":1}')
    stamp, _comma, signed = header.partition(",v1=")
    assert stamp == f"t={int(at.timestamp())}"
    assert signed == hmac.new(secret.encode(), stamp[2:].encode() + b'.{"a":1}', hashlib.sha256).hexdigest()
    assert secret_of("key of the server", UUID(int=1), "other") != secret != secret_of("other", UUID(int=1), "salt")


def test_each_failure_doubles_the_wait_up_to_an_hour_and_chance_takes_half_of_it_at_most() -> None:
    waits = [wait_after(failures, 0).total_seconds() for failures in (1, 2, 3, 9, 10, 500)]
    assert waits == [10, 20, 40, 2560, 3600, 3600]
    assert wait_after(1, 1) == timedelta(seconds=5)
