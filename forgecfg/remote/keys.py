"""Test keys: RSA key pairs that live in memory, and tokens signed with them."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from forgecfg.errors import UsageError
from forgecfg.files.regular import KEY_FILE, read_regular_file

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

_KEY_BITS = 2048


class SigningKey(NamedTuple):
    """A key pair and its key id."""

    kid: str
    private: RSAPrivateKey

    @property
    def public_jwk(self) -> dict[str, Any]:
        """The public key as an entry of a JWKS."""
        from jwt.algorithms import RSAAlgorithm

        jwk = RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {**jwk, "kid": self.kid, "use": "sig", "alg": "RS256"}

    @property
    def public_pem(self) -> bytes:
        """The public key as text, which an attacker can use as a secret for HS256."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        return self.private.public_key().public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )


def require_extra() -> None:
    """Raise UsageError, with what to install, where the extra `remote` is not installed."""
    try:
        import cryptography  # noqa: F401
        import httpx  # noqa: F401
        import jwt  # noqa: F401
    except ImportError as error:
        raise UsageError(
            f"this command needs the extra `remote` ({error.name} is missing): "
            'run python -m pip install ".[remote]" in a clone of forgecfg'
        ) from None


def new_key(kid: str | None = None) -> SigningKey:
    """A new key pair, by default with a key id that no other has."""
    from cryptography.hazmat.primitives.asymmetric import rsa

    return SigningKey(
        kid or f"test-{secrets.token_hex(8)}", rsa.generate_private_key(65537, _KEY_BITS)
    )


def key_from_file(path: Path) -> SigningKey:
    """The key pair in a PEM file; where there is no file, a new one that is written to it.

    The file is readable by its owner only. Raises UsageError where it cannot be read or written,
    or does not hold an RSA key.
    """
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        if not path.exists():
            return _written(path)
        private = load_pem_private_key(read_regular_file(path, KEY_FILE), password=None)
    except OSError as error:
        raise UsageError(f"cannot use the key file {path}: {error.strerror or error}") from None
    except (ValueError, TypeError):
        raise UsageError(f"{path} is not an unencrypted PEM private key") from None
    if not isinstance(private, RSAPrivateKey):
        raise UsageError(f"{path} does not hold an RSA key")
    return SigningKey(f"test-{_thumbprint(private)}", private)


def _written(path: Path) -> SigningKey:
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    private = new_key().private
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(pem)
    return SigningKey(f"test-{_thumbprint(private)}", private)


def _thumbprint(private: RSAPrivateKey) -> str:
    from hashlib import sha256

    return sha256(str(private.public_key().public_numbers().n).encode()).hexdigest()[:16]


def sign(
    claims: dict[str, Any],
    key: SigningKey,
    header: dict[str, Any] | None = None,
) -> str:
    """A token signed with RS256; `header` adds to or replaces parts of its header."""
    import jwt

    return jwt.encode(
        claims, key.private, "RS256", {"kid": key.kid, "typ": "JWT", **(header or {})}
    )


def sign_none(claims: dict[str, Any], kid: str) -> str:
    """A token with the algorithm "none" and an empty signature."""
    return f"{_part({'alg': 'none', 'kid': kid, 'typ': 'JWT'})}.{_part(claims)}."


def sign_hs256(claims: dict[str, Any], key: SigningKey) -> str:
    """A token signed with HS256, with the text of the public key as the secret."""
    import hmac

    start = f"{_part({'alg': 'HS256', 'kid': key.kid, 'typ': 'JWT'})}.{_part(claims)}"
    return f"{start}.{_base64(hmac.digest(key.public_pem, start.encode(), 'sha256'))}"


def tampered(token: str) -> str:
    """The token with one bit of its signature changed."""
    from base64 import urlsafe_b64decode

    start, _, signature = token.rpartition(".")
    data = bytearray(urlsafe_b64decode(signature + "=" * (-len(signature) % 4)))
    data[-1] ^= 1
    return f"{start}.{_base64(bytes(data))}"


def _part(value: dict[str, Any]) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _base64(data: bytes) -> str:
    from base64 import urlsafe_b64encode

    return urlsafe_b64encode(data).rstrip(b"=").decode()
