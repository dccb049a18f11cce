"""Addresses of the directory of services, below those of resources."""

from django.urls import path

from resources.directory import reporting, suggesting, views

urlpatterns = [
    path("", views.services, name="services"),
    path("print/", views.services_print, name="services_print"),
    path("suggest/", suggesting.suggest_service, name="suggest_service"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("<slug:slug>/", views.service, name="service"),
    path("<slug:slug>/report/", reporting.service_report, name="service_report"),
]
