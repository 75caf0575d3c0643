"""The HTML page in a real browser: nothing sticks out, on a telephone, on a screen, on A4."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from fractions import Fraction
from html import escape, unescape
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pytest

from aiwei_cli.render.exchange.html_page import DARK, LIGHT
from aiwei_cli.render.words.labels import STATUS
from conftest import Cli
from support import PROJECT, WORKSPACES

BROWSER: Final = os.environ.get("AIWEI_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
REASON: Final = "no Chromium here (apt-get install chromium, or name one in AIWEI_CHROMIUM)"
needs_browser = pytest.mark.skipif(BROWSER is None, reason=REASON)
A4: Final = 688
"""The 182 mm between our margins, in CSS pixels."""
LONG: Final = "全镇各村（社区）集中式饮用水水源地保护区及农村生活污水处理设施规范化运行管理情况达标率" * 3
MEASURE: Final = """<script>
const sized = [...document.querySelectorAll("th, td, p, li, dt, dd, pre, h1, h2")];
const out = sized.filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1);
const root = document.documentElement;
parent.document.documentElement.dataset.measured = `${root.clientWidth} ${root.scrollWidth} ${out.length} ${document.title}`;
</script>"""
"""Only in the copy that is measured; the page itself has no script."""


def page_of(cli: Cli, root: Path, folder: Path) -> str:
    file = folder / "page.html"
    cli("check", "-w", str(root), "--as-of", "2024-12-31", "--format", f"html={file}")
    return file.read_text(encoding="utf-8")


def measured(page: str, folder: Path, width: int) -> tuple[int, int, int, str]:
    """The width given, the width taken, how many boxes overflow, the title."""
    page = page.replace("; style-src", "; script-src 'unsafe-inline'; style-src", 1)
    done = dumped(page.replace("</body>", f"{MEASURE}</body>"), folder, width)
    found = re.search(r'data-measured="(\d+) (\d+) (\d+) ([^"]*)"', done)
    assert found, done[-500:]
    return int(found[1]), int(found[2]), int(found[3]), found[4]


def without_policy(page: str) -> str:
    """A copy that may run what stands in it."""
    copy, count = re.subn('<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", page)
    assert count == 1
    return copy


@needs_browser
def test_the_page_lets_no_script_run_that_comes_in_later(cli: Cli, tmp_path: Path) -> None:
    page = page_of(cli, WORKSPACES / "good" / "exceptions", tmp_path)
    assert "data-measured" not in dumped(page.replace("</body>", f"{MEASURE}</body>"), tmp_path, 768)


def dumped(page: str, folder: Path, width: int) -> str:
    """What has become of a page that holds this one in a frame: no window gets as narrow as a telephone."""
    copy = folder / f"measured-{width}.html"
    frame = f'<iframe style="border: 0; width: {width}px; height: 900px" srcdoc="{escape(page)}"></iframe>'
    copy.write_text(f'<!DOCTYPE html><meta charset="utf-8">{frame}', encoding="utf-8")
    switches = "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking"
    switches += " disable-component-update disable-sync hide-scrollbars dump-dom"
    done = subprocess.run(
        [
            str(BROWSER),
            *(f"--{each}" for each in switches.split()),
            f"--user-data-dir={folder / 'profile'}",
            "--window-size=1400,1000",
            copy.as_uri(),
        ],
        capture_output=True,
        timeout=120,
    )
    return done.stdout.decode("utf-8")


@needs_browser
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_sticks_out(width: int, cli: Cli, tmp_path: Path) -> None:
    page = page_of(cli, PROJECT, tmp_path)
    title = re.findall("<title>(.*)</title>", page)[0]
    assert measured(page, tmp_path, width) == (width, width, 0, title)


@needs_browser
@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("name", [LONG, "indicator" * 30], ids=["chinese", "one-word"])
def test_long_names_wrap(name: str, width: int, cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(WORKSPACES / "good" / "exceptions", tmp_path / "town")
    targets = tmp_path / "town" / "data" / "targets.yaml"
    text = targets.read_text(encoding="utf-8")
    assert text.count("卫生厕所普及率") == 1
    targets.write_text(text.replace("卫生厕所普及率", name), encoding="utf-8")
    page = page_of(cli, tmp_path / "town", tmp_path)
    assert page.count(name) == 5  # its line, its three exceptions, the question about it
    assert measured(page, tmp_path, width)[:3] == (width, width, 0)


@needs_browser
@pytest.mark.parametrize("root", [PROJECT, WORKSPACES / "good" / "exceptions"], ids=["ours", "exceptions"])
def test_a4_cuts_no_column(root: Path, cli: Cli, tmp_path: Path) -> None:
    page = page_of(cli, root, tmp_path)
    assert page.count("@media print") == 1
    on_paper = (
        without_policy(page).replace("@media print", "@media all").replace("@media screen", "@media not all")
    )
    assert measured(on_paper, tmp_path, A4)[:3] == (A4, A4, 0)


def _luminance(colour: str) -> Fraction:
    """Relative luminance as WCAG 2 defines it, the power computed by fractions near enough."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(
        (Fraction(a) * b for a, b in zip((2126, 7152, 722), map(Fraction, linear), strict=True)), Fraction()
    )


