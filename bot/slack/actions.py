"""The ids that buttons, modals and shortcuts carry: web and worker share them."""

REVISE = "revise"
REQUEST_SIGNOFF = "request_signoff"
FEEDBACK = "feedback"
SIGN = "sign"
SEND_BACK = "send_back"
REFUSE = "refuse"
FULL_TEXT = "full_text"
FORM = "form"
CHOOSE = "choose"  # choose:<template>, the confirm chips
SHOW = "show"  # a job's kind: bring a sign-off's card up to date
NEW_REQUEST = "new_request"
SUMMARISE_MESSAGE = "summarise_message"
BRIEF_MESSAGE = "brief_message"

SHORTCUT_TEMPLATES = {SUMMARISE_MESSAGE: "summary", BRIEF_MESSAGE: "campaign_brief"}

OPENS_VIEW = frozenset({REVISE, REQUEST_SIGNOFF, SEND_BACK, REFUSE, FULL_TEXT, FORM, NEW_REQUEST})
"""Buttons after which a modal must be open within three seconds."""


def action_of(action_id: str) -> tuple[str, str]:
    """`choose:summary` → ("choose", "summary"); the second is "" for a plain id."""
    name, _, detail = action_id.partition(":")
    return name, detail
