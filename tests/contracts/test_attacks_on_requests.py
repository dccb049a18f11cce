"""What may be tried against requests for help, and the tests that hold each of it.

A reader who wants to know whether an attack was thought of looks here; a test that is renamed or
taken away without a successor is missed here.
"""

import ast
from functools import cache
from pathlib import Path

import pytest
from django.urls import reverse

from tests.factories.support import open_form, submit
from tests.support.desk import Desk

TESTS = Path(__file__).resolve().parents[1]
HELD_BY = {
    "canaries in table, log, mail, traceback, cache or history": (
        "contracts/test_canary.py::test_canaries_are_found_nowhere",
        "contracts/test_canary.py::test_canaries_are_found_nowhere_when_sending_breaks",
        "support/test_desk_access.py::test_trap_e12_no_part_of_the_admin_lists_requests_or_keys",
    ),
    "database and environment without a passphrase": (
        "vault/test_seized.py::test_all_tables_and_the_environment_open_nothing_without_a_passphrase",
    ),
    "ciphertext or grant moved to another record, field or direction": (
        "vault/test_seized.py::test_cells_swapped_between_rows_are_refused",
        "vault/test_seized.py::test_cell_of_another_column_is_refused",
        "vault/test_seized.py::test_message_turned_round_is_refused",
        "vault/test_records.py::test_grant_moved_to_another_record_opens_nothing",
    ),
    "somebody of the staff without a grant": (
        "support/test_desk_access.py::test_no_living_grant_is_the_same_as_no_record",
        "support/test_desk_access.py::test_every_address_of_a_request_is_looked_at",
        "support/test_pictures.py::test_who_may_not_read_finds_nothing",
        "contracts/test_attacks_on_requests.py::test_desk_gives_no_spreadsheet",
    ),
    "unknown, deleted and purged codes told apart": (
        "support/test_codes_alike.py::test_answer_and_cost_are_the_same",
    ),
    "two who take one request at once": (
        "support/test_desk_races.py::test_two_hand_overs_at_once_leave_one_owner",
        "support/test_races.py::test_last_place_of_a_volunteer_is_given_once",
    ),
    "forged topic, recipient or hidden answer": (
        "support/test_request_form_refusals.py::test_bad_answer_is_named_at_the_top_and_beside_its_field",
        "support/test_desk_handing_over.py::test_wrong_people_are_refused_by_form_and_domain",
        "support/test_shutting_out.py::test_forged_person_is_refused",
        "support/test_questions.py::test_hidden_answers_are_dropped",
    ),
    "the last holder leaves": (
        "support/test_departing.py::test_last_but_one_holder_cannot_leave",
        "support/test_departing.py::test_of_three_holders_who_leave_at_once_one_goes",
        "support/test_races.py::test_of_all_who_are_shut_out_at_once_one_stays",
    ),
    "password reset, lost passphrase, older backup": (
        "vault/test_seized.py::test_new_password_and_a_lost_passphrase_open_nothing",
        "vault/test_seized.py::test_restored_copy_is_whole_and_is_again_what_it_was",
        "vault/test_seized.py::test_parts_of_an_older_copy_do_not_mix_with_newer_rows",
    ),
    "700 posts": ("support/test_flood.py::test_seven_hundred_posts_make_at_most_one_mail_an_hour",),
    "30 visitors behind one address": (
        "support/test_flood.py::test_thirty_visitors_behind_one_address_get_a_code_each",
    ),
    "100 guesses of a code at once": (
        "vault/test_turns.py::test_hundred_guesses_at_once_leave_memory_sign_in_and_visitors",
    ),
    "the return code pasted as the message": (
        "support/test_code_in_text.py::test_code_in_a_further_message_is_not_kept",
        "support/test_code_in_text.py::test_code_in_the_first_form_is_not_kept",
        "support/test_code_in_text.py::test_no_table_and_no_log_holds_the_code",
    ),
    "file names, GPS, a full disk in the middle of an upload": (
        "core/test_uploads.py::test_nothing_is_kept_of_what_a_file_was_called",
        "core/test_pictures.py::test_e6_nothing_but_the_pixels_of_the_first_frame_is_left",
        "support/test_pictures.py::test_a_full_disk_leaves_no_half_request_and_keeps_the_words",
    ),
    "formulas for a spreadsheet, script in every field": (
        "contracts/test_attacks_on_requests.py::test_desk_gives_no_spreadsheet",
        "support/test_desk.py::test_script_in_every_field_stays_text",
        "support/test_questions.py::test_script_in_every_answer_and_wording_is_text",
    ),
    "deletion racing a reply, an open desk and a job": (
        "support/test_races.py::test_deletion_wins_against_everything_and_leaves_nothing",
        "support/test_conversation_deleting.py::test_open_desk_finds_nothing_at_the_next_click",
        "support/test_conversation_deleting.py::test_jobs_find_nothing_of_it",
    ),
    "digits and letters in other forms": (
        "support/test_questions.py::test_digits_and_letters_are_kept_as_typed_in_one_normal_form",
        "vault/test_returns.py::test_code_is_taken_however_it_is_typed",
    ),
}


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text())
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("attack", HELD_BY)
def test_each_attack_is_held_by_tests_that_are_there(attack: str) -> None:
    for named in HELD_BY[attack]:
        file, name = named.split("::")
        assert name in names_in(file), named


@pytest.mark.django_db
def test_desk_gives_no_spreadsheet(settings) -> None:
    """Rows of facets on a volunteer's own device might find somebody; so there are none to take."""
    settings.WAGTAIL_2FA_REQUIRED = False
    opened = open_form()
    submit(opened)
    desk = Desk(opened.coordinator.user)
    for name in ("inbox", "access_log", "in_danger", "keys", "ending"):
        for kind in ("csv", "xlsx"):
            response = desk.client.get(reverse(f"support_desk:{name}"), {"export": kind})
            assert response["Content-Type"] == "text/html; charset=utf-8"
