"""Templates as strict data: dotprompt files in, role-separated messages out, sections read back.

Knows no Slack, store or model client, and imports neither `bot` nor `guards`.
"""
