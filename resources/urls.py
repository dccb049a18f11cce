"""Addresses of resources that are no pages."""

from django.urls import path

from resources import feeds

app_name = "resources"
urlpatterns = [path("feed.xml", feeds.feed, name="feed")]
