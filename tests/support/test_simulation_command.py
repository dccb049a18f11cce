"""`manage.py simulate_routing`, as a coordinator's helper at the terminal uses it."""

import json
import re
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from support.management.simulation import chart
from support.models import Absence, HelpRequest, Tally, UrgencyLevel
from support.rules.simulation import Month
from support.selectors import simulation
from tests.factories.support import make_volunteer, submit

SVG = "{http://www.w3.org/2000/svg}"


def play(*args: str, **options) -> str:
    out = StringIO()
    call_command("simulate_routing", "--years=0.5", *args, stdout=out, **options)
    return out.getvalue()


def line(report: str, label: str) -> list[str]:
    """Return the numbers of the first line with this label, in its columns."""
    found = re.search(rf"^ *{label} {{2,}}(.+)$", report, re.MULTILINE)
    return re.split(r" {2,}", found[1].strip())


@pytest.fixture
def roster(tmp_path):
    """A roster in a file: three volunteers with little room, and a coordinator."""
    path = tmp_path / "roster.json"
    some = {"topics": ["health", "law"], "languages": ["ar"], "capacity": 2}
    volunteers = [{**some, "name": f"Named {number}"} for number in range(3)]
    volunteers.append({"name": "Named 3", "languages": ["ar"], "coordinator": True})
    path.write_text(json.dumps({"volunteers": volunteers}), encoding="utf-8")
    return path


@pytest.mark.django_db
def test_same_seed_prints_the_same_and_changes_nothing(open_form):
    submit(open_form)
    with CaptureQueriesContext(connection) as queries:
        first = play("--seed=7")
    written = [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert written == []
    assert play("--seed=7") == first
    assert play("--seed=8") != first
    assert HelpRequest.objects.count() == 1


@pytest.mark.django_db
def test_real_roster_is_read_without_its_people(open_form):
    away = make_volunteer(topics=open_form.topics, weekdays=[1, 2], capacity=3)
    Absence.objects.create(profile=away, starts_on="2026-07-01", ends_on="2026-07-14")
    keyless = make_volunteer(topics=open_form.topics, has_key=False)
    submit(open_form)
    people = {person.candidate.profile: person for person in simulation.people()}
    assert set(people) == {
        open_form.coordinator.pk, *(one.pk for one in open_form.volunteers), away.pk, keyless.pk
    }  # fmt: skip
    assert [str(day) for day in people[away.pk].absences[0]] == ["2026-07-01", "2026-07-14"]
    assert people[away.pk].candidate.weekdays == {1, 2}
    assert {person.candidate.open_load for person in people.values()} == {0}
    assert [key for key, one in people.items() if one.is_coordinator] == [open_form.coordinator.pk]

    report = play()
    assert f"Volunteer {keyless.pk} " in report
    assert re.search(rf"Volunteer {keyless.pk} +0 ", report)
    assert away.alias_en not in report + away.user.username
    assert away.alias_en in play("--names")
    assert "Volunteers: 4. Duty coordinators: 1." in report


@pytest.mark.django_db
@pytest.mark.parametrize("more", [1, 3])
def test_roster_costs_as_many_queries_for_one_as_for_three(open_form, more):
    for _ in range(more):
        make_volunteer(topics=open_form.topics)
    with CaptureQueriesContext(connection) as queries:
        simulation.people()
    assert len(queries) == 5


@pytest.mark.django_db
def test_demand_follows_what_was_counted_once_there_is_enough(open_form):
    codes = [topic.code for topic in open_form.topics]
    counted = {"month": "2026-01-01", "what": "received", "language": "ar", "urgency": "weeks"}
    Tally.objects.create(**counted, topic=codes[0], count=30)
    assert set(simulation.demand().topics.values()) == {1.0}
    Tally.objects.create(**counted, topic=codes[1], count=29)
    Tally.objects.create(**counted, topic="gone", count=500)
    Tally.objects.create(**{**counted, "what": "purged"}, topic=codes[2], count=500)
    topics = [topic.pk for topic in open_form.topics]
    assert simulation.demand().topics == dict(zip(topics, (31, 30, 1), strict=True))
    assert simulation.demand().languages == {"ar": 560, "en": 1}
    assert simulation.demand().urgencies == {"now": 1, "days": 1, "weeks": 560}


@pytest.mark.django_db
def test_changed_rule_stands_beside_how_things_are(roster):
    one = play(roster=str(roster))
    assert "as tried" not in one
    two = play("--capacity=+4", roster=str(roster))
    before, after = line(two, "share of all")
    assert line(one, "share of all") == [before]
    assert float(before[:-2]) > float(after[:-2])
    assert "as it is now" in two
    assert "as tried" in two


@pytest.mark.django_db
def test_rules_that_can_be_tried(roster):
    UrgencyLevel.objects.filter(code="days").update(hours=30)
    report = play("--hours", "now=3", "weeks=96", roster=str(roster))
    promised = re.findall(r"promised within +(.+)$", report, re.MULTILINE)
    assert [re.split(r" {2,}", found) for found in promised] == [
        ["2 h", "3 h"],
        ["30 h", "30 h"],
        ["24 h", "96 h"],
    ]
    without = play("--without=1", "--without=2", roster=str(roster))
    assert "Volunteers: 1." in without
    assert "Volunteer 1 " not in without
    assert "Volunteer 3 " in without
    assert "as tried" in play("--weekend=sun", roster=str(roster))


@pytest.mark.django_db
def test_names_are_printed_on_demand_alone(roster):
    assert "Named" not in play(roster=str(roster))
    assert "Named 1" in play("--names", roster=str(roster))


@pytest.mark.django_db
def test_chart_is_svg_without_scripts_or_names(roster, tmp_path):
    path = tmp_path / "chart.svg"
    report = play("--names", f"--svg={path}", roster=str(roster))
    assert str(path) in report
    tree = ElementTree.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 -- our own
    assert tree.tag == f"{SVG}svg"
    tags = {element.tag.removeprefix(SVG) for element in tree.iter()}
    assert tags == {"svg", "title", "rect", "text", "path"}
    assert "Named" not in path.read_text(encoding="utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--years=abc"], "--years abc: this is not a number."),
        (["--years=nan"], "--years must be from 0.01 to 50."),
        (["--years=0"], "--years must be from 0.01 to 50."),
        (["--seed=1.5"], "--seed 1.5: this is not a whole number."),
        (["--requests-per-week=-1"], "--requests-per-week must be from 0.01 to 100,000."),
        (["--growth=inf"], "--growth must be from -99 to 1,000."),
        (["--years=50", "--requests-per-week=1000"], "That would be over 200,000 requests."),
        (["--capacity=3"], "--capacity is written +1, -2 or =6."),
        (["--capacity=+x"], "--capacity is written +1, -2 or =6."),
        (["--without=77"], "--without 77: there is no such volunteer."),
        (["--hours", "now"], "--hours now: write now, days, weeks"),
        (["--hours", "soon=3"], "--hours soon=3: write now, days, weeks"),
        (["--hours", "now=0"], "--hours now=0: write now, days, weeks"),
        (["--weekend=never"], "--weekend is one of fri_sat,"),
        (["--svg=/nowhere/chart.svg"], "/nowhere/chart.svg cannot be written"),
        (["--roster=/nowhere.json"], "/nowhere.json cannot be read"),
    ],
)
def test_bad_input_gets_one_clear_line(roster, args, said):
    if not any(arg.startswith("--roster") for arg in args):
        args = [*args, f"--roster={roster}"]
    with pytest.raises(CommandError) as caught:
        play(*args)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


