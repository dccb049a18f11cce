"""Asks one address whether it still answers: politely, and never into our own network."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from resources.rules.web_addresses import LONGEST_URL, host_of, is_askable, is_public

# A well-behaved robot usually gives an address of its owner. Here that would be exposure: whoever
# keeps the log of a source would learn that this group exists and what it reads. So the name is
# one that many programs could have, and robots.txt can still speak to it.
ROBOT = "link-checker"
USER_AGENT = f"Mozilla/5.0 (compatible; {ROBOT}/1.0)"

PAUSE = 5.0  # seconds between two requests to one host
LONGEST_PAUSE = 30.0  # seconds; a robots.txt may ask for more than it gets
CONNECT_SECONDS, READ_SECONDS = 10.0, 15.0
DEADLINE = 45.0  # seconds for one request; a server that sends a byte now and then ends here
ROBOTS_BYTES = 100_000
ROBOTS_KEPT = 24 * 3600.0  # seconds
TROUBLE_KEPT = 600.0  # seconds; a host that did not answer may do so again soon
PAGE_BYTES = 16_384
HOPS = 5
_PERMANENT = {301, 308}
_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {404, 410}
_NO_ANSWER = (requests.RequestException, HTTPError, OSError, ValueError)


class Outcome(Enum):
    """What came of asking."""

    ANSWERED = "answered"
    BARRED = "barred"  # something is there that lets no program in, or was busy
    FAILED = "failed"  # nothing is there


@dataclass(frozen=True)
class Answer:
    """What an address said.

    Attributes:
        status: of the last response, if there was one.
        moved_to: where it has gone for good; empty otherwise.
    """

    outcome: Outcome
    status: int | None = None
    moved_to: str = ""


class Asker:
    """Asks addresses one after the other; one request at a time, with a pause for each host.

    Args:
        own_hosts: names of this site, never asked.
        proxy: through which all requests go, as `http://host:port`; names are then resolved
            there, and nothing is looked up from this machine.
        may_reach: decides by IP address; only tests open it to their own server.
        may_name: decides by address of the web; the same.
        clock, sleep: seconds; tests give their own, and wait for nothing.
    """

    def __init__(
        self,
        *,
        own_hosts: tuple[str, ...] = (),
        proxy: str = "",
        may_reach: Callable[[str], bool] = is_public,
        may_name: Callable[[str], bool] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.own_hosts = own_hosts
        self.may_reach = may_reach
        self.may_name = may_name or (lambda url: is_askable(url, own_hosts=own_hosts))
        self.clock = clock
        self.sleep = sleep
        self.is_proxied = bool(proxy)
        self.met_ourselves = False
        self._sockets: list[socket.socket] = []
        self._free_at: dict[str, float] = {}
        self._pauses: dict[str, float] = {}
        self._robots: dict[str, tuple[float, RobotFileParser | Answer]] = {}
        self._own_addresses: set[str] | None = None
        self.session = self._session(proxy)

    def ready_at(self, url: str) -> float:
        """Return when its host may be asked again, on the clock."""
        return self._free_at.get(host_of(url), 0.0)

    def ask(self, url: str) -> Answer:
        """Return whether an address answers. Raises nothing that a server could bring about."""
        if not self.may_name(url):
            return Answer(Outcome.FAILED)
        answer = self._follow("HEAD", url)
        # Many servers answer HEAD wrongly, or not at all.
        if answer.outcome is Outcome.ANSWERED or answer.status == 429:
            return answer
        if answer.outcome is Outcome.BARRED and answer.status is None:
            return answer  # robots.txt, a certificate, or we met ourselves: the same would come
        return self._follow("GET", url)

    def _follow(self, method: str, url: str) -> Answer:
        """Ask, and follow at most five redirects, each looked at before it is asked."""
        moved_to, is_for_good = "", True
        for _hop in range(HOPS + 1):
            refusal = self._robots_refuse(url)
            if refusal is not None:
                return refusal
            answer, location = self._request(method, url)
            if not location:
                if answer.outcome is Outcome.ANSWERED and len(moved_to) <= LONGEST_URL:
                    return Answer(answer.outcome, answer.status, moved_to)
                return answer
            try:
                target = urljoin(url, requests.utils.requote_uri(location)).partition("#")[0]
            except (ValueError, requests.RequestException):
                return Answer(Outcome.FAILED, answer.status)
            if urlsplit(target).scheme not in {"http", "https"}:
                return Answer(Outcome.BARRED, answer.status)
            if not self.may_name(target):
                return Answer(Outcome.FAILED, answer.status)
            is_for_good = is_for_good and answer.status in _PERMANENT
            moved_to = target if is_for_good else moved_to
            url = target
        return Answer(Outcome.BARRED, answer.status)  # round and round

    def _request(self, method: str, url: str) -> tuple[Answer, str]:
        """Return what one request brought, and where it leads on to, if it does."""
        try:
            with self._sent(method, url) as response:
                status = response.status_code
                if status in _REDIRECTS and response.headers.get("Location"):
                    return Answer(Outcome.ANSWERED, status), response.headers["Location"]
                if method == "GET" and 200 <= status < 300:
                    response.raw.read(PAGE_BYTES, decode_content=False)
        except requests.exceptions.SSLError:
            return Answer(Outcome.BARRED), ""
        except _NO_ANSWER:
            return Answer(Outcome.BARRED if self.met_ourselves else Outcome.FAILED), ""
        if 200 <= status < 400:
            return Answer(Outcome.ANSWERED, status), ""
        return Answer(Outcome.FAILED if status in _GONE else Outcome.BARRED, status), ""

    def _robots_refuse(self, url: str) -> Answer | None:
        """Return the answer that robots.txt gives in the page's stead, or nothing (RFC 9309)."""
        origin = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
        expires, rules = self._robots.get(origin, (0.0, None))
        if rules is None or self.clock() >= expires:
            rules = self._read_robots(origin)
            kept = TROUBLE_KEPT if isinstance(rules, Answer) else ROBOTS_KEPT
            self._robots[origin] = (self.clock() + kept, rules)
        if isinstance(rules, Answer):
            return rules
        if delay := rules.crawl_delay(ROBOT):
            self._pauses[host_of(url)] = min(float(delay), LONGEST_PAUSE)
        return None if rules.can_fetch(ROBOT, url) else Answer(Outcome.BARRED)

    def _read_robots(self, origin: str) -> RobotFileParser | Answer:
        rules = RobotFileParser()
        url = f"{origin}/robots.txt"
        for _hop in range(HOPS + 1):
            try:
                with self._sent("GET", url) as response:
                    status = response.status_code
                    location = response.headers.get("Location", "")
                    body = b""
                    if status == 200:
                        body = response.raw.read(ROBOTS_BYTES, decode_content=False)
            except requests.exceptions.SSLError:
                return Answer(Outcome.BARRED)
            except _NO_ANSWER:
                return Answer(Outcome.BARRED if self.met_ourselves else Outcome.FAILED)
            if status in _REDIRECTS and location:
                url = urljoin(url, location)
                if not self.may_name(url):
                    break
                continue
            if status == 429 or status >= 500:
                return Answer(Outcome.BARRED, status)
            if status == 200:
                rules.parse(body.decode("utf-8", errors="replace").splitlines())
                return rules
            break
        rules.parse([])  # no file means no rules
        return rules

    @contextmanager
    def _sent(self, method: str, url: str) -> Iterator[requests.Response]:
        """Send one request when the host is free, and end it at the deadline."""
        host = host_of(url)
        if (wait := self._free_at.get(host, 0.0) - self.clock()) > 0:
            self.sleep(wait)
        self.met_ourselves = False
        deadline = threading.Timer(DEADLINE, self._cut)
        deadline.daemon = True
        deadline.start()
        try:
            with self.session.request(
                method,
                url,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                stream=True,
            ) as response:
                yield response
        finally:
            deadline.cancel()
            while self._sockets:
                self._sockets.pop().close()
            self._free_at[host] = self.clock() + max(PAUSE, self._pauses.get(host, 0.0))

    def _cut(self) -> None:
        for connection in list(self._sockets):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _session(self, proxy: str) -> requests.Session:
        session = requests.Session()
        session.trust_env = False  # neither proxies nor passwords that lie around on the machine
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        session.headers.clear()
        session.headers.update({"User-Agent": USER_AGENT, "Accept": "*/*", "Connection": "close"})
        adapter = _GuardedAdapter(self)
        for scheme in ("http://", "https://"):
            session.mount(scheme, adapter)
        if proxy:
            session.proxies = {"http": proxy, "https": proxy}
        return session

    def connected(self, host: str, port: int, timeout: float, *, is_proxy: bool) -> socket.socket:
        """Connect to a host, if what its name leads to is public.

        The address that was looked at is the one that is connected to: a name that is resolved
        twice may lead elsewhere the second time.

        Raises:
            OSError: it is not, or cannot be reached.
        """
        failure: OSError = OSError("the name leads nowhere")
        for family, kind, protocol, _name, place in socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM
        ):
            address = str(place[0])
            if not is_proxy and not self.may_reach(address):
                raise OSError("the name leads to an address that is not public")
            if not is_proxy and address in self._resolved_ourselves():
                self.met_ourselves = True
                raise OSError("the name leads to this site")
            connection = socket.socket(family, kind, protocol)
            connection.settimeout(timeout)
            try:
                connection.connect(place)
            except OSError as error:
                connection.close()
                failure = error
                continue
            if not is_proxy and self.may_reach is is_public and _is_ourselves(connection):
                connection.close()
                self.met_ourselves = True
                raise OSError("the name leads to this machine")
            self._sockets.append(connection.dup())  # survives being wrapped in TLS
            return connection
        raise failure

    def _resolved_ourselves(self) -> set[str]:
        if self._own_addresses is None:
            self._own_addresses = set()
            for name in self.own_hosts:
                with suppress(OSError, UnicodeError):
                    found = socket.getaddrinfo(name.lstrip("."), None)
                    self._own_addresses |= {str(place[4][0]) for place in found}
        # Not a test's own server, which is on this machine.
        return self._own_addresses if self.may_reach is is_public else set()


def _is_ourselves(connection: socket.socket) -> bool:
    return bool(connection.getsockname()[0] == connection.getpeername()[0])


class _GuardedAdapter(HTTPAdapter):
    """Makes every connection through the asker, which looks where it leads."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self.asker, is_proxy=False)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = _pools(self.asker, is_proxy=True)
        return manager


def _pools(asker: Asker, *, is_proxy: bool) -> dict[str, type]:
    def _new_conn(self: HTTPConnection) -> socket.socket:
        return asker.connected(
            self._dns_host, self.port or self.default_port, CONNECT_SECONDS, is_proxy=is_proxy
        )

    plain = type("GuardedHTTP", (HTTPConnection,), {"_new_conn": _new_conn})
    tls = type("GuardedHTTPS", (HTTPSConnection,), {"_new_conn": _new_conn})
    return {
        "http": type("GuardedPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("GuardedTLSPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
    }
