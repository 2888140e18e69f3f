from django.contrib.auth.apps import AuthConfig as DjangoAuthConfig


class AuthConfig(DjangoAuthConfig):
    """Django's auth without its own permission table: ours are declared in code."""

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        super().ready()
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
