"""Our HTML page as a browser would take it apart: nothing in it may be anything but ours."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final


class Page(HTMLParser):
    """Elements and attributes that our page is made of; any other is somebody else's. Every link leads somewhere."""

    _STATES = "met|missed|pending|no-data|not-applicable|excepted"
    ATTRIBUTES: Final = {
        "lang": "zh-CN",
        "charset": "utf-8",
        "name": "viewport|color-scheme",
        "content": "width=device-width, initial-scale=1|light dark"
        "|default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'",
        "http-equiv": "Content-Security-Policy",
        "class": f"({_STATES}|note|tiles|totals|sample|place|problems|exceptions|level|actual|on|what|at|name|verdict"
        f"|(word|verdict)( ({_STATES}|error|warning|notice))?)",
        "id": "[a-z][a-z0-9:-]*",
        "href": "#[a-z][a-z0-9:-]*",
        "scope": "row|col",
    }
    TAGS: Final = frozenset(
        "html head meta title style body header h1 h2 small p dl div dt dd ul li a span wbr pre mark".split()  # noqa: SIM905
    ) | {"table", "thead", "tbody", "tr", "th", "td"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.shape: list[str] = []
        self.texts = [""]
        self.names: set[str] = set()
        self.links: set[str] = set()
        self.rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.TAGS, tag
        said = {name: value or "" for name, value in attrs}
        assert len(said) == len(attrs)
        for name, value in said.items():
            assert re.fullmatch(self.ATTRIBUTES[name], value), (tag, name, value)
        assert tag != "th" or said["scope"] == ("row" if "tbody" in self.open else "col")
        if "href" in said:
            self.links.add(said["href"][1:])
        if "id" in said:
            assert said["id"] not in self.names
            self.names.add(said["id"])
        self.rows += tag == "tr" and "tbody" in self.open
        if tag == "wbr":  # where a line may break after a slash, also one in a text
            assert not attrs
            return
        self.shape.append(f"{tag} {attrs}")
        self.texts.append("")
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        assert self.open[-1:] != ["style"] or not re.search(r"url\(|@import", data)
        self.texts[-1] += data

    def handle_decl(self, decl: str) -> None:
        assert decl == "DOCTYPE html", decl
        assert not self.shape

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)
