"""Content ids: the same input gives the same id on any machine, in any run.

Knows nothing of what is hashed; whoever makes a record decides which of its parts are its identity.
"""

from __future__ import annotations

from hashlib import blake2b

ID_BYTES = 16
# Digits of an id that are shown and that name one; fewer may be a word, or a number, meant for a name.
ID_SHOWN = 8


def content_id(*parts: bytes | str) -> str:
    """BLAKE2b-128 of ``parts`` as 32 hex digits.

    Each part goes in with its kind and its length, so ``("ab", "c")``, ``("a", "bc")`` and ``(b"ab", "c")``
    are three different ids. Lone surrogates are hashed as they are.
    """
    digest = blake2b(digest_size=ID_BYTES)
    for part in parts:
        kind, data = (b"s", part.encode("utf-8", "surrogatepass")) if isinstance(part, str) else (b"b", part)
        digest.update(kind + len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()
