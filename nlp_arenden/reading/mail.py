"""E-mail as it is saved to a file (EML)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from typing import Any, TypeAlias

from nlp_arenden.domain.handling import Notice
from nlp_arenden.errors import EncryptedFile
from nlp_arenden.reading.extract import PARAGRAPH_END, Extract, Job
from nlp_arenden.reading.plain import encoding_notices
from nlp_arenden.reading.web import html_text
from nlp_arenden.text.encoding import decode

Part: TypeAlias = "Message[Any, Any]"  # the class takes no type arguments when the program runs

_HEADERS = {"From": "Från", "To": "Till", "Cc": "Kopia", "Subject": "Ämne", "Date": "Datum"}
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
# What the standard library raises on malformed headers and parts.
_MALFORMED = (ValueError, LookupError, AttributeError, TypeError)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with an e-mail."""

    filnamn: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail: its headers and body as text, and its attachments in order."""

    extract: Extract
    attachments: tuple[Attachment, ...]


def read_mail(data: bytes, job: Job) -> Mail:
    """An e-mail: Från, Till, Kopia, Ämne and Datum as lines, then the body, plain text before HTML.

    Pictures that the HTML shows, and signatures, are no attachments.

    Raises:
        EncryptedFile: the e-mail is encrypted.
    """
    message: Part = message_from_bytes(data, policy=policy.default)
    if message.get_content_type() in _ENCRYPTED:
        raise EncryptedFile("e-posten är krypterad; öppna den i e-postprogrammet och spara den okrypterad.")
    plain: list[str] = []
    rich: list[str] = []
    notices: list[Notice] = []
    attachments: list[Attachment] = []
    for part in _leaves(message):
        job.deadline.check()
        kind = part.get_content_type()
        name = _name(part)
        content = _content(part)
        if kind in {"text/plain", "text/html"} and not name and part.get_content_disposition() != "attachment":
            decoded = decode(content, _charset(part))
            notices += encoding_notices(decoded)
            if kind == "text/plain":
                plain.append(decoded.text)
            else:
                rich.append(html_text(decoded, job))
        elif kind not in _SIGNATURES and not (part.get("Content-ID") and kind.startswith("image/")):
            ending = ".eml" if kind == "message/rfc822" else ""
            attachments.append(Attachment(name or f"bilaga {len(attachments) + 1}{ending}", content))
    body = plain if "".join(plain).strip() else rich
    heads = [f"{swedish}: {said}" for name, swedish in _HEADERS.items() if (said := _header(message, name))]
    text = PARAGRAPH_END.join([*heads, "", "\n".join(body)])
    return Mail(Extract(text, notices=tuple(dict.fromkeys(notices))), tuple(attachments))


def _leaves(part: Part) -> Iterator[Part]:
    """The parts that hold something; an e-mail inside the e-mail is one of them."""
    payload = part.get_payload()
    if part.get_content_type() != "message/rfc822" and isinstance(payload, list):
        for inner in payload:
            if isinstance(inner, Message):
                yield from _leaves(inner)
    else:
        yield part


def _content(part: Part) -> bytes:
    payload = part.get_payload()
    try:
        if isinstance(payload, list):
            return b"".join(inner.as_bytes() for inner in payload if isinstance(inner, Message))
        content = part.get_payload(decode=True)
    except _MALFORMED:
        return b""
    return content if isinstance(content, bytes) else b""


def _charset(part: Part) -> str | None:
    try:
        return part.get_content_charset()
    except _MALFORMED:
        return None


def _name(part: Part) -> str:
    try:
        name = part.get_filename() or ""
    except _MALFORMED:
        return ""
    return _UNSAFE.sub("", name).replace("\\", "/").rsplit("/", 1)[-1].strip()


def _header(message: Part, name: str) -> str:
    """A header as one reads it; the date as 2024-05-03 10:22, in the time zone of the sender."""
    try:
        header = message[name]
        when = getattr(header, "datetime", None) if name == "Date" else None
        said = f"{when:%Y-%m-%d %H:%M}" if when is not None else str(header or "")
    except _MALFORMED:
        return ""
    return " ".join(_UNSAFE.sub(" ", said).split())
