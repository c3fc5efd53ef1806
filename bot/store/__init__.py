"""Ringi's memory: Redis or Valkey 7.0 and newer behind the store ports of bot.ports."""
