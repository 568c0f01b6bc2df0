"""The tables of hosts and schemes that the rules about `permissions.external` look into."""

from __future__ import annotations

import pytest

from forgecfg.api import check_text
from forgecfg.findings import Finding


def found(address: str, code: str, kind: str = "images") -> list[Finding]:
    section = f"{{{kind}: [{{address: '{address}'}}]}}"
    if kind == "backend":
        section = f"{{fetch: {section}}}"
    text = f"permissions: {{external: {section}}}\n"
    return [finding for finding in check_text(text).findings if finding.code == code]


@pytest.mark.parametrize("address", ["*.gravatar.com", "*.wp.com", "*.atl-paas.net"])
def test_hosts_of_avatars_need_no_permission(address: str) -> None:
    (finding,) = found(address, "FC714")
    assert f'"{address}" in permissions.external.images' in finding.message
    assert found(address, "FC714", kind="media") == []


@pytest.mark.parametrize(
    "address", ["gravatar.com", "*.gravatar.org", "https://*.wp.com", "*", "*.atl-paas.net.evil.io"]
)
def test_other_hosts_of_images_need_one(address: str) -> None:
    assert found(address, "FC714") == []


@pytest.mark.parametrize(
    "scheme",
    [
        *("javascript", "data", "vbscript", "view-source", "resource", "about"),
        *("chrome", "livescript", "mocha", "file", "mhtml", "smb"),
    ],
)
def test_blocked_schemes(scheme: str) -> None:
    (finding,) = found(f"{scheme}:thing", "FC711")
    assert f"the scheme {scheme}: is not allowed" in finding.message


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("slack:thing", ""),
        ("ftp://files.example.com", ""),
        ("wss://live.example.com", ""),
        ("HTTPS://api.example.com", ""),
        ("https://api.example.com:65535", ""),
        ("https://api.example.com:", ""),
        ("https://api.example.com:65536", "malformed port"),
        ("https://api.example.com:000001", "malformed port"),
        ("https://api.example.com:80a", "malformed port"),
        ("https://user:word@api.example.com", ""),
        ("https:\\\\api.example.com", ""),
        ("https://?a.b", "missing host"),
        ("https://#a.b", "missing host"),
        ("http://api.example.com", "uses http:// instead of https:// or wss://"),
        ("httpx://api.example.com", "uses httpx://"),
        ("api example.com", "contains a space"),
        ("localhost", "missing dot"),
        ("*.example.com", ""),
        ("*.*.example.com", "* is only allowed at the start"),
        ("*example.com", "* is only allowed at the start"),
        ("a.*.example.com", "* is only allowed at the start"),
        ("exa$mple.com", "malformed host"),
        ("", "it is empty"),
        ("*", ""),
        ("x" * 1000, "missing dot"),
        ("x" * 1001, ""),
    ],
)
def test_what_is_wrong_with_an_address(address: str, says: str) -> None:
    messages = [finding.message for finding in found(address, "FC711")]
    assert len(messages) == bool(says)
    assert says in "".join(messages)


@pytest.mark.parametrize(
    ("address", "has_path"),
    [
        ("https://api.example.com", False),
        ("https://api.example.com/", False),
        ("https://api.example.com?a/b", False),
        ("https://api.example.com#/b", False),
        ("https://api.example.com/v1", True),
        ("https://api.example.com//", True),
        ("api.example.com/v1", True),
        ("https:\\\\api.example.com\\v1", True),
        ("https:////api.example.com/v1", True),
        ("https://user@api.example.com/v1", True),
        # These are malformed in another way, and another rule says so.
        ("https://api.example.com:65536/v1", False),
        ("https:///", False),
    ],
)
def test_the_path_of_an_address(address: str, has_path: bool) -> None:
    assert len(found(address, "FC715", kind="backend")) == has_path
    assert found(address, "FC715") == []
