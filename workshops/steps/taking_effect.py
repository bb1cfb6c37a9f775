"""When a signed plan takes effect: once all partners have signed, or the share that the group adopted in "How we decide"."""

from msgspec import Struct

from workshops.decisions.saying import listed, several
from workshops.plan.standing import Standing, standing_of_passage
from workshops.state import Workshop
from workshops.versions import Version

ALL = "all"
WAITING, IN_EFFECT, OUT_OF_REACH = "waiting", "in_effect", "out_of_reach"
SHARES: dict[str, tuple[int, int]] = {"three_quarters": (3, 4), "two_thirds": (2, 3)}


class Effect(Struct, frozen=True):
    """How far a version is on its way into effect: `signed` of `partners` have signed, `needed` are enough; `words` say it.

    `standing` is out of reach where too many have declined, or where the signing is closed and too few have signed.
    """

    share: str
    needed: int
    partners: int
    signed: int
    standing: str
    words: str


def adopted_share(workshop: Workshop) -> str:
    """The share that the group adopted for its plan to take effect; all partners, unless it did."""
    for entry in workshop.plan.of_kind("taking_effect"):
        standing = standing_of_passage(workshop.plan, workshop.decisions.values(), entry.passage, entry.sha256)
        if standing is Standing.ADOPTED:
            return str(entry.fields.get("share") or ALL)
    return ALL


def needed_of(share: str, partners: int) -> int:
    """How many of so many partners a share is: never fewer than it says."""
    if share == "half":
        return partners // 2 + 1
    numerator, denominator = SHARES.get(share, (1, 1))
    return -(-partners * numerator // denominator)


def effect_of(workshop: Workshop, version: Version) -> Effect:
    """Whether this version is in effect, and if not, what it takes."""
    asked = [partner.id for partner in workshop.partners.values() if _counts(workshop, version, partner.id)]
    signed = sum(1 for one in version.signatures if one.signs and one.partner in asked)
    declined = [workshop.partners[one.partner].name for one in version.signatures if not one.signs and one.partner in asked]
    share = adopted_share(workshop)
    needed = needed_of(share, len(asked))
    enough = f"all {several(needed, 'partner')}" if needed == len(asked) else f"{needed} of the {several(len(asked), 'partner')}"
    so_far = f"{signed} of {several(len(asked), 'partner')} {'has' if signed == 1 else 'have'} signed"
    standing, words = WAITING, f"The plan takes effect when {enough} have signed."
    if signed >= needed:
        surplus = "" if needed == len(asked) else f", and {needed} {'is' if needed == 1 else 'are'} enough"
        standing, words = IN_EFFECT, f"The plan is in effect: {so_far}{surplus}."
    elif version.sealed_at is not None:
        # Nobody can sign any more.
        standing, words = OUT_OF_REACH, f"The plan is not in effect: {so_far}, and {enough} would have had to."
    elif len(asked) - len(declined) < needed:
        standing, words = (
            OUT_OF_REACH,
            f"The plan cannot take effect as it is: {enough} would have to sign, and {listed(declined)} declined.",
        )
    return Effect(share, needed, len(asked), signed, standing, words)


def _counts(workshop: Workshop, version: Version, partner: str) -> bool:
    """Who has withdrawn since is asked no more, unless it had answered."""
    return not workshop.partners[partner].withdrawn or any(one.partner == partner for one in version.signatures)
