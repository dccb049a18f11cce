"""Configures Wagtail's accounts; apart from `core.users`, which needs the models to be loaded."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "core.users.AccountViewSet"
