"""The one place that says who somebody is: accounts, devices, seats and personal links.

A device is a random token in the signed session cookie; a seat belongs to a device, or to an account that is signed in
on one. All of it is asked of the store each time, so that a seat that was moved or a sign-out counts at once.
"""

import hashlib
import secrets
from collections.abc import Callable
from functools import cache
from typing import TypeVar
from urllib.parse import urlsplit

import argon2
import itsdangerous
from flask import Flask, Request, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface
from gevent.lock import BoundedSemaphore
from gevent.threadpool import ThreadPool

from workshops.stores.accounts import Account, Accounts, Seat, Token, sha256

T = TypeVar("T")

# One lane: on the two cores of a small machine, a password must leave one to the room.
_hasher = argon2.PasswordHasher(parallelism=1)

MOST_WAITING = 10
"""Passwords that may wait to be checked; each takes a tenth of a second."""
_in_line = BoundedSemaphore(MOST_WAITING)


class Crowded(Exception):
    """Too many passwords wait to be checked."""


class Sessions(SecureCookieSessionInterface):
    """Signed cookies that are sent over https alone wherever the page came over https."""

    digest_method = staticmethod(hashlib.sha256)

    def get_cookie_secure(self, app: Flask) -> bool:
        """`Secure` as the request demands it: a room's wifi has no https, a server on the internet has."""
        return request.is_secure


def accounts() -> Accounts:
    """The store of this application."""
    found: Accounts = current_app.extensions["accounts"]
    return found


def now() -> int:
    """Milliseconds UTC by the application's clock."""
    return int(current_app.extensions["clock"]())


def device() -> str:
    """The hash of this device's token; a device that has none gets one with this answer."""
    if "device" not in session:
        session["device"] = secrets.token_urlsafe(32)
        session.permanent = True
    return sha256(session["device"])


def known_device() -> str:
    """The hash of this device's token, "" when it never had one."""
    return sha256(session["device"]) if "device" in session else ""


def who(workshop_id: str, at: str = "") -> str | None:
    """The participant who sits at this device (or at the device with the hash `at`) in a workshop, None when nobody does."""
    seat_at = at or known_device()
    return accounts().seated(workshop_id, seat_at) if seat_at else None


def account() -> Account | None:
    """The account that is signed in here."""
    if "account" not in g:
        number = accounts().signed_in(known_device())
        g.account = accounts().account(number) if number else None
    found: Account | None = g.account
    return found


def my_seats() -> list[Seat]:
    """The seats of this device and of whoever is signed in on it, the newest first."""
    signed_in = account()
    return accounts().seats_of(f"device:{known_device()}", *([f"account:{signed_in.id}"] if signed_in else []))


def sit(workshop_id: str, participant: str) -> None:
    """Gives a seat to this device."""
    accounts().take_seat(workshop_id, participant, f"device:{device()}", now())


def sit_as(signed_in: Account, workshop_id: str, participant: str) -> None:
    """Gives a seat to an account: it is there wherever that account signs in."""
    accounts().take_seat(workshop_id, participant, f"account:{signed_in.id}", now())


def check_password(email: str, password: str) -> Account | None:
    """The account with this address and password. Takes as long for an unknown address."""
    found = accounts().account_of(email)
    fits = _off_the_loop(_fits, found.password if found else "", password)
    return found if fits else None


def keep_account(email: str, name: str, password: str) -> Account:
    """The account under this address, new or with this new name and password."""
    return accounts().keep_account(email, name, _off_the_loop(_hasher.hash, password), now())


def sign_in(signed_in: Account) -> None:
    """Signs an account in on this device, under a new token: one that was known before is worth nothing afterwards."""
    before = device()
    session.clear()
    session["signed_in_as"] = sha256(signed_in.email)
    accounts().sign_in(device(), signed_in.id, before, now())
    g.account = signed_in


def has_signed_in_as(email: str) -> bool:
    """Has somebody signed in on this device with this address before?"""
    return bool(session.get("signed_in_as") == sha256(email.strip().casefold()))


def sign_out() -> None:
    """Signs out here. Seats that the device took itself stay with it."""
    accounts().sign_out(known_device())
    g.pop("account", None)


def new_link(kind: str, workshop_id: str = "", participant: str = "") -> str:
    """The secret of a new one-time link; earlier unused ones for the same stop working."""
    secret = secrets.token_urlsafe(24)
    accounts().keep_token(secret, kind, now(), workshop_id, participant)
    return secret


def link(secret: str, kind: str) -> Token | None:
    """The one-time link with this secret, used or not. Looking uses nothing up."""
    return accounts().token(secret, kind)


def use_link(token: Token) -> bool:
    """Uses a link up on this device; a personal link moves its seat here. False when it has been used before."""
    return accounts().use_token(token, f"device:{device()}", now())


def signing_secret(workshop_id: str, participant: str) -> str:
    """What stands in the link by which somebody comes back to sign: the same until it is made anew, so that one on paper stays good."""
    secret: str = _signing().dumps([workshop_id, participant, accounts().signing_link(workshop_id, participant)])
    return secret


def renew_signing(workshop_id: str, participant: str) -> None:
    """Makes that link anew; those before it, on paper too, stop working."""
    accounts().renew_signing_link(workshop_id, participant)


def read_signing(secret: str) -> tuple[str, str] | None:
    """The workshop and participant that a signing link names; None for what this server did not write, or has made anew since."""
    try:
        workshop_id, participant, renewed = _signing().loads(secret)
    except (itsdangerous.BadData, TypeError, ValueError):
        return None
    return (workshop_id, participant) if renewed == accounts().signing_link(workshop_id, participant) else None


def _signing() -> itsdangerous.URLSafeSerializer:
    digest = {"digest_method": hashlib.sha256}
    return itsdangerous.URLSafeSerializer(current_app.secret_key or "", salt="come back to sign", signer_kwargs=digest)


def sits_as_account(workshop_id: str) -> bool:
    """Does whoever is signed in here lead this workshop with the account? Then this device gets no other seat in it."""
    signed_in = account()
    return signed_in is not None and accounts().seat(workshop_id, f"account:{signed_in.id}") is not None


def same_origin(asked: Request) -> bool:
    """Does this request come from a page of ours, or from a program that is no browser?"""
    # Threat: another site's page sends commands with the visitor's cookie. Browsers always name the origin then.
    if asked.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = asked.headers.get("Origin")
    if origin is None:
        return True
    parts = urlsplit(origin)
    return (parts.scheme, parts.netloc) == (asked.scheme, asked.host)


def _fits(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept or _nobody(), password)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False


@cache
def _nobody() -> str:
    """Checked when nobody has the address: the answer takes as long as for an address that has an account."""
    return _hasher.hash(secrets.token_hex(16))


def _off_the_loop(work: Callable[..., T], *arguments: str) -> T:
    # Argon2 is slow on purpose. In a thread of its own it holds up nobody else's vote: those of the hub write votes to the disk.
    # Who comes when the line is full is sent away at once: a flood of passwords must not be checked when nobody waits for it any more.
    if not _in_line.acquire(blocking=False):
        raise Crowded
    try:
        result: T = _hashing().apply(work, arguments)
    finally:
        _in_line.release()
    return result


@cache
def _hashing() -> ThreadPool:
    return ThreadPool(1)
