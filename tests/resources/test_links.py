"""The link checker asks politely, never inwards, forgets nothing when killed, and judges slowly."""

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from resources import jobs
from resources.domain import link_asking, link_checking
from resources.domain.link_asking import Answer, Asker, Outcome
from resources.domain.link_checking import (
    ask_again,
    check_due_links,
    collect_links,
    judge,
    named_addresses,
    own_hosts,
)
from resources.models import CheckedLink, LinkCheckRun, MythPage
from resources.rules.web_addresses import is_askable, is_public
from tests.factories.directory import make_organisation, make_service
from tests.factories.pages import make_page

Verdict = CheckedLink.Verdict
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


class Server:
    """A web server of this machine, which remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable] = {}
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                outer.asked.append((self.command, self.path))
                outer.headers.append({key.lower(): value for key, value in self.headers.items()})
                made = outer.answers.get(self.path, lambda handler: 404)(self)
                if isinstance(made, int):
                    self.send_response(made)
                    self.send_header("Set-Cookie", "id=1")
                    self.end_headers()

            do_HEAD = do_GET = _answer  # noqa: N815 - the standard library's names

            def log_message(self, *args) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def pages(self) -> list[tuple[str, str]]:
        return [asked for asked in self.asked if asked[1] != "/robots.txt"]


def to(url: str, status: int = 302) -> Callable:
    """Return what answers with a redirect."""

    def answer(handler) -> None:
        handler.send_response(status)
        handler.send_header("Location", url)
        handler.end_headers()

    return answer


def text(body: str, status: int = 200) -> Callable:
    def answer(handler) -> None:
        handler.send_response(status)
        handler.end_headers()
        handler.wfile.write(body.encode())

    return answer


def always(status: int) -> Callable:
    return lambda handler: status


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.server.shutdown()
    made.server.server_close()


class Clock:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def asker(clock: Clock) -> Asker:
    """One that may ask this machine, which nothing but a test ever allows."""
    return Asker(
        may_reach=lambda address: address == "127.0.0.1",
        may_name=lambda url: urlsplit(url).hostname == "127.0.0.1",
        clock=clock,
        sleep=clock.sleep,
    )


class TestGuard:
    """Nothing leads the server into its own network."""

    @pytest.mark.parametrize(
        "address",
        [
            *("127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "255.255.255.255"),
            "0.0.0.0",  # noqa: S104
            *("169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "224.0.0.1"),
            *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1"),
            *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::7f00:1"),
            *("64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::1", "fec0::1", "", "name"),
            *("64:ff9b:1::1", "2001:db8::1", "198.51.100.7", "240.0.0.1", "198.18.0.1"),
        ],
    )
    def test_what_is_not_public_is_refused_in_every_form(self, address: str) -> None:
        assert not is_public(address)

    @pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"])
    def test_what_is_public_is_reached(self, address: str) -> None:
        assert is_public(address)

    @pytest.mark.parametrize(
        "url",
        [
            *(
                "ftp://who.int/",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "//who.int",
                "who.int",
            ),
            *("http://localhost/", "http://printer/", "http://db.internal/", "http://nas.local/"),
            *("http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://127.1/"),
            *("http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/"),
            *("http://who.int:22/", "http://who.int:6379999/", "http://user:secret@who.int/"),
            *("http://user@who.int/", "https://source.example/", "https://www.example.org/a"),
            *("https://sanad.site/", "https://SANAD.site./x", "https://a.below.site/", "http://["),
            *("http://abc.onion/", "https://who.int/" + "a" * 500, "", "https://"),
        ],
    )
    def test_what_names_no_public_page_is_never_asked(self, url: str) -> None:
        assert not is_askable(url, own_hosts=("sanad.site", ".below.site"))

    def test_what_names_one_is(self) -> None:
        for url in (
            "https://who.int/a?b=1",
            "http://93.184.216.34/",
            "https://مثال.إختبار.net:8443/",
        ):
            assert is_askable(url, own_hosts=("sanad.site",))

    def test_a_public_name_that_leads_inwards_is_not_connected_to(self, server, monkeypatch):
        server.answers["/"] = always(200)
        port = server.server.server_port
        place = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
        monkeypatch.setattr(link_asking.socket, "getaddrinfo", lambda *args, **kwargs: [place])
        asker = Asker(sleep=lambda seconds: None)

        answer = asker.ask(f"http://harmless.net:{port}/")

        assert answer.outcome is Outcome.FAILED
        assert server.asked == []

    def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to(
        self, server, monkeypatch, clock
    ):
        """A name that is resolved again may lead elsewhere by then."""
        port = server.server.server_port
        server.answers["/"] = always(200)
        looked_up: list[str] = []

        def getaddrinfo(host, *args, **kwargs):
            looked_up.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

        monkeypatch.setattr(link_asking.socket, "getaddrinfo", getaddrinfo)
        seen: list[str] = []
        asker = Asker(
            may_reach=lambda address: bool(seen.append(address)) or True,
            may_name=lambda url: True,
            clock=clock,
            sleep=clock.sleep,
        )
        assert asker.ask(f"http://rebinding.net:{port}/").outcome is Outcome.ANSWERED
        # Once for each connection: robots.txt and the page.
        assert looked_up == ["rebinding.net"] * 2
        assert seen == ["127.0.0.1"] * 2

    def test_this_site_is_not_asked_under_another_name(self, monkeypatch) -> None:
        place = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))
        monkeypatch.setattr(link_asking.socket, "getaddrinfo", lambda *args, **kwargs: [place])
        monkeypatch.setattr(
            link_asking.socket, "socket", lambda *args: pytest.fail("it was connected to")
        )
        asker = Asker(own_hosts=("sanad.site",), sleep=lambda seconds: None)
        assert asker.ask("https://another-name.net/") == Answer(Outcome.BARRED)

    def test_a_redirect_inwards_is_not_followed(self, server, asker) -> None:
        for target in ("http://169.254.169.254/latest/meta-data/", "http://localhost:8000/admin/"):
            server.answers["/"] = to(target)
            assert asker.ask(f"{server.base}/").outcome is Outcome.FAILED
        for target in ("file:///etc/passwd", "gopher://127.0.0.1/", "javascript:alert(1)"):
            server.answers["/"] = to(target)
            assert asker.ask(f"{server.base}/").outcome is Outcome.BARRED

    def test_names_are_looked_up_by_the_proxy_alone(self, server, monkeypatch, clock) -> None:
        """Who watches the machine's line learns no name that goes through Tor."""
        asked_for: list[str] = []
        real = socket.getaddrinfo
        monkeypatch.setattr(
            link_asking.socket,
            "getaddrinfo",
            lambda host, *args, **kwargs: asked_for.append(host) or real(host, *args, **kwargs),
        )
        server.answers["http://queer-source.net/"] = always(200)
        asker = Asker(own_hosts=("sanad.site",), proxy=server.base, clock=clock, sleep=clock.sleep)

        assert asker.ask("http://queer-source.net/").outcome is Outcome.ANSWERED
        assert set(asked_for) == {"127.0.0.1"}
        assert asker.ask("http://10.0.0.1/").outcome is Outcome.FAILED
        assert [path for _method, path in server.asked if "10.0.0.1" in path] == []


