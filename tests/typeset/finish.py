"""The same file each time: a producer's clock and random ids are written over in place."""

from __future__ import annotations

import hashlib
import re

from pipeline.corpus import Review
from tests.typeset.book import typeset_date

_DATE = re.compile(rb"D:\d{14}")
_ID = re.compile(rb"(/ID\s*\[\s*<)([0-9A-Fa-f]{32})(>\s*<)([0-9A-Fa-f]{32})(>\s*\])")
_CHECKSUM = re.compile(rb"(/DocChecksum /)([0-9A-F]{32})")


def fix_dates(review: Review, pdf: bytes) -> bytes:
    """The file with the review's own date and an id made of its slug; no byte moves."""
    day = typeset_date(review).strftime("D:%Y%m%d120000").encode()
    mark = hashlib.sha256(review.slug.encode()).hexdigest()[:32].upper().encode()
    pdf = _DATE.sub(day, pdf)
    pdf = _ID.sub(rb"\g<1>" + mark + rb"\g<3>" + mark + rb"\g<5>", pdf)
    return _CHECKSUM.sub(rb"\g<1>" + mark, pdf)
