from __future__ import annotations

import socket
from typing import Any

import pytest

from samestory.fetch.safety import address_of, is_public
from samestory.links.trouble import NotFetched


def leading_to(*addresses: str) -> Any:
    return lambda host, port: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_internet_may_be_asked(address: str):
    assert is_public(address)
    assert address_of("post.example", 80, leading_to(address), allow_private=False) == address


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1", "240.0.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
        "2001:0:53aa:64c:0:0:80ff:fffe",
        *("fec0::1", "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::7f00:1", "5f00::1"),
    ],
)
def test_this_machine_and_its_network_are_not_asked_whatever_name_leads_there(address: str):
    with pytest.raises(NotFetched, match="--allow-private"):
        address_of("post.example", 80, leading_to(address), allow_private=False)
    assert address_of("post.example", 80, leading_to(address), allow_private=True)


def test_of_several_addresses_one_that_may_be_asked_is_taken():
    found = address_of("post.example", 80, leading_to("10.0.0.1", "8.8.8.8"), allow_private=False)
    assert found == "8.8.8.8"


def test_a_host_that_is_not_found_may_be_later():
    def unknown(host: str, port: int) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(NotFetched, match="is not found") as told:
        address_of("nowhere.example", 80, unknown, allow_private=False)
    assert told.value.passes
