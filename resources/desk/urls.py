"""Addresses of the keepers' own pages, under the admin's `directory/`."""

from django.urls import path

from resources.desk import directory_addresses, imports, queue, suggestions

app_name = "directory"
urlpatterns = [
    path("queue/", queue.queue, name="queue"),
    path("queue/undo/", queue.undo, name="undo"),
    path("queue/<int:pk>/check/", queue.check, name="check"),
    path("queue/<int:pk>/reports/", queue.handle, name="handle"),
    path("queue/<int:pk>/reports/let-through/", queue.let_through, name="let_through"),
    path("services/<int:pk>/address/", directory_addresses.address, name="address"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:pk>/", imports.one_import, name="import"),
    path("imports/<uuid:pk>/for-real/", imports.do_for_real, name="do_for_real"),
    path("imports/<uuid:pk>/stop/", imports.stop, name="stop_import"),
    path("export.csv", imports.export_csv, name="export_csv"),
    path("export.json", imports.export_json, name="export_json"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/<int:pk>/", suggestions.suggestion, name="suggestion"),
    path("suggestions/<int:pk>/decline/", suggestions.decline, name="decline_suggestion"),
    path("suggestions/<int:pk>/delete/", suggestions.delete, name="delete_suggestion"),
]
