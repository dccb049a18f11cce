"""Configures Wagtail's accounts; apart from `core.users`, which needs the models to be loaded."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "core.users.AccountViewSet"

    def ready(self) -> None:
        super().ready()
        from core.users import ask_nobody_for_their_own_name

        ask_nobody_for_their_own_name()
