"""Comments stand beside a text: said by whoever works here, answered, set aside, and no part of the log."""

import pytest

from tests.domain.happening import happening
from tests.scene import Scene, partnership


def commented(scene: Scene, words: str = "Can we promise that?", by: str = "p2") -> str:
    """The id of a comment on the vision."""
    made = scene.did(by, "comment_text", section="vision", words=words, quote="nobody in Tidewell", anchor="AAEC", head="AAED")
    return str(made)


def test_everybody_sees_what_was_said_on_which_words_and_by_whom() -> None:
    scene, _ = partnership()
    comment = commented(scene)
    seen = scene.sees("p4")[f"comment:{comment}"]
    assert (seen["quote"], seen["words"], seen["by"], seen["resolved"]) == ("nobody in Tidewell", "Can we promise that?", "p2", False)
    assert (seen["anchor"], seen["head"]) == ("AAEC", "AAED")


def test_a_comment_is_answered_set_aside_and_taken_up_again_by_an_answer() -> None:
    scene, _ = partnership()
    comment = commented(scene)
    scene.did("p3", "resolve_comment", comment=comment, on=True)
    assert scene.sees("p2")[f"comment:{comment}"]["resolved"]
    scene.did("p1", "reply_to_comment", comment=comment, words="In the first winter, no.")
    seen = scene.sees("p2")[f"comment:{comment}"]
    assert not seen["resolved"]
    assert [(reply["words"], reply["by"]) for reply in seen["replies"]] == [("In the first winter, no.", "p1")]


def test_comments_survive_a_restart_and_are_not_in_the_log() -> None:
    scene, _ = partnership()
    with happening(scene) as news:
        commented(scene, "Xylophone")
    assert news == []
    assert "Xylophone" not in "".join(scene.lines())
    assert [one.words for one in scene.reopened().state.comments.values()] == ["Xylophone"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"words": "  "}, "empty"),
        ({"words": "a\u202eb"}, "unfit_text"),
        ({"words": "x" * 1_001}, "bad_field"),
        ({"words": "Hm.", "section": "scope"}, "unknown_section"),
        ({"words": "Hm.", "anchor": "no place"}, "bad_field"),
        ({"words": "Hm.", "head": "A" * 201}, "bad_field"),
    ],
)
def test_what_is_no_comment_is_refused(fields: dict[str, str], code: str) -> None:
    scene, _ = partnership()
    assert scene.refused("p2", "comment_text", **({"section": "vision"} | fields)) == code


def test_a_comment_that_is_not_there_is_neither_answered_nor_resolved() -> None:
    scene, _ = partnership()
    assert scene.refused("p2", "reply_to_comment", comment="m9", words="Yes.") == "unknown_comment"
    assert scene.refused("p2", "resolve_comment", comment="m9", on=True) == "unknown_comment"


def test_an_observer_sees_comments_and_makes_none() -> None:
    scene, _ = partnership()
    observer = scene.observer()
    comment = commented(scene)
    assert f"comment:{comment}" in scene.sees(observer)
    assert scene.refused(observer, "comment_text", section="vision", words="Hm.") == "not_allowed"


def test_a_long_quote_is_shortened_and_kept_on_one_line() -> None:
    scene, _ = partnership()
    comment = scene.did("p2", "comment_text", section="vision", words="Too long.", quote="word\n" * 200)
    quote = scene.sees("p2")[f"comment:{comment}"]["quote"]
    assert len(quote) == 300
    assert "\n" not in quote
