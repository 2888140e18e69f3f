"""A version as Akoma Ntoso: for other systems, with the lasting name of each provision."""

from dataclasses import replace
from datetime import date

from bijak.legaltext import akomantoso
from bijak.policy import queries
from bijak.policy.models import Decree, Version


def akn(version: Version, *, today: date) -> bytes:
    """The whole text; what a decree says of number and day goes before what its title leaves open.

    An amended text is another expression of the regulation itself: it has that one's number and day.
    """
    parts = list(queries.passages(version))
    root, nodes = queries.tree_of(parts)
    known = akomantoso.identify(root, on=today)
    decree = Decree.objects.select_related("amends").filter(version=version).first()
    if decree:
        regulation = decree.amends or decree
        known = replace(known, number=str(regulation.number), dated=regulation.enacted_on.isoformat())
    lasting = {id(nodes[part.pk]): str(part.provision.uuid) for part in parts}
    return akomantoso.write(root, on=decree.enacted_on if decree else today, identity=known, lasting=lasting)
