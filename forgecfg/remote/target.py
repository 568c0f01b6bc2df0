"""The address that test requests go to: on this machine, unless another host is allowed."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from forgecfg.errors import UsageError
from forgecfg.manifest.url import UrlError, parse_url
from forgecfg.remote.contract import CallerKind
from forgecfg.remote.routes import Route


def checked_target(url: str, allowed_hosts: Collection[str] = ()) -> str:
    """The base URL of the backend under test, without a slash at its end.

    Raises UsageError for anything but http or https to loopback, or https to an allowed host.
    """
    try:
        parts = parse_url(url)
        port = urlsplit(url).port
    except UrlError as error:
        raise UsageError(f"the URL of --to {error}") from None
    except ValueError:
        raise UsageError("the URL of --to has a malformed port") from None
    if port == 0:
        raise UsageError("the URL of --to has a malformed port")
    if parts.scheme not in ("http", "https"):
        raise UsageError(f"--to requires http:// or https://, not {parts.scheme}://")
    if "@" in urlsplit(url).netloc:
        raise UsageError("--to does not accept a user name or password in the URL")
    if parts.query or parts.fragment:
        raise UsageError("--to is a base URL: leave out the query and the fragment")
    if not is_loopback(parts.host):
        if parts.host not in {host.lower() for host in allowed_hosts}:
            raise UsageError(
                f"{parts.host} is not on this machine; if the backend is yours, "
                f"add --allow-host {parts.host}"
            )
        if parts.scheme != "https":
            raise UsageError(f"use https:// for {parts.host}: Forge calls remotes over HTTPS only")
    return url.rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether a host of a URL is this machine: localhost, 127.0.0.0/8 or [::1]."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def url_of(target: str, route: Route, path: str) -> str:
    """Where a call goes.

    Front ends resolve the path against the base URL as browsers do, so that a path with a slash
    replaces that of the base; all other callers append it (apis-reference/ui-api-bridge).
    """
    if route.caller.kind is CallerKind.UI:
        return _same_origin(target, urljoin(f"{target}/", path))
    return f"{target}/{path.lstrip('/')}"


def _same_origin(target: str, url: str) -> str:
    """The URL, which must not lead away from the target."""
    if urlsplit(url)[:2] != urlsplit(target)[:2]:
        raise UsageError("a path must not name another host")
    return url