class TestAsking:
    """What an address says, and how it is asked."""

    def test_it_says_neither_who_asks_nor_where_from(self, server, asker, settings) -> None:
        server.answers["/a"] = to("/b")
        server.answers["/b"] = always(200)
        asker.ask(f"{server.base}/a")

        assert [path for _method, path in server.asked] == ["/robots.txt", "/a", "/b"]
        for headers in server.headers:
            assert headers.keys() <= {
                *("host", "user-agent", "accept", "accept-encoding", "connection")
            }
            assert headers["user-agent"] == "Mozilla/5.0 (compatible; link-checker/1.0)"
            for name in ("sanad", urlsplit(settings.SITE_URL).hostname):
                assert name not in str(headers).casefold()

    def test_head_is_enough_and_get_has_the_last_word(self, server, asker) -> None:
        server.answers["/head"] = always(200)
        server.answers["/get"] = lambda handler: 405 if handler.command == "HEAD" else 200
        server.answers["/gone"] = always(404)

        assert asker.ask(f"{server.base}/head") == Answer(Outcome.ANSWERED, 200)
        assert asker.ask(f"{server.base}/get") == Answer(Outcome.ANSWERED, 200)
        assert asker.ask(f"{server.base}/gone") == Answer(Outcome.FAILED, 404)
        assert server.pages() == [
            ("HEAD", "/head"),
            *(("HEAD", "/get"), ("GET", "/get")),
            *(("HEAD", "/gone"), ("GET", "/gone")),
        ]

    @pytest.mark.parametrize("status", [401, 403, 405, 418, 429, 451, 500, 503, 999])
    def test_a_refusal_is_no_death(self, server, asker, status: int) -> None:
        server.answers["/"] = always(status)
        assert asker.ask(f"{server.base}/") == Answer(Outcome.BARRED, status)

    def test_only_what_has_moved_for_good_gets_a_new_address(self, server, asker) -> None:
        base = server.base
        server.answers |= {
            "/end": always(200),
            "/good": to("/good2", 301),
            "/good2": to(f"{base}/end", 308),
            "/once": to("/end", 302),
            "/mixed": to("/then", 301),
            "/then": to("/end", 303),
            "/lost": to("/nowhere", 301),
        }
        moved = {path: asker.ask(f"{base}{path}") for path in ("/good", "/once", "/mixed", "/lost")}
        assert moved == {
            "/good": Answer(Outcome.ANSWERED, 200, f"{base}/end"),
            "/once": Answer(Outcome.ANSWERED, 200),
            "/mixed": Answer(Outcome.ANSWERED, 200, f"{base}/then"),
            "/lost": Answer(Outcome.FAILED, 404),
        }

    def test_redirects_end_after_the_fifth(self, server, asker) -> None:
        server.answers["/"] = to("/")
        for hop in range(9):
            server.answers[f"/{hop}"] = to(f"/{hop + 1}", 301)
        server.answers["/9"] = always(200)
        asker.ask(f"{server.base}/")
        assert server.pages() == [("HEAD", "/")] * 6 + [("GET", "/")] * 6
        assert asker.ask(f"{server.base}/4").outcome is Outcome.ANSWERED
        assert asker.ask(f"{server.base}/3").outcome is Outcome.BARRED

    def test_robots_txt_is_obeyed_and_read_once(self, server, asker, clock) -> None:
        server.answers["/robots.txt"] = text(
            "User-agent: link-checker\nDisallow: /closed\nCrawl-delay: 900\n"
        )
        server.answers["/open"] = always(200)
        server.answers["/around"] = to("/closed/b")
        asked = [asker.ask(f"{server.base}{path}") for path in ("/closed/a", "/around", "/open")]

        assert [answer.outcome for answer in asked] == [
            *(Outcome.BARRED, Outcome.BARRED, Outcome.ANSWERED)
        ]
        assert server.asked == [("GET", "/robots.txt"), ("HEAD", "/around"), ("HEAD", "/open")]
        assert max(clock.slept) == link_asking.LONGEST_PAUSE

    def test_a_host_that_answers_nothing_about_robots_is_left_alone(self, server, asker) -> None:
        server.answers["/"] = always(200)
        server.answers["/robots.txt"] = always(503)
        assert asker.ask(f"{server.base}/") == Answer(Outcome.BARRED, 503)
        assert server.pages() == []

    def test_an_endless_robots_txt_and_an_endless_page_end(self, server, asker) -> None:
        def endless(handler) -> None:
            handler.send_response(405 if handler.command == "HEAD" else 200)
            handler.end_headers()
            try:
                while handler.command == "GET":
                    handler.wfile.write(b"#" * 65536)
            except OSError:
                pass

        server.answers["/robots.txt"] = server.answers["/"] = endless
        assert asker.ask(f"{server.base}/") == Answer(Outcome.ANSWERED, 200)

    def test_a_server_that_sends_a_byte_now_and_then_is_cut_off(
        self, server, asker, monkeypatch
    ) -> None:
        held = threading.Event()

        def drip(handler) -> None:
            handler.wfile.write(b"HTTP/1.0 2")
            handler.wfile.flush()
            held.wait(30)

        server.answers["/"] = drip
        monkeypatch.setattr(link_asking, "DEADLINE", 0.05)
        assert asker.ask(f"{server.base}/").outcome is Outcome.FAILED
        held.set()

    def test_garbage_is_no_crash(self, server, asker) -> None:
        def garbage(handler) -> None:
            handler.wfile.write(b"\x00\xff" * 100 + b"\r\n\r\n")
            handler.close_connection = True

        server.answers["/"] = garbage
        server.answers["/odd"] = to("http://[::bad/")
        server.answers["/robots.txt"] = lambda handler: handler.wfile.write(
            b"HTTP/1.0 200 OK\r\n\r\n\xff\xfe\x00User-agent\n: :\nDisallow"
        )
        assert asker.ask(f"{server.base}/").outcome is Outcome.FAILED
        assert asker.ask(f"{server.base}/odd").outcome is Outcome.FAILED
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            closed = f"http://127.0.0.1:{free.getsockname()[1]}/"
        assert asker.ask(closed).outcome is Outcome.FAILED

    def test_one_host_is_asked_slowly(self, server, asker, clock) -> None:
        server.answers["/"] = always(200)
        asker.ask(f"{server.base}/")
        asker.ask(f"{server.base}/")
        assert clock.slept == [link_asking.PAUSE] * 2  # three requests


