"""The dictionary attack without the key: every plain hash, and every key that is no secret, that people reach for."""

import hashlib
import hmac
from collections.abc import Iterator

PLAIN = ("md5", "sha1", "sha256", "sha512", "blake2b")
NO_SECRETS = (b"", b"key", b"secret", bytes(32), b"tenancy-match", b"link", b"name")


def attempts(value: str) -> Iterator[int]:
    """The 64-bit numbers that a value may have become, at either end of a digest."""
    text = value.encode()
    digests = [hashlib.new(name, text).digest() for name in PLAIN] + [hmac.digest(key, text, "sha256") for key in NO_SECRETS]
    for digest in digests:
        yield int.from_bytes(digest[:8], "big", signed=True)
        yield int.from_bytes(digest[:8], "little", signed=True)
        yield int.from_bytes(digest[-8:], "big", signed=True)
