"""The pages, one file for each thing that somebody comes to do."""

from facilitator.pages.account import account
from facilitator.pages.from_plan import from_plan
from facilitator.pages.home import home
from facilitator.pages.join import join
from facilitator.pages.links import links
from facilitator.pages.partner import partner
from facilitator.pages.plan import plan
from facilitator.pages.room import room
from facilitator.pages.signing import signing
from facilitator.pages.workshops import workshops

PAGES = (home, account, workshops, join, links, room, plan, partner, signing, from_plan)

__all__ = ["PAGES"]
