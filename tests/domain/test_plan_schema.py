"""The published schema of a plan as JSON, checked by a published implementation: it is the code's, and every plan follows it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator, ValidationError

from tests.domain.full_plan import plan_saying
from tests.domain.lives import Living
from tests.domain.small_workshop import river
from tests.domain.test_hostile_entries import hostile
from tests.domain.test_markdown_export import signed
from workshops.exports.plan_form import schema
from workshops.exports.plan_json import to_json
from workshops.state import Workshop

PUBLISHED: dict[str, Any] = json.loads((Path(__file__).parents[2] / "docs" / "workplan.schema.json").read_text(encoding="utf-8"))
VALID = Draft202012Validator(PUBLISHED)


def exported(workshop: Workshop) -> dict[str, Any]:
    """The plan as it is read from its file."""
    plan: dict[str, Any] = json.loads(json.dumps(to_json(workshop)))
    return plan


def test_the_published_schema_is_that_of_the_code() -> None:
    Draft202012Validator.check_schema(PUBLISHED)
    assert json.loads(json.dumps(schema())) == PUBLISHED


def test_a_plan_with_decisions_and_one_with_signatures_follow_it() -> None:
    for workshop in (river().workshop, signed().workshop):
        plan = exported(workshop)
        assert plan["decisions"]
        VALID.validate(plan)


@settings(max_examples=30, deadline=None)
@given(hostile)
def test_whatever_is_typed_follows_it(words: str) -> None:
    VALID.validate(exported(plan_saying(words)))


@pytest.mark.parametrize(
    "broken",
    [
        {"workplan": 2},
        {"title": 3},
        {"schedule": {}},
        {"prepared_at": "soon"},
        {"sections": [{"id": "vision"}]},
        {"rules": {"x": {"rule": "whim"}}},
    ],
)
def test_what_breaks_the_form_is_noticed(broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        VALID.validate(exported(plan_saying("Warm meals")) | broken)


class Exporting(Living):
    """All that can happen to a decision, exported each time it ends."""

    def teardown(self) -> None:
        """The plan that came of it follows the schema."""
        if self.scene.store.load("w1").lines:
            VALID.validate(exported(self.scene.state))


TestEveryDecisionFollowsIt = Exporting.TestCase
TestEveryDecisionFollowsIt.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
