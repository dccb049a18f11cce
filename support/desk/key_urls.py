"""Addresses of the pages on which coordinators look after keys."""

from django.urls import path

from support.desk import access_log, departing, key_holders

urlpatterns = [
    path("keys/", key_holders.keys_page, name="keys"),
    path("keys/in-danger/", key_holders.in_danger_page, name="in_danger"),
    path("keys/openings/", access_log.access_log, name="access_log"),
    path("keys/<int:profile_id>/again/", key_holders.regrant_page, name="regrant"),
    path("keys/<int:profile_id>/leaves/", departing.leaving_page, name="leaving"),
    path("keys/<int:profile_id>/at-once/", departing.force_page, name="force"),
    path("keys/<int:profile_id>/new-keys/", departing.rekeying_page, name="rekeying"),
    path("keys/<int:profile_id>/back/", departing.come_back, name="come_back"),
]
