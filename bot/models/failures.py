"""A vendor's errors, told as ours.

Only codes, status numbers and class names pass: a server's error message may quote the prompt.
"""

import math
from collections.abc import Mapping

import httpx2
import openai

from bot.errors import ModelFailed

_BY_STATUS: Mapping[int, str] = {
    401: "model_auth",
    403: "model_auth",
    408: "model_slow",
    429: "model_busy",
}
_BY_CODE: Mapping[str, str] = {
    "content_filter": "model_refused",
    "content_policy_violation": "model_refused",
    "invalid_prompt": "model_refused",
    "bio_policy": "model_refused",
    "misalignment_policy_violation": "model_refused",
    "context_length_exceeded": "model_incomplete",
    "rate_limit_exceeded": "model_busy",
    "insufficient_quota": "model_busy",
}
_FOREVER = frozenset({"insufficient_quota"})

VENDOR_ERRORS = (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, ValueError)


def failure_of(error: Exception) -> ModelFailed:
    """What this error means for the person who asked. `params` hold status and cause."""
    params: dict[str, str | int] = {"cause": type(error).__name__}
    if isinstance(error, openai.APIStatusError):
        params["status"] = error.status_code
    code = getattr(error, "code", None)
    if isinstance(code, str) and code in _BY_CODE:
        return ModelFailed(_BY_CODE[code], params={**params, "cause": code})
    return ModelFailed(_code_of(error), params=params)


def failure_of_code(code: str) -> ModelFailed:
    """The same for an error that came inside a stream, by the vendor's code."""
    known = _BY_CODE.get(code)
    return ModelFailed(known or "model_down", params={"cause": code if known else "stream_error"})


def may_retry(failure: ModelFailed) -> bool:
    """Whether the same request can succeed a moment later."""
    status = failure.params.get("status", 500)
    if failure.code == "model_busy":
        return failure.params.get("cause") not in _FOREVER
    return failure.code == "model_down" and isinstance(status, int) and status >= 500


def is_about_shape(error: openai.APIStatusError) -> bool:
    """Whether a refusal may be about the schema, which some self-hosted servers don't know."""
    return error.status_code in {400, 422} and error.code not in _BY_CODE


def retry_after_s(error: Exception) -> float | None:
    """How long the server wants us to wait, where it says so in seconds."""
    if not isinstance(error, openai.APIStatusError):
        return None
    try:
        seconds = float(error.response.headers.get("retry-after", ""))
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _code_of(error: Exception) -> str:
    if isinstance(error, openai.APITimeoutError):
        unreached = isinstance(error.__cause__, httpx2.ConnectTimeout)
        return "model_down" if unreached else "model_slow"
    if isinstance(error, httpx2.TimeoutException):
        return "model_slow"
    if isinstance(error, openai.APIStatusError):
        return _BY_STATUS.get(error.status_code, "model_down")
    if isinstance(error, ValueError | openai.APIResponseValidationError):
        return "model_nonsense"
    return "model_down"
