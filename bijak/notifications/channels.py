"""The ways a message can reach a person."""

from enum import StrEnum


class Channel(StrEnum):
    APP = "app"
    EMAIL = "email"
