"""What an agency would have done by today, scene by scene. Each is played once, where nobody has begun yet."""

from bijak.operations.demo_scenes import allowance, merit, proposals, queue, talent, welfare
from bijak.operations.demo_scenes.cast import Cast

__all__ = ["Cast", "play"]


def play(cast: Cast) -> None:
    """Proposals come from the queue, so it is read first."""
    for scene in (queue, proposals, allowance, talent, welfare, merit):
        scene.play(cast)