class TestJudging:
    """Dead is said late."""

    def judged(self, *answers: tuple[int, Outcome]) -> CheckedLink:
        """Return a link after answers, each with the hours since the first."""
        link = CheckedLink(url="https://who.int/")
        for hours, outcome in answers:
            judge(link, Answer(outcome), NOON + timedelta(hours=hours))
        return link

    def test_three_failures_on_three_days_are_dead(self) -> None:
        bad = Outcome.FAILED
        assert self.judged((0, bad)).verdict == Verdict.UNKNOWN
        assert self.judged((0, bad), (1, bad), (2, bad), (3, bad)).failures == 1
        assert self.judged((0, bad), (24, bad)).verdict == Verdict.UNKNOWN
        dead = self.judged((0, bad), (24, bad), (48, bad))
        assert (dead.verdict, dead.failures) == (Verdict.DEAD, 3)

    def test_any_answer_between_begins_anew(self) -> None:
        bad = Outcome.FAILED
        for between in (Outcome.ANSWERED, Outcome.BARRED):
            link = self.judged((0, bad), (24, bad), (48, between), (72, bad))
            assert link.failures == 1
            assert link.verdict != Verdict.DEAD

    def test_what_was_dead_lives_again(self) -> None:
        bad = Outcome.FAILED
        link = self.judged((0, bad), (24, bad), (48, bad), (99, Outcome.ANSWERED))
        assert (link.verdict, link.failures) == (Verdict.ALIVE, 0)


