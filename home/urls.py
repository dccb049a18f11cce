"""Addresses of the home app that are no pages."""

from django.urls import path

from home import search_views

app_name = "home"
urlpatterns = [
    path("search/", search_views.search, name="search"),
]
