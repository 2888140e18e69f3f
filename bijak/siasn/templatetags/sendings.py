"""Sendings as people see them."""

from django import template

from bijak.siasn.models import Sending, State

register = template.Library()

COLOURS = {
    State.PREPARED: "yellow",
    State.CONFIRMED: "blue",
    State.SENDING: "blue",
    State.DONE: "green",
    State.REFUSED: "red",
    State.FAILED: "orange",
    State.UNSURE: "purple",
}


@register.filter
def colour(sending: Sending) -> str:
    """Of the badge that names its state."""
    return COLOURS.get(State(sending.state), "secondary")
