"""Addresses of the key pages, under the admin's `desk/`."""

from django.urls import path

from vault.desk import views

app_name = "vault_desk"
urlpatterns = [
    path("key/", views.key_page, name="key"),
    path("key/lost/", views.lost_key, name="lost_key"),
    path("unlock/", views.unlock_page, name="unlock"),
    path("lock/", views.lock_now, name="lock"),
]