@pytest.mark.django_db
class TestCollecting:
    """Which addresses are asked at all."""

    def test_those_of_the_public_site_and_no_others(self, settings) -> None:
        claim = {"claim_by": "Somebody", "claim_rating": "false"}
        page = make_page(MythPage, claim_url="https://claim.net/x", **claim)
        first = page.sources.get()
        first.url = "https://who.int/a#part"
        first.archived_url = "https://web.archive.org/a"
        page.sources.set([first])
        page.save_revision().publish()
        draft = make_page(MythPage, live=False)
        draft.sources.update(url="https://draft.net/")
        closed = make_organisation(is_published=False, url="https://unpublished.net/")
        make_service(url="https://hidden-service.net/", organisation=closed)
        make_service(url="https://draft-service.net/", is_published=False)
        shown = make_organisation(url="https://organisation.net/")
        make_service(url="https://service.net/#hours", organisation=shown)
        make_service(url=f"{settings.SITE_URL}/en/", organisation=shown)
        make_service(url="https://fictional.example.org/", organisation=shown)

        assert named_addresses() == {
            *("https://who.int/a", "https://web.archive.org/a", "https://claim.net/x"),
            *("https://organisation.net/", "https://service.net/"),
        }

    def test_what_is_no_longer_named_is_forgotten(self) -> None:
        row = make_organisation(url="https://organisation.net/")
        collect_links(now=NOON)
        collect_links(now=NOON)
        assert CheckedLink.objects.get().url == "https://organisation.net/"
        row.is_published = False
        row.save()
        collect_links(now=NOON)
        assert not CheckedLink.objects.exists()

    def test_this_site_knows_its_own_names(self, settings) -> None:
        settings.SITE_URL = "https://Sanad.site"
        settings.ALLOWED_HOSTS = ["other.site", ".below.site", "*"]
        assert own_hosts() == (".below.site", "other.site", "sanad.site")


