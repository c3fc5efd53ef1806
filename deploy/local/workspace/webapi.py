"""Slack's Web API over HTTP: `/api/<method>`, and the response URLs."""

import logging
import secrets

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from deploy.local.workspace.arguments import Arguments, parse_body
from deploy.local.workspace.installation import Installation
from deploy.local.workspace.methods.chat import respond
from deploy.local.workspace.methods.registry import METHODS
from deploy.local.workspace.records import JsonObject, SlackError
from deploy.local.workspace.socketmode import SocketMode
from deploy.local.workspace.state import State

log = logging.getLogger(__name__)

_CONNECT = "apps.connections.open"


class WebApi:
    """Answers the bot's calls; whatever is refused becomes a notice and a log line."""

    def __init__(self, state: State, installation: Installation, *, sockets: SocketMode) -> None:
        self._state = state
        self._installation = installation
        self._sockets = sockets

    def routes(self) -> list[Route]:
        return [
            Route("/api/{method:path}", self._call, methods=["GET", "POST"]),
            Route("/respond/{token}", self._respond, methods=["POST"]),
        ]

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            values = dict(request.query_params)
            values |= parse_body(request.headers.get("content-type", ""), await request.body())
            answer = self._answer(method, values, _token(request, values))
        except SlackError as error:
            answer = self._refusal(method, error)
        return JSONResponse(answer, headers=self._headers())

    def _headers(self) -> dict[str, str]:
        scopes = self._installation.scopes
        granted = {"x-oauth-scopes": ",".join(sorted(scopes))} if scopes is not None else {}
        return {"x-slack-req-id": secrets.token_hex(16), **granted}

    def _answer(self, name: str, values: JsonObject, token: str | None) -> JsonObject:
        if name == _CONNECT:
            self._check_token(token, self._installation.app_token)
            return {"ok": True, "url": self._sockets.issue_url()}
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        self._check_token(token, self._installation.bot_token)
        self._check_scopes(method.scopes)
        return {"ok": True, **method.call(self._state, Arguments(values))}

    def _check_token(self, token: str | None, expected: str) -> None:
        if token is None:
            raise SlackError("not_authed")
        if not secrets.compare_digest(token.encode(), expected.encode()):
            raise SlackError("invalid_auth")

    def _check_scopes(self, any_of: tuple[str, ...]) -> None:
        granted = self._installation.scopes
        if granted is None or not any_of or granted.intersection(any_of):
            return
        raise SlackError(
            "missing_scope", needed=",".join(any_of), provided=",".join(sorted(granted))
        )

    def _refusal(self, method: str, error: SlackError) -> JsonObject:
        details = (*error.messages, *(f"{key}: {value}" for key, value in error.extra.items()))
        log.warning("refused %s: %s %s", method, error.code, " ".join(error.messages))
        self._state.notice("refused", method, error.code, details=details)
        answer: JsonObject = {"ok": False, "error": error.code, **error.extra}
        if error.messages:
            answer["response_metadata"] = {"messages": list(error.messages)}
        return answer

    async def _respond(self, request: Request) -> Response:
        try:
            body = parse_body(request.headers.get("content-type", ""), await request.body())
            respond(self._state, request.path_params["token"], body)
        except SlackError as error:
            answer = self._refusal("response_url", error)
            status = 404 if error.code.endswith("_url") else 400
            return JSONResponse(answer, status_code=status)
        return PlainTextResponse("ok")


def _token(request: Request, values: JsonObject) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token
    sent = values.pop("token", None)
    return str(sent) if sent else None
