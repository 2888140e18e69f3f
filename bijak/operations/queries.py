"""Is this installation well?"""

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from bijak.operations import lease


@dataclass(frozen=True)
class Health:
    """What a load balancer and a person on call want to know."""

    database: bool
    migrations: bool = False
    leases: frozenset[str] = frozenset()

    @property
    def is_serving(self) -> bool:
        """Pages can be shown; late background work does not take the site down."""
        return self.database and self.migrations

    @property
    def is_well(self) -> bool:
        return self.is_serving and self.leases == frozenset(lease.NUMBERS)


def health() -> Health:
    """One query once the migrations are known to be applied."""
    try:
        return Health(True, is_migrated(), frozenset(lease.held()))
    except DatabaseError:
        return Health(False)


def pending_migrations() -> list[str]:
    """The migrations of this code that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _ in plan]


_known = {"migrated": False}


def is_migrated() -> bool:
    """Whether the database is as this code expects; asked until the answer is yes, for it stays yes."""
    _known["migrated"] = _known["migrated"] or not pending_migrations()
    return _known["migrated"]