VOLUNTEER = {"topics": ["a"], "languages": ["ar"]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not JSON"),
        ("\ufeff[]", "is not JSON"),
        ([], "the file must be an object"),
        ({}, '"volunteers" must be a list of at least one'),
        ({"volunteers": []}, '"volunteers" must be a list of at least one'),
        ({"volunteers": ["x"]}, "volunteer 1 must be an object"),
        ({"volunteers": [{"topic": "a"}]}, 'volunteer 1 has "topic", which means nothing here'),
        ({"volunteers": [{"topics": "a"}]}, '"topics" of a volunteer is a list'),
        ({"volunteers": [{"topics": ["a"]}]}, "at least one volunteer needs topics and languages"),
        ({"volunteers": [{**VOLUNTEER, "capacity": "5"}]}, '"capacity" must be a number'),
        ({"volunteers": [{**VOLUNTEER, "capacity": True}]}, '"capacity" must be a number'),
        ({"volunteers": [{**VOLUNTEER, "forgets": 2}]}, '"forgets" must be a number from 0 to 1'),
        ({"volunteers": [{**VOLUNTEER, "weekdays": [0]}]}, '"weekdays" is a list of numbers'),
        ({"volunteers": [{**VOLUNTEER, "absences": ["x"]}]}, '"absences" is a list such as'),
        ({"volunteers": [VOLUNTEER], "demand": {"topics": {"a": -1}}}, "weights of topics"),
        ({"volunteers": [VOLUNTEER], "demand": {"languages": {"ar": 0}}}, "weights of languages"),
        ({"volunteers": [VOLUNTEER], "demand": {"urgencies": {"x": 1}}}, '"urgencies" are'),
    ],
)
def test_bad_roster_gets_one_clear_line(tmp_path, content, said):
    path = tmp_path / "roster.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        play(f"--roster={path}")
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.django_db
def test_site_without_volunteers_is_told_what_to_do():
    with pytest.raises(CommandError, match="no volunteers, topics or languages yet"):
        play()


@pytest.mark.parametrize(
    ("value", "expected"), [(0, ""), (1, "▏"), (50, "█████"), (100, "██████████"), (55, "█████▌")]
)
def test_bar_is_as_long_as_its_value(value, expected):
    assert chart.bar(value, most=100, width=10) == expected


def test_long_times_are_drawn_in_quarters_and_then_in_years():
    months = {f"{y}-{m:02}": Month(received=1) for y in range(2026, 2033) for m in range(1, 13)}
    assert list(chart.in_spans(dict(list(months.items())[:24])))[-1] == "2027-12"
    quarters = chart.in_spans(dict(list(months.items())[:36]))
    assert list(quarters)[:2] == ["2026-Q1", "2026-Q2"]
    assert {month.received for month in quarters.values()} == {3}
    assert {name: month.received for name, month in chart.in_spans(months).items()} == {
        str(year): 12 for year in range(2026, 2033)
    }