class Pretending:
    """Answers from a list in place of the network."""

    def __init__(self, answers: dict[str, Answer] | None = None) -> None:
        self.answers = answers or {}
        self.asked: list[str] = []
        self.now = 0.0

    def clock(self) -> float:
        return self.now

    def ready_at(self, url: str) -> float:
        return 0.0

    def ask(self, url: str) -> Answer:
        self.asked.append(url)
        self.now += 10
        return self.answers.get(url, Answer(Outcome.ANSWERED, 200))


@pytest.mark.django_db
class TestRound:
    """A round can be stopped anywhere."""

    @pytest.fixture(autouse=True)
    def addresses(self) -> None:
        for name in "abc":
            make_organisation(url=f"https://{name}.net/")

    def run(self, asker: Pretending, **options) -> list:
        options.setdefault("now", lambda: NOON)
        return list(check_due_links(asker=asker, **options))

    def test_each_result_is_there_when_it_is_told(self) -> None:
        moved = Answer(Outcome.ANSWERED, 200, "https://new.net/")
        asker = Pretending({"https://b.net/": moved, "https://c.net/": Answer(Outcome.FAILED, 404)})
        steps = []
        for step in check_due_links(asker=asker, now=lambda: NOON):
            row = CheckedLink.objects.get(url=step.url)
            assert row.checked_at == NOON
            steps.append((step.done, step.total, row.verdict, row.moved_to))
        assert steps == [
            (1, 3, "alive", ""),
            (2, 3, "moved", "https://new.net/"),
            (3, 3, "unknown", ""),
        ]
        (run,) = LinkCheckRun.objects.all()
        assert (run.done, run.total, run.ended_at) == (3, 3, NOON)
        # Nothing is due again today, and no round begins for nothing.
        assert self.run(asker) == []
        assert LinkCheckRun.objects.count() == 1
        assert len(self.run(asker, now=lambda: NOON + timedelta(days=1, hours=1))) == 1

    def test_killed_in_the_middle_it_goes_on_and_asks_nothing_twice(self) -> None:
        class Killed(BaseException):
            """What a `kill` is to the process."""

        class Dying(Pretending):
            def ask(self, url: str) -> Answer:
                if len(self.asked) == 1:
                    raise Killed
                return super().ask(url)

        dying = Dying()
        with pytest.raises(Killed):
            self.run(dying)
        cache.clear()  # a killed process leaves its lock to end by itself
        assert dying.asked == ["https://a.net/"]
        later = Pretending()
        # The one in hand is free again when its claim has ended, and not before.
        assert len(self.run(later)) == 1
        assert later.asked == ["https://c.net/"]
        self.run(later, now=lambda: NOON + timedelta(hours=1))
        assert sorted(later.asked) == ["https://b.net/", "https://c.net/"]
        assert sum(run.done for run in LinkCheckRun.objects.all()) == 3

    def test_the_worker_stops_when_its_time_is_over(self) -> None:
        asker = Pretending()
        assert len(self.run(asker, budget=timedelta(seconds=15))) == 2
        assert LinkCheckRun.objects.get().ended_at is None
        assert len(self.run(asker, budget=timedelta(seconds=15))) == 1
        assert sorted(asker.asked) == ["https://a.net/", "https://b.net/", "https://c.net/"]

    def test_two_processes_never_ask_together(self) -> None:
        first = check_due_links(asker=Pretending(), now=lambda: NOON)
        next(first)
        second = Pretending()
        assert self.run(second) == []
        assert second.asked == []
        first.close()
        assert len(self.run(second)) == 2

    def test_asking_again_asks_again(self) -> None:
        asker = Pretending({"https://a.net/": Answer(Outcome.FAILED)})
        self.run(asker)
        assert ask_again(url="https://a.net/", now=NOON) == 1
        assert ask_again(url="https://unknown.net/", now=NOON) == 0
        self.run(asker)
        assert asker.asked.count("https://a.net/") == 2
        assert CheckedLink.objects.get(url="https://a.net/").failures == 1
        assert ask_again(now=NOON) == 3

    def test_an_address_that_is_gone_meanwhile_harms_nothing(self) -> None:
        class Forgetting(Pretending):
            def ask(self, url: str) -> Answer:
                CheckedLink.objects.filter(url=url).delete()
                return super().ask(url)

        assert len(self.run(Forgetting())) == 3
        assert not CheckedLink.objects.exists()


