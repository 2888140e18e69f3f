"""How the pages of a plan say and draw where an activity stands."""

from django import template

from bijak.policy.texts import ACTIVITY_STATES

register = template.Library()


@register.filter
def activity_state(state: str) -> str:
    return str(ACTIVITY_STATES[state])


@register.filter
def activity_colour(state: str) -> str:
    """The badge colour of an activity's state; the word in it says the same."""
    return {"on_the_way": "blue", "late": "red", "done": "green"}.get(state, "secondary")


@register.filter
def add_to(place: float, more: float) -> float:
    """A place in a drawing, moved."""
    return round(place + more, 1)
