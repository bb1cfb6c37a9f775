"""Scenarios: whole workshops as data, played through the real server over real sockets (docs/scenarios.md)."""
