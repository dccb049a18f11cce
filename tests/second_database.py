"""Says which tests run on a second database as well, once all of them have passed on the first.

CI runs everything on SQLite and then this part on PostgreSQL: where transactions, locks,
constraints or SQL of our own decide. With `DATABASE_URL` alone, `bin/test` runs everything there.
"""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent

# Folders and modules; what commits for real is chosen wherever it stands, but for browsers.
CHOSEN = (
    "bilingual/test_cost.py",
    "bilingual/test_following.py",
    "bilingual/test_freshness.py",
    "bilingual/test_publishing.py",
    "bilingual/test_together.py",
    "browser/test_two_journeys.py",
    "contracts/test_attacks_on_requests.py",
    "contracts/test_canary.py",
    "contracts/test_groups.py",
    "contracts/test_logs.py",
    "contracts/test_query_counts.py",
    "contracts/test_traps.py",
    "contracts/test_traps_bilingual.py",
    "core/test_anchors.py",
    "core/test_auth.py",
    "core/test_jobs.py",
    "core/test_redirects.py",
    "core/test_search.py",
    "core/test_search_index.py",
    "core/test_search_quality.py",
    "core/test_search_query.py",
    "home/test_search_view.py",
    "home/test_site_parts.py",
    "resources/test_corrections.py",
    "resources/test_desk_directory.py",
    "resources/test_desk_queue.py",
    "resources/test_directory_list.py",
    "resources/test_directory_service.py",
    "resources/test_import.py",
    "resources/test_import_killed.py",
    "resources/test_links.py",
    "resources/test_reports.py",
    "resources/test_review.py",
    "resources/test_suggestions.py",
    "support/test_access_log.py",
    "support/test_conversation_deleting.py",
    "support/test_departing.py",
    "support/test_desk_notes.py",
    "support/test_desk_settings.py",
    "support/test_duty.py",
    "support/test_escalation.py",
    "support/test_inbox_filters.py",
    "support/test_inbox_pile.py",
    "support/test_inbox_views.py",
    "support/test_jobs.py",
    "support/test_notice_times.py",
    "support/test_notices.py",
    "support/test_open_with_organisation_key.py",
    "support/test_pictures.py",
    "support/test_retention.py",
    "support/test_routing.py",
    "support/test_sharing.py",
    "support/test_shutting_out.py",
    "support/test_submitting.py",
    "vault",
)
_DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
_FOR_REAL = _DATABASE - {"db"}


def choose(items: list[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Part tests into those that run on a second database and the others.

    Of a test that is repeated with other values the first is chosen, since its SQL is the same,
    unless it repeats a race.
    """
    kept, left_out, met = [], [], set()
    for item in items:
        family = item.nodeid.partition("[")[0]
        is_wanted = _commits(item) or (_uses_database(item) and _is_chosen(item))
        if is_wanted and (family not in met or _is_race(item)):
            kept.append(item)
        else:
            left_out.append(item)
        met.add(family)
    return kept, left_out


def _uses_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & _DATABASE)


def _commits(item: pytest.Item) -> bool:
    if item.get_closest_marker("browser"):
        return False
    marker = item.get_closest_marker("django_db")
    names = set(getattr(item, "fixturenames", ()))
    return bool(marker and marker.kwargs.get("transaction")) or bool(names & _FOR_REAL)


def _is_chosen(item: pytest.Item) -> bool:
    return any((TESTS / name) in {item.path, *item.path.parents} for name in CHOSEN)


def _is_race(item: pytest.Item) -> bool:
    return "_round" in getattr(item, "fixturenames", ())
