"""QR codes: as a picture for pages, as characters for the terminal."""

import io

import segno


def picture(address: str) -> bytes:
    """An SVG of the address. Dark on light in every colour scheme, with its quiet margin: cameras need both."""
    out = io.BytesIO()
    segno.make(address, micro=False, error="m").save(out, kind="svg", scale=8, border=3, dark="#1d1b17", light="#ffffff", omitsize=True)
    return out.getvalue()


def characters(address: str) -> str:
    """The code for a terminal, half a character high per module."""
    out = io.StringIO()
    segno.make(address, micro=False, error="l").terminal(out=out, border=2, compact=True)
    return out.getvalue()
