"""Addresses of resources that are no pages."""

from django.urls import include, path

from resources import feeds, glossary_views

app_name = "resources"
urlpatterns = [
    path("feed.xml", feeds.feed, name="feed"),
    path("corrections.xml", feeds.corrections, name="corrections"),
    path("glossary/", glossary_views.glossary, name="glossary"),
    path("services/", include("resources.directory.urls")),
]