def contrast(one: str, other: str) -> Fraction:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 500) / (darker + 500)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_word_can_be_read(colours: dict[str, str]) -> None:
    assert contrast("#000000", "#ffffff") == 21
    words = {*(status.value for status in STATUS), "ink", "muted", "link"}
    pairs = {(word, ground) for word in words for ground in ("paper", "shade")}
    pairs |= {("ink", "warn"), ("ink", "mark"), ("paper", "missed")}
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < Fraction(9, 2)] == []
    assert set(LIGHT) == set(DARK) == {word for pair in pairs for word in pair} | {"line"}


def test_a_page_says_what_it_is_without_colours(cli: Cli, tmp_path: Path) -> None:
    page = page_of(cli, WORKSPACES / "good" / "every-verdict", tmp_path)
    plain = re.sub("<[^>]*>", " ", re.sub("(?s)<style>.*</style>", "", page))
    assert "<title>示范镇 2024年对标结果（截至2024-12-31）</title>" in page
    assert "指标 17 项：达标 3，未达标 7，推进中 2，缺数据 4，不适用 1" in plain
    assert "标着示例的 1 项指标用的是示例数据" in plain
    assert plain.index("指标 17 项") < plain.index("要求与说明")


HARM: Final = (
    "<script>document.title='RAN'</script>",
    "<img src=x onerror=document.title='RAN'>",
    "</style></title><svg onload=document.title='RAN'>",
    "</pre></li><iframe srcdoc='&lt;script&gt;parent.document.title=1&lt;/script&gt;'></iframe>",
    "\" autofocus onfocus=document.title='RAN' x=\"",
    "' onmouseover='document.title=1",
    "<a href=javascript:document.title=1>看</a>",
    "&lt;script&gt;document.title='RAN'&lt;/script&gt;",
)
"""What would change the page's title, or bring in what can."""
SEEN: Final = """<script>
const parts = [...document.querySelectorAll("*")];
const busy = parts.filter(each => [...each.attributes].some(one => /^on|^src/.test(one.name) || /script:/.test(one.value)));
const strange = parts.filter(each => /^(img|svg|iframe|object|embed|form|input|base|link)$/i.test(each.tagName));
const scripts = document.querySelectorAll("script").length - 1;
parent.document.documentElement.dataset.seen =
  `${scripts} ${busy.length} ${strange.length} ${document.title} ${encodeURIComponent(document.body.innerText)}`;
</script>"""
"""Looks at the copy; what the data brought in has run by then."""


def seen(page: str, folder: Path) -> tuple[str, str]:
    """How many scripts, busy attributes and strange elements there are, and the title; and the text."""
    done = dumped(without_policy(page).replace("</body>", f"{SEEN}</body>"), folder, 1280)
    found = re.search(r'data-seen="(\d+ \d+ \d+ .*?) (\S*)"', done)
    assert found, done[-500:]
    return found[1], unquote(found[2])


@needs_browser
@pytest.mark.parametrize("wrong", [False, True], ids=["judged", "with-a-mistake"])
def test_no_script_in_the_data_runs(wrong: bool, cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(WORKSPACES / "good" / "exceptions", tmp_path / "town")
    data = tmp_path / "town" / "data"
    spots = {
        "targets.yaml": (
            "卫生厕所普及率",
            "经常锻炼比例",
            "改厕项目|跨年",
            "县卫〔2024〕3号",
            "县教育局",
            "三小",
        ),
        "workspace.yaml": ("示范镇\n", "示范行动"),
    }
    harm = iter(HARM)
    for name, words in spots.items():
        text = (data / name).read_text(encoding="utf-8")
        for word in words:
            quoted = "'" + next(harm).replace("'", "''") + "'"
            text = text.replace(word, quoted + "\n" * word.endswith("\n"))
        (data / name).write_text(text, encoding="utf-8")
    if wrong:
        tidy = data / "actions" / "tidy.yaml"
        text = tidy.read_text(encoding="utf-8").replace("19/100", f'"{HARM[1]}"')
        tidy.write_text(text.replace("165/200", f'"{HARM[0]}"'), encoding="utf-8")
    page = page_of(cli, tmp_path / "town", tmp_path)
    title = re.findall("<title>(.*)</title>", page)[0]
    found, told = seen(page, tmp_path)
    assert unescape(found) == f"0 0 0 {unescape(title)}"
    assert [each for each in (HARM[:2] if wrong else HARM) if each not in told] == []
