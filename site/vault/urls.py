"""Addresses of the page that takes a return code."""

from django.urls import path

from vault import views

app_name = "vault"
urlpatterns = [
    path("", views.return_page, name="return"),
    path("close/", views.close_return, name="close"),
]
