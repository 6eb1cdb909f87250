"""Someone who follows every link there is: each kind of page once for each season, others a few times."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from tests.browser.looking import faults

MOST = 3
"""How often one visitor opens one kind of page; of a season's own kinds, one of each season."""
OK = 200
HREFS = "document.querySelectorAll('a[href]')"


@dataclass
class Crawl:
    """What was opened, by endpoint, what is wrong with which page, and the seasons met on the way."""

    address: str
    routes: MapAdapter
    opened: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    seasons: set[str] = field(default_factory=set)

    def walk(self, page: Page, start: str) -> None:
        """Follow all links from a page on, as whoever this browser is signed in."""
        waiting, kinds, done = deque([urljoin(self.address, start)]), Counter[tuple[str, str]](), set[str]()
        while waiting:
            url = waiting.popleft()
            endpoint, values = self._named(url)
            season = values.get("season_id", "")
            if not endpoint or url in done or kinds[endpoint, season] >= (1 if season else MOST):
                continue
            done.add(url)
            kinds[endpoint, season] += 1
            self.seasons.update({season} - {""})
            self.opened[endpoint] += 1
            waiting.extend(self._look(page, url))

    def knock(self, page: Page, desk: str) -> None:
        """Open the pages of a desk that a season's state hides from links, where they answer."""
        for rule in self.routes.map.iter_rules(endpoint=None):
            mine = rule.endpoint.startswith(f"{desk}.") and rule.endpoint not in self.opened
            if not mine or not rule.arguments <= {"season_id"} or "GET" not in (rule.methods or ()):
                continue
            for season in sorted(self.seasons) if rule.arguments else [""]:
                url = self.address + self.routes.build(rule.endpoint, {"season_id": season} if season else {})
                if page.request.get(url, max_redirects=0).status == OK:
                    self.opened[rule.endpoint] += 1
                    self._look(page, url)

    def _look(self, page: Page, url: str) -> list[str]:
        """The links of a page, once it was looked at; none where the address is a file's."""
        answer = page.request.get(url)
        if not answer.ok:
            self.wrong[url] = [f"answers {answer.status}"]
        if not answer.ok or "text/html" not in answer.headers["content-type"]:
            return []
        if found := faults(page, url):
            self.wrong[url] = found
        links: list[str] = page.evaluate(f"[...{HREFS}].map(link => link.href)")
        return [link.partition("#")[0] for link in links]

    def _named(self, url: str) -> tuple[str, Mapping[str, Any]]:
        """The endpoint of an address of this site and the parts of the address; "" for any other."""
        if not url.startswith(self.address):
            return "", {}
        try:
            endpoint, values = self.routes.match(urlsplit(url).path, "GET")
        except HTTPException:
            self.wrong[url] = ["leads nowhere"]
            return "", {}
        return endpoint, values
