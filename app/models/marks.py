"""Marks: a running hash of each table, so that a silent change of the file is noticed.

The mark of a table is the number of its records and the sum of their digests modulo 2**128: one
changed record costs two digests, however long the table, and the order of changes is no matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from app.models.base import Record

_MODULUS = 1 << 128


@dataclass(frozen=True, slots=True)
class Mark:
    """How many records a table has, and the sum of their digests."""

    records: int = 0
    total: int = 0

    def plus(self, record: Record) -> Mark:
        """Return the mark of the table with this record more."""
        return Mark(self.records + 1, (self.total + _digest(record)) % _MODULUS)

    def minus(self, record: Record) -> Mark:
        """Return the mark of the table with this record less."""
        return Mark(self.records - 1, (self.total - _digest(record)) % _MODULUS)

    def __str__(self) -> str:
        return f"{self.records}:{self.total:032x}"


Marks = dict[str, Mark]


def mark_of(records: Iterable[Record]) -> Mark:
    """Return the mark of a table from all its records."""
    digests = [_digest(record) for record in records]
    return Mark(len(digests), sum(digests) % _MODULUS)


def read_mark(text: str) -> Mark:
    """Return the mark written in a plan; a text that is none gives a mark that fits no table."""
    count, _, total = text.partition(":")
    try:
        return Mark(int(count), int(total, 16))
    except ValueError:
        return Mark(-1)


def _digest(record: Record) -> int:
    """Return the digest of a record; `ascii` writes it alike in every version of Python."""
    return int.from_bytes(blake2b(ascii(record).encode("ascii"), digest_size=16).digest(), "big")
