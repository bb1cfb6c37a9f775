"""Words are never lost: neither when a paragraph becomes a list while somebody types in it, nor when it is deleted then."""

from unicodedata import normalize

import pytest
from pycrdt import XmlElement, XmlText

from tests.domain.writing import Pen, edit
from tests.scene import Scene, partnership


def made_a_list(pen: Pen) -> bytes:
    """The first paragraph taken out, and its words put into a list: what an editor does at a press of its button."""
    before = pen.doc.get_state()
    words = str(pen.paragraph())
    words = words.removeprefix("<paragraph>").removesuffix("</paragraph>")
    with pen.doc.transaction():
        del pen.root.children[0]
        listing, item, paragraph = XmlElement("bulletList"), XmlElement("listItem"), XmlElement("paragraph")
        pen.root.children.insert(0, listing)
        listing.children.append(item)
        item.children.append(paragraph)
        paragraph.children.append(XmlText(words))
    return pen.doc.get_update(before)


def two_at(words: str) -> tuple[Scene, Pen, Pen]:
    """Two people who see these words."""
    scene, _ = partnership()
    scene.did("p2", "edit_text", **edit(Pen(100).write(words)))
    text = scene.state.plan.texts["vision"]
    return scene, Pen(101, text), Pen(102, text)


def test_what_is_typed_while_the_paragraph_becomes_a_list_moves_into_the_list() -> None:
    scene, ana, ben = two_at("We eat. And we share.")
    typed = ben.doc.get_state()
    text = next(child for child in ben.paragraph().children if isinstance(child, XmlText))
    text.insert(7, " Well.")
    scene.did("p3", "edit_text", **edit(ben.doc.get_update(typed)))
    scene.did("p2", "edit_text", **edit(made_a_list(ana)))
    assert scene.state.plan.text("vision") == "- We eat. Well. And we share."


def test_what_is_typed_into_a_paragraph_that_is_deleted_stays_as_one_of_its_own() -> None:
    scene, ana, ben = two_at("Old words.")
    scene.did("p3", "edit_text", **edit(ben.write(" New words.")))
    scene.did("p2", "edit_text", **edit(ana.delete()))
    assert scene.state.plan.text("vision") == "New words."


def test_what_was_seen_and_then_deleted_is_gone() -> None:
    scene, ana, ben = two_at("Old words.")
    scene.did("p3", "edit_text", **edit(ben.write(" New words.")))
    ana.take(scene.state.plan.texts["vision"])
    scene.did("p2", "edit_text", **edit(ana.delete()))
    assert scene.state.plan.text("vision") == ""


@pytest.mark.parametrize("words", ["und 😀 Ä", "مرحبا", "a\u0301b"])
def test_words_of_every_script_are_put_back(words: str) -> None:
    scene, ana, ben = two_at("Grüße 😀 an alle.")
    scene.did("p3", "edit_text", **edit(ben.write(words)))
    scene.did("p2", "edit_text", **edit(made_a_list(ana)))
    assert scene.state.plan.text("vision") == f"- Grüße 😀 an alle.{normalize('NFC', words)}"


def test_words_that_come_after_their_paragraph_is_gone_are_put_back_by_their_own_page_first() -> None:
    scene, ana, ben = two_at("We eat.")
    scene.did("p2", "edit_text", **edit(made_a_list(ana)))
    late = edit(ben.write(" Well."))
    # Only Ben's page knows where in the paragraph the words stood.
    assert scene.refused("p3", "edit_text", **late) == "gone"
    scene.did("p3", "edit_text", **late, rescued=True)
    assert scene.state.plan.text("vision") == "- We eat."


def test_everybody_has_the_words_that_were_put_back() -> None:
    scene, ana, ben = two_at("We eat.")
    scene.did("p3", "edit_text", **edit(ben.write(" Well.")))
    scene.did("p2", "edit_text", **edit(made_a_list(ana)))
    now = scene.state.plan.texts["vision"]
    for pen in (ana, ben):
        pen.take(now)
        pen.doc.apply_update(now.tail[-1])
    assert str(ana.root) == str(ben.root)
    assert "We eat. Well." in str(ana.root)
    assert scene.reopened().state.plan.text("vision") == "- We eat. Well."


def test_nobody_writes_under_the_client_id_of_another_page() -> None:
    scene, ana, _ = two_at("We eat.")
    scene.did("p2", "edit_text", **edit(ana.write(" Well.")))
    forger = Pen(101, scene.state.plan.texts["vision"])
    assert scene.refused("p3", "edit_text", **edit(forger.write(" Badly."))) == "broken_update"
    scene.did("p2", "edit_text", **edit(ana.write(" And slowly.")))
    assert scene.state.plan.text("vision") == "We eat. Well. And slowly."


@pytest.mark.parametrize("client", [1, 2, 15])
def test_nobody_writes_under_the_ids_that_the_server_keeps_for_itself(client: int) -> None:
    scene, _ = partnership()
    assert scene.refused("p2", "edit_text", **edit(Pen(client).write("We eat."))) == "broken_update"
