"""The file itself: its name, its bytes, the PDF in it. Whatever lies in a folder may be given here."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.errors import RejectedFile
from pipeline.settings import Limits

ID_LENGTH = 16
_PIECE = 1 << 20
# PDFium looks for the header this far; so do the readers that people open such files with.
_HEADER_WITHIN = 1024
_WORD_FILES = frozenset((".doc", ".docx", ".odt", ".rtf"))
_WORD_BEGINNINGS = (b"{\\rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_WORD_PARTS = (b"word/", b"application/vnd.oasis.opendocument.text")
_AS_PDF = "open it in its own program, save it as PDF and add that."


def shown_name(path: Path) -> str:
    """The file's name as it can be stored and printed: what no terminal should get is written as an escape.

    A name may hold anything but a slash: line ends, codes that move the cursor, bytes that are no text.
    """
    return "".join(_escaped(character) for character in path.name)


def _escaped(character: str) -> str:
    unprintable = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return character.encode("unicode_escape").decode("ascii") if unprintable else character


def file_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a PDF. Raises RejectedFile for anything that is none, cannot be read or is too large."""
    try:
        with _opened(path) as file:
            data = b"" if _size(file) > limits.max_bytes else _up_to(file, limits.max_bytes + 1)
            size = max(_size(file), len(data))
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise  # no fault of the file
        raise _unreadable(path, error) from error
    if size > limits.max_bytes:
        raise RejectedFile(
            "read",
            "too_large",
            f"The file has {size:,} bytes, more than the limit of {limits.max_bytes:,}; "
            "raise limits.max_bytes if it is wanted.",
        )
    _check_kind(path, data)
    return data


def _up_to(file: BinaryIO, most: int) -> bytes:
    """A file's bytes, ``most`` at most: to ask for so many takes their memory, however short the file is."""
    size = min(_size(file) + 1, most)
    data = file.read(size)
    while size <= len(data) < most and (piece := file.read(min(_PIECE, most - len(data)))):
        data += piece  # it has grown since
    return data


def content_hash(path: Path, max_bytes: int | None = None) -> str:
    """SHA-256 of the file's bytes, read in pieces.

    Raises OSError for what cannot be read, is no regular file, or has more than ``max_bytes`` bytes: a pipe
    would be waited for, and a file with holes can claim more bytes than a disk holds.
    """
    digest = hashlib.sha256()
    with _opened(path) as file:
        if max_bytes is not None and _size(file) > max_bytes:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def hash_or_none(path: Path, max_bytes: int) -> str | None:
    """``content_hash``, or None where there is none to be had."""
    try:
        return content_hash(path, max_bytes)
    except OSError:
        return None


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file open for reading; OSError for a pipe, device or folder, which may not even be opened."""
    _require_regular(path.stat().st_mode)
    # It may have become a pipe since: a pipe opened like this does not wait for its other end.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:  # noqa: PTH123 - a handle, not a path
        _require_regular(os.fstat(handle).st_mode)
        yield file


def _require_regular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENOTSUP, "It is not a regular file")


def _size(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size


def _unreadable(path: Path, error: OSError) -> RejectedFile:
    """Why the file could not be read, by the system's error."""
    if error.errno == errno.ENOTSUP:
        return RejectedFile(
            "read", "not_a_file", "It is a folder, pipe or device and no file; take it out of the folder."
        )
    if error.errno == errno.ELOOP:
        return RejectedFile("read", "broken_link", "It is a link that leads back to itself; delete it.")
    if error.errno == errno.ENOENT and path.is_symlink():
        return RejectedFile(
            "read", "broken_link", "It is a link to a file that is not there; put the file in its place."
        )
    if error.errno == errno.ENOENT:
        return RejectedFile("read", "unreadable", "The file has gone since the folder was listed; run again.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return RejectedFile(
            "read", "unreadable", "The file may not be opened by this user; change its permissions."
        )
    why = error.strerror or type(error).__name__
    return RejectedFile("read", "unreadable", f"The file cannot be read ({why}); copy it anew.")


def _check_kind(path: Path, data: bytes) -> None:
    """What a file is stands in its bytes; its name is only the next best witness."""
    if b"%PDF-" in data[:_HEADER_WITHIN]:
        return
    if not data.strip(b"\0"):
        what = "holds nothing but zeros" if data else "is empty"
        raise RejectedFile("read", "empty_file", f"The file {what}; fetch it again.")
    zipped = data.startswith(b"PK\x03\x04") and any(part in data for part in _WORD_PARTS)
    if zipped or data.startswith(_WORD_BEGINNINGS) or path.suffix.lower() in _WORD_FILES:
        raise RejectedFile(
            "read", "word_file", "This is a word processor's file; save it as PDF and add that."
        )
    raise RejectedFile(
        "read",
        "not_a_pdf",
        f"The file does not begin as a PDF does, whatever its name says; {_AS_PDF}",
    )


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """The document, to be closed by the caller. Raises RejectedFile where PDFium cannot open it."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _unopened(_error_code(data)) from error
    if len(pdf) == 0:
        pdf.close()
        raise RejectedFile("read", "no_pages", "No page can be found in the PDF; fetch it again.")
    return pdf


def _error_code(data: bytes) -> int | None:
    """Why PDFium cannot open this. Some failures set no code, and the one of an earlier file is still there:
    so first something fails whose code is known."""
    code = None
    for attempt in (b"no PDF", data):
        try:
            pdfium.PdfDocument(attempt).close()
        except pdfium.PdfiumError as error:
            code = error.err_code
    return code


def _unopened(code: int | None) -> RejectedFile:
    if code == raw.FPDF_ERR_PASSWORD:
        return RejectedFile("read", "encrypted", "The PDF asks for a password; save a copy without one.")
    if code == raw.FPDF_ERR_SECURITY:
        return RejectedFile(
            "read", "encrypted", "The PDF is locked in a way that is not known here; save a copy without it."
        )
    return RejectedFile(
        "read", "damaged", "The PDF is damaged or cut short and cannot be opened; fetch it again."
    )
