"""Sockets to public addresses only."""

import socket

import pytest

from pipeline.feeds.connect import PrivateAddress, is_public, sockets


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_public_addresses(address: str) -> None:
    """Of the internet, also where IPv6 carries an IPv4 address of it."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1", "2002:a00:1::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
        "not an address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    """Private, loopback, link-local, shared, reserved, multicast, and IPv6 addresses that carry one of these."""
    assert not is_public(address)


def test_no_socket_is_made_to_a_private_address() -> None:
    """The check is where the socket is made; a setting allows it."""
    info = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", 80))
    with pytest.raises(PrivateAddress, match="FRONTWIRE_FETCH_ALLOW_PRIVATE"):
        sockets(allow_private=False)(info)
    with sockets(allow_private=True)(info) as made:
        assert made.family == socket.AF_INET
