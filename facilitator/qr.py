"""QR codes: as a picture for pages, as characters for the terminal."""

import base64
import io

import segno


def picture(address: str) -> bytes:
    """An SVG of the address. Dark on light in every colour scheme, with its quiet margin: cameras need both."""
    out = io.BytesIO()
    segno.make(address, micro=False, error="m").save(out, kind="svg", scale=8, border=3, dark="#1d1b17", light="#ffffff", omitsize=True)
    return out.getvalue()


def inline(address: str) -> str:
    """The same picture as a data URI, for an address that is nowhere else to be fetched from."""
    return "data:image/svg+xml;base64," + base64.b64encode(picture(address)).decode()


def characters(address: str) -> str:
    """The code for a terminal, half a character high per module."""
    out = io.StringIO()
    segno.make(address, micro=False, error="l").terminal(out=out, border=2, compact=True)
    return out.getvalue()
