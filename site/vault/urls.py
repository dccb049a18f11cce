"""Addresses of the page that takes a return code."""

from django.urls import URLPattern

app_name = "vault"
urlpatterns: list[URLPattern] = []
