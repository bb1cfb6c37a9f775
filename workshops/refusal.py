"""A refusal: a command that is not carried out, with a sentence that a person can act on."""


class Refused(Exception):
    """`code` for programs, `message` for people, `field` names the input at fault ("" if none). Nothing has been changed."""

    def __init__(self, code: str, message: str, field: str = "") -> None:
        super().__init__(code, message, field)
        self.code = code
        self.message = message
        self.field = field
