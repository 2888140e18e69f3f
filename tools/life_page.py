"""Write docs/life-of-a-draft.md from the data of the life of a draft. ``python -m tools.life_page``"""

import os
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "life-of-a-draft.md"

HEAD = """# The life of a draft

What a draft can be, what leads from one state to the next and who may do it, and the steps that each kind of regional
product passes on its way. The data stand in `bijak/policy/rules/life.py`; this page is generated from them:
`python -m tools.life_page`. What was not read in the law itself is marked *not verified*, here and in the product; a
deadline that no law names is none.

## States

"""

STEPS_HEAD = """
## Steps

| step | Indonesian | done by | waited for | basis | verified | deadline |
|---|---|---|---|---|---|---|
"""

WAYS_HEAD = """
## Ways

Which steps which product passes, in order, by the kind of agency: a ministry's products are facilitated by nobody.

| product | agency | steps |
|---|---|---|
"""

TAIL = """
The signature stands between the last approval and the number; it is a gate wherever signing is installed. A regulation
holds from its promulgation or a later day that it names, never from an earlier one. A text that is sent back passes the
gates before its decree anew, and gets a new list of initials; what was done under the old text stays on record.
"""


def render() -> str:
    """The page as it should be, from the data as they are. Needs a configured Django, for the labels."""
    from django.utils import translation

    with translation.override("id"):
        return HEAD + _drawing() + STEPS_HEAD + "".join(_steps()) + WAYS_HEAD + "".join(_ways()) + TAIL


def _drawing() -> str:
    """A state diagram in Mermaid, which code hosts draw."""
    from bijak.policy import texts
    from bijak.policy.rules import life

    states = "".join(f'    state "{texts.STATES[state]}" as {state}\n' for state in life.State)
    arrows = "".join(
        f"    {each.source or '[*]'} --> {each.target}: {each.act} ({', '.join(each.who)}){_of(each.kinds)}\n"
        for each in life.TRANSITIONS
    )
    return f"```mermaid\nstateDiagram-v2\n{states}{arrows}```\n"


def _of(kinds: tuple[str, ...]) -> str:
    from bijak.policy.rules import life

    return "" if kinds == life.KINDS else f" of {' or '.join(kinds)}"


def _steps() -> Iterator[str]:
    from bijak.policy import texts
    from bijak.policy.rules import life

    for step in life.STEPS.values():
        office = {"": "–", "facilitator": "governor or minister"}.get(step.outside, step.outside)
        verified = "–" if not step.law else "yes" if step.verified else "no"
        cells = (f"`{step.code}`", texts.STEPS[step.code], f"`{step.who}`", office, step.law or "–", verified)
        yield f"| {' | '.join(map(str, (*cells, _deadline(step.deadline))))} |\n"


def _deadline(deadline: object) -> str:
    from bijak.policy.rules import life

    if not isinstance(deadline, life.Deadline):
        return "–"
    days = f"{deadline.days} {'working days' if deadline.working else 'days'}"
    silence = "; silence lets it go on" if deadline.silence else ""
    return f"{days} ({deadline.law}{'' if deadline.verified else ', not verified'}{silence})"


def _ways() -> Iterator[str]:
    from bijak.policy.rules import life

    agencies: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for kind, agency in life.ways():
        agencies.setdefault((kind, life.codes(kind, agency)), []).append(agency)
    for (kind, codes), names in agencies.items():
        yield f"| `{kind}` | {', '.join(names)} | {' → '.join(codes)} |\n"


if __name__ == "__main__":
    os.environ.setdefault("BIJAK_MODE", "test")
    os.environ.setdefault("BIJAK_DATABASE_URL", "postgresql://nobody@localhost/nothing")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bijak.config.settings")
    import django

    django.setup()
    PAGE.write_text(render(), encoding="utf-8")
