"""What a person does with what the bot showed, and what the bot's acknowledgement then changes."""

from collections.abc import Mapping
from typing import Any

from deploy.local.workspace import forms, payloads
from deploy.local.workspace.arguments import Arguments
from deploy.local.workspace.methods.chat import read_content
from deploy.local.workspace.methods.surfaces import accepted_view
from deploy.local.workspace.outbound import Outbound
from deploy.local.workspace.records import (
    Channel,
    Delivery,
    JsonObject,
    Message,
    NotThere,
    SlackError,
    View,
)
from deploy.local.workspace.state import State


class Interactions:
    """Clicks, commands, shortcuts and forms; each gives the delivery that it caused."""

    def __init__(self, state: State, outbound: Outbound) -> None:
        self._state = state
        self._outbound = outbound

    async def click_message(
        self, user: str, message: Message, *, action: JsonObject, values: Mapping[str, Any]
    ) -> Delivery:
        filled = forms.fill(message.blocks, values)
        parcel = payloads.message_click_parcel(
            self._state, user, message, action=action, values=filled
        )
        return await self._outbound.deliver(parcel)

    async def click_view(
        self, view: View, *, action: JsonObject, values: Mapping[str, Any]
    ) -> Delivery:
        filled = forms.fill(view.body["blocks"], values)
        parcel = payloads.view_click_parcel(self._state, view, action=action, values=filled)
        return await self._outbound.deliver(parcel)

    async def slash(self, user: str, channel: Channel, *, command: str, text: str) -> Delivery:
        """Whatever the acknowledgement says is shown, to the person alone unless it says not."""
        parcel = payloads.slash_parcel(self._state, user, channel, command=command, text=text)
        delivery = await self._outbound.deliver(parcel)
        if delivery.acked and (delivery.answer.get("text") or delivery.answer.get("blocks")):
            self._show_answer(user, channel, delivery.answer, command)
        return delivery

    def _show_answer(self, user: str, channel: Channel, answer: JsonObject, command: str) -> None:
        try:
            text, blocks = read_content(Arguments(answer))
        except SlackError as error:
            self._state.notice("refused", command, error.code, details=error.messages, user=user)
            return
        self._state.add(
            Message(
                ts=self._state.timestamps.next(),
                channel=channel.id,
                user=self._state.bot_user,
                text=text,
                blocks=blocks,
                is_bot=True,
                only_for=None if answer.get("response_type") == "in_channel" else user,
            )
        )

    async def message_shortcut(self, user: str, message: Message, callback_id: str) -> Delivery:
        parcel = payloads.message_shortcut_parcel(
            self._state, user, message, callback_id=callback_id
        )
        return await self._outbound.deliver(parcel)

    async def shortcut(self, user: str, callback_id: str) -> Delivery:
        parcel = payloads.shortcut_parcel(self._state, user, callback_id=callback_id)
        return await self._outbound.deliver(parcel)

    async def submit(self, view: View, values: Mapping[str, Any]) -> Delivery:
        """Hand a modal in. Raises FormIncomplete where Slack's client would not send it."""
        blocks = view.body["blocks"]
        forms.check_complete(blocks, values)
        filled = forms.fill(blocks, values)
        delivery = await self._outbound.deliver(
            payloads.submission_parcel(self._state, view, values=filled)
        )
        if delivery.acked:
            self._follow(view, delivery.answer)
        return delivery

    def _follow(self, view: View, answer: JsonObject) -> None:
        """Do what the `response_action` asks; an answer without one closes the modal."""
        try:
            self._do_follow(view, answer)
        except SlackError as error:
            self._state.notice(
                "refused", "view_submission", error.code, details=error.messages, user=view.user
            )

    def _do_follow(self, view: View, answer: JsonObject) -> None:
        views = self._state.views
        match answer.get("response_action"):
            case None:
                views.close(view)
            case "clear":
                views.clear(view.user)
            case "errors":
                views.show_errors(view, _checked_errors(view, answer.get("errors")))
            case "update":
                body = accepted_view(answer.get("view"), surface="modal")
                views.update(view, body, expected_hash=None)
            case "push":
                views.push(view.user, accepted_view(answer.get("view"), surface="modal"))
            case _:
                raise SlackError("invalid_response_action")

    async def close(self, view: View, *, clear: bool) -> list[Delivery]:
        """Dismiss a modal, or with `clear` all of them; the bot hears of it where it asked to."""
        if clear:
            closed = self._state.views.clear(view.user)
        else:
            self._state.views.close(view)
            closed = [view]
        parcels = [
            payloads.closed_parcel(self._state, gone, is_cleared=clear)
            for gone in closed
            if gone.body.get("notify_on_close")
        ]
        return [await self._outbound.deliver(parcel) for parcel in parcels]


def _checked_errors(view: View, errors: object) -> dict[str, str]:
    """Errors by block id; Slack shows nothing at all when one names no input of the view."""
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackError("invalid_arguments", ("[ERROR] missing required field: errors",))
    unknown = sorted(set(errors) - inputs)
    if unknown:
        named = f"[ERROR] no input block: {', '.join(unknown)} [json-pointer:/errors]"
        raise SlackError("invalid_arguments", (named,))
    return {str(block_id): str(message) for block_id, message in errors.items()}


def check_member(channel: Channel, user: str) -> None:
    """A person acts only where they are a member."""
    if user not in channel.members:
        raise NotThere(f"{user} is not in {channel.id}")
