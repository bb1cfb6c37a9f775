"""The forms of the pages: what is asked, how much of it, and the sentence that says what is missing."""

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length, Optional, Regexp, ValidationError

from facilitator.codes import read_code

NAME = 120
ADDED = "+"
"""The choice of a partner that is not on the list."""


def said(what: str) -> InputRequired:
    """Something that cannot be left out; `what` says how to give it."""
    return InputRequired(what)


def short(most: int = NAME) -> Length:
    """At most so many characters."""
    return Length(max=most, message=f"Please use at most {most} characters.")


def choices(offered: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """What can be chosen, from pairs of a value and its words."""
    return [SelectChoice(value, label) for value, label in offered]


def trimmed(written: str | None) -> str:
    """What was typed without blanks around it, so that blanks alone count as nothing."""
    return (written or "").strip()


EMAIL = Regexp(r"^[^@\s]+@[^@\s]+$", message="Please write an e-mail address, such as name@example.org.")


class CodeForm(FlaskForm):
    """The code of a workshop."""

    code = StringField("Join code", [said("Please type the code that the facilitator shows.")], filters=[trimmed])

    def validate_code(self, field: StringField) -> None:
        """Eight letters and digits, spaced and capitalised as people like."""
        if not read_code(field.data or ""):
            raise ValidationError("A code has eight letters and digits, and no 0, 1, O or I. Please look again.")


class SignInForm(FlaskForm):
    """How a facilitator comes back."""

    email = StringField("E-mail address", [said("Please write your e-mail address."), short(254)], filters=[trimmed])
    password = PasswordField("Password", [said("Please write your password."), short(1_000)])


class AccountForm(FlaskForm):
    """How a facilitator's account is made."""

    name = StringField("Your name", [said("Please write your name."), short()], filters=[trimmed])
    email = StringField("E-mail address", [said("Please write your e-mail address."), short(254), EMAIL], filters=[trimmed])
    password = PasswordField(
        "Password",
        [said("Please choose a password."), Length(min=10, max=1_000, message="Please use at least ten characters.")],
    )
    again = PasswordField("The same password again", [EqualTo("password", "The two passwords differ. Please type both again.")])


RULES = [
    ("consent", "Consent"),
    ("fist_to_five", "Fist-to-five"),
    ("majority", "Simple majority"),
    ("supermajority", "Two thirds of the votes cast"),
]
UNITS = [("partner", "Each partner has one vote"), ("person", "Each person has one vote")]


class WorkshopForm(FlaskForm):
    """A new workshop."""

    title = StringField("Title of the workplan", [said("Please give the workplan a title."), short()], filters=[trimmed])
    partnership = StringField("Name of the partnership", [said("Please name the partnership."), short()], filters=[trimmed])
    agenda = RadioField("Agenda", [said("Please choose an agenda.")])
    rule = RadioField("Decision rule", choices=choices(RULES), default="consent")
    unit = RadioField("Who votes", choices=choices(UNITS), default="partner")
    partners = TextAreaField("Partners", [Optional(), short(4_000)])

    def partner_names(self) -> list[str]:
        """The partners, one per line, each once, in the order written."""
        lines = (" ".join(line.split()) for line in (self.partners.data or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def validate_partners(self, field: TextAreaField) -> None:
        """Names that fit, and not more than a plan can hold."""
        names = self.partner_names()
        if len(names) > 60:
            raise ValidationError("A plan holds at most 60 partners.")
        long = next((name for name in names if len(name) > NAME), None)
        if long:
            raise ValidationError(f"“{long[:40]}…” is too long: a partner’s name has at most {NAME} characters.")


class PlanForm(FlaskForm):
    """An old plan to start from: its file, or its words where they were shown before; `anyway` takes over what was understood."""

    file = FileField("The file")
    words = TextAreaField("Its words", [Optional()])
    anyway = BooleanField("Without what was not understood")

    def validate_file(self, field: FileField) -> None:
        """One of the two has to be there."""
        if not field.data and not self.words.data:
            raise ValidationError("Please choose the file of a workplan.")


class JoinForm(FlaskForm):
    """Somebody takes a seat."""

    name = StringField("Your name", [said("Please write your name."), short()], filters=[trimmed])
    partner = SelectField("Your partner", validate_choice=False)
    new_partner = StringField("Name of your partner", [short()], filters=[trimmed])
    title = StringField("Your role there (if you like)", [short()], filters=[trimmed])
    voice = BooleanField("I speak for our partner")
    observer = BooleanField("I only observe")
    # Made with the page, so that a second tap on the button is the same joining and not a second person.
    once = HiddenField(validators=[Regexp(r"^[A-Za-z0-9_-]{0,64}$")])

    def offer(self, partners: list[tuple[str, str]]) -> None:
        """Puts the partners known so far (id, name) on the list."""
        choose = [("", "Choose from the list")] if partners else []
        self.partner.choices = choices([*choose, *partners, (ADDED, "It is not listed")])

    def command(self) -> dict[str, Any]:
        """What the form asks for, as a command."""
        adds = self.partner.data == ADDED
        observes = bool(self.observer.data)
        return {
            "type": "join",
            "name": self.name.data,
            "partner": "" if adds or observes else self.partner.data or "",
            "new_partner": self.new_partner.data if adds and not observes else "",
            "title": self.title.data,
            "voice": bool(self.voice.data) and not observes,
            "observer": observes,
        }

    def refuse(self, field: str | None, message: str) -> None:
        """Shows a refusal at the input it is about, or at the first one."""
        shown = {"partner": self.partner, "new_partner": self.new_partner, "title": self.title}.get(field or "", self.name)
        shown.errors = [*shown.errors, message]

    def validate_partner(self, field: SelectField) -> None:
        """A partner has to be chosen, unless somebody only observes."""
        if not self.observer.data and not field.data:
            raise ValidationError("Please choose your partner from the list, or choose “It is not listed”.")

    def validate_new_partner(self, field: StringField) -> None:
        """A partner that is not listed has to be named."""
        if self.partner.data == ADDED and not self.observer.data and not field.data:
            raise ValidationError("Please write the name of your partner.")


TEXT_SIZES = [("", "Normal"), ("larger", "Larger"), ("largest", "Largest")]
COLOURS = [("", "As this device is set"), ("light", "Light"), ("dark", "Dark")]


class DisplayForm(FlaskForm):
    """How somebody likes to read."""

    text_size = RadioField("Text size", choices=choices(TEXT_SIZES), default="")
    colours = RadioField("Colours", choices=choices(COLOURS), default="")
