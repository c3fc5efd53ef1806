"""What can be wrong with a template, with the values for it, and with an answer to it.

PromptError
├── TemplateError    a file can't be used; raised at start, names the file and the key
├── UnknownTemplate  no template of that id in that language
├── InvalidValue     one value can't be used; names the field
└── UnusableAnswer   the model's answer isn't the sections that were asked for

None of them ever holds a value, a material or an answer.
"""

from typing import Literal

ValueCode = Literal["missing", "empty", "too_long", "unknown_field", "wrong_type", "not_one_of"]
AnswerCode = Literal[
    "not_json",
    "not_object",
    "missing_section",
    "empty_section",
    "unknown_section",
    "wrong_type",
    "too_long",
]


class PromptError(Exception):
    """Base of everything this library raises on purpose."""


class TemplateError(PromptError):
    """A template file can't be used; the message names the file, the key and what is wrong."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}")
        self.file = file
        self.key = key
        self.problem = problem


class UnknownTemplate(PromptError):
    """There is no such template. Unknown means no."""

    def __init__(self, template_id: str, locale: str) -> None:
        super().__init__(f"no template {template_id[:64]!r} in {locale[:8]!r}")
        self.template_id = template_id
        self.locale = locale


class InvalidValue(PromptError):
    """The value of `field` can't be used; `limit` is set where `code` is about a size."""

    def __init__(self, field: str, code: ValueCode, *, limit: int = 0) -> None:
        super().__init__(f"{field[:64]}: {code}")
        self.field = field[:64]
        self.code = code
        self.limit = limit


class UnusableAnswer(PromptError):
    """The answer can't be read as the template's sections; `section` is "" when it is no one's."""

    def __init__(self, code: AnswerCode, section: str = "") -> None:
        super().__init__(f"{section}: {code}" if section else code)
        self.code = code
        self.section = section