@pytest.mark.django_db
class TestSwitch:
    """It is off until somebody decides."""

    def test_off_by_default(self, settings, monkeypatch) -> None:
        assert settings.LINK_CHECKER is False
        monkeypatch.setattr(jobs, "check_due_links", lambda **kwargs: pytest.fail("it asked"))
        jobs.check_links()
        assert jobs._asking == []
        with pytest.raises(CommandError, match="LINK_CHECKER"):
            call_command("check_links")

    def test_the_command_shows_how_far_it_is(self, settings, monkeypatch, capsys) -> None:
        settings.LINK_CHECKER = True
        make_organisation(url="https://a.net/")
        monkeypatch.setattr(
            "resources.management.commands.check_links.make_asker", lambda: Pretending()
        )
        call_command("check_links")
        assert capsys.readouterr().out == "1 of 1: alive: https://a.net/\n"
        call_command("check_links")
        assert "Nothing is due" in capsys.readouterr().out
        call_command("check_links", "--again")
        assert capsys.readouterr().out.startswith("1 of 1: alive")

    def test_the_job_neither_waits_nor_runs_twice(self, settings, monkeypatch) -> None:
        settings.LINK_CHECKER = True
        going_on, begun = threading.Event(), []

        def ask(**kwargs):
            begun.append(kwargs["budget"])
            going_on.wait(30)
            raise OSError("whatever a network may bring")
            yield

        monkeypatch.setattr(jobs, "check_due_links", ask)
        monkeypatch.setattr(jobs.connections, "close_all", lambda: None)
        jobs.check_links()
        jobs.check_links()
        going_on.set()
        (thread,) = jobs._asking
        thread.join(30)
        jobs._asking.clear()
        assert begun == [jobs.BUDGET]

    def test_its_proxy_is_the_one_of_the_settings(self, settings) -> None:
        settings.LINK_CHECKER_PROXY = "http://127.0.0.1:9080"
        asker = link_checking.make_asker()
        assert asker.session.proxies["https"] == "http://127.0.0.1:9080"
        assert asker.session.trust_env is False
