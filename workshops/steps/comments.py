"""Comments on a passage of a text: said beside it, answered, and set aside once they are dealt with.

They stand beside the log: they help to find the words, and it is the words that are decided on. A comment names its passage twice: by
places that move with the words around them (`anchor`, `head`, as the editors spell them), and by the words themselves.
"""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta, structs

from workshops.bounds import Id, Reason, line, passage
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.plan.sections import SECTIONS
from workshops.refusal import Refused
from workshops.state import Comment, Reply, Workshop
from workshops.verbs import Aside, Change, Command, Made, decide

MOST_OPEN = 60
"""Open comments of one person: more is a talk to be had."""
MOST_COMMENTS = 2_000
MOST_REPLIES = 50
LONGEST_QUOTE = 300

Position = Annotated[str, Meta(max_length=200, pattern=r"^[A-Za-z0-9+/=]*\Z")]
"""A place in a text: base64 of a Yjs relative position."""


class CommentText(Command):
    """Says something about a passage of a section's text; `quote` is what it says there now."""

    may = WORKING

    section: Id
    words: Reason
    quote: Annotated[str, Meta(max_length=4_000)] = ""
    anchor: Position = ""
    head: Position = ""


class ReplyToComment(Command):
    """Answers a comment."""

    may = WORKING

    comment: Id
    words: Reason


class ResolveComment(Command):
    """Sets a comment aside as dealt with, or takes it up again."""

    may = WORKING

    comment: Id
    on: bool


@decide.register
def _(command: CommentText, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    section = SECTIONS.get(command.section)
    if section is None or not section.text or section.id not in workshop.agenda.sections():
        raise Refused("unknown_section", "This part of the plan has no text.", "section")
    if len(workshop.comments) >= MOST_COMMENTS:
        raise Refused("full", "There are as many comments as a workshop can hold. Please talk it over, and change the words.")
    if sum(one.by == actor.id and not one.resolved for one in workshop.comments.values()) >= MOST_OPEN:
        raise Refused("full", "You have many comments open. Please have some of them dealt with first.")
    quote = line(command.quote, "quote")
    quote = quote if len(quote) <= LONGEST_QUOTE else f"{quote[: LONGEST_QUOTE - 1]}…"
    comment = Comment(
        f"m{len(workshop.comments) + 1}", section.id, quote, command.anchor, command.head, _words(command.words), actor.id, moment.now
    )
    yield _kept(comment)
    yield Made(comment.id)


@decide.register
def _(command: ReplyToComment, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    comment = _known(workshop, command.comment)
    if len(comment.replies) >= MOST_REPLIES:
        raise Refused("full", "This comment has as many answers as it can hold. Please talk it over.")
    reply = Reply(_words(command.words), actor.id, moment.now)
    yield _kept(structs.replace(comment, replies=(*comment.replies, reply), resolved=False))


@decide.register
def _(command: ResolveComment, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    yield _kept(structs.replace(_known(workshop, command.comment), resolved=command.on))


def _words(words: str) -> str:
    said = passage(words, "words")
    if not said:
        raise Refused("empty", "Please write what you want to say.", "words")
    return said


def _known(workshop: Workshop, comment: str) -> Comment:
    known = workshop.comments.get(comment)
    if known is None:
        raise Refused("unknown_comment", "This comment is not there any more.", "comment")
    return known


def _kept(comment: Comment) -> Aside:
    return Aside("comments", (comment.id,), msgspec.to_builtins(comment))


def with_comment(workshop: Workshop, key: tuple[str, ...], row: Any) -> Workshop:
    """The workshop with a row of the shelf "comments" taken in."""
    return structs.replace(workshop, comments=workshop.comments | {key[0]: msgspec.convert(row, Comment)})


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `comment:…`."""
    for comment in workshop.comments.values():
        yield f"comment:{comment.id}", msgspec.to_builtins(comment)
