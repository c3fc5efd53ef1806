import logging
async def test_x(stack, caplog):
    caplog.set_level(logging.DEBUG)
    for n in ("slack_sdk.web","slack_sdk","slack_bolt",""):
        l=logging.getLogger(n); print(n, l.handlers, l.propagate, l.level)
