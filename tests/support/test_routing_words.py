"""What routing wrote down, read by a coordinator."""

import pytest
from django.utils import translation

from support.desk.routing_words import routing_in_words
from support.rules.routing import Ground
from tests.factories.support import make_volunteer, submit

NAMES = {1: "Cedar", 2: "Olive", 3: "Fig", 4: "Palm"}


def words(reason: str, **facts) -> list[str]:
    whole = {"grounds": {}, "loads": {}, "primary": None, "backup": None, **facts}
    found = routing_in_words(facts=whole, reason=reason, names=NAMES)
    return [line.replace("\u2068", "").replace("\u2069", "") for line in found]


def test_least_loaded_one_and_who_stands_by():
    loads = {"1": [2, 4], "2": [1, 4], "3": [1, 3]}
    assert words("matched", loads=loads, primary=2, backup=3) == [
        "It went to Olive, who had the most room.",
        "Fig stands by.",
        "Olive could take it and had 1 of at most 4 open requests.",
        "Fig could take it and had 1 of at most 3 open requests.",
        "Cedar could take it and had 2 of at most 4 open requests.",
    ]


def test_lot_is_named_where_it_decided_and_only_there():
    tie = {"1": [1, 2], "2": [2, 4], "3": [0, 0]}
    assert words("matched", loads=tie, primary=3)[0] == "It went to Fig, who had the most room."
    del tie["3"]
    drawn = "It went to Cedar, drawn by lot from those with the most room."
    assert words("matched", loads=tie, primary=1)[0] == drawn
    alone = "It went to Cedar, the only one who could take it."
    assert words("no_backup", loads={"1": [0, 2]}, primary=1)[0] == alone


def test_nobody_and_each_ground_in_a_sentence_of_its_own():
    grounds = {"1": "full", "2": "topic", "3": "topic", "9": "away"}
    assert words("nobody_eligible", grounds=grounds) == [
        "Nobody could take it, so it went to the coordinators.",
        "Olive does not take this topic.",
        "Fig does not take this topic.",
        "Somebody who is not with us any more was away.",
        "Cedar had as many open requests as they can take.",
    ]
    said = {words("nobody_eligible", grounds={"1": ground})[1] for ground in Ground}
    assert len(said) == len(Ground)


def test_follower_came_from_among_those_who_hold_a_key():
    found = words("backup_follows", grounds={"4": "full"}, primary=4)
    assert found[:2] == [
        "It went to Palm, who stood by.",
        "Only those whose keys open it already were asked.",
    ]


def test_request_from_before_has_nothing_to_say():
    assert routing_in_words(facts={}, reason="matched", names=NAMES) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_real_request_is_told_by_alias_in_either_language(open_form, language):
    paused = make_volunteer(topics=open_form.topics, is_available=False)
    request = submit(open_form).request
    request.refresh_from_db()
    with translation.override(language):
        people = [open_form.coordinator, *open_form.volunteers, paused]
        names = {person.pk: person.alias for person in people}
        found = routing_in_words(
            facts=request.routing_facts, reason=request.routing_reason, names=names
        )
    assert len(found) == 2 + 2 + 2
    assert all(any(f"\u2068{name}\u2069" in line for line in found) for name in names.values())
    assert not any(person.user.username in line for person in people for line in found)
