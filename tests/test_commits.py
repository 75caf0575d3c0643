"""What commits say of themselves, and how far it is believed: names, encodings, days."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha1
from pathlib import Path

import pytest

from aiwei_cli.load.history.commits import Commit, Mailmap, read_commit, read_mailmap
from aiwei_cli.load.history.main_line import ordered
from conftest import Cli, Result
from support import WORKSPACES, commit, git, lay_out, repository

RATE = "clean-toilet-rate"
FILE = "data/actions/tidy-villages.yaml"
TREE = b"tree " + b"0" * 40 + b"\n"
TODAY = date(2025, 6, 1)


def person(line: bytes, head: bytes = b"", message: bytes = b"\n\nx\n") -> Commit:
    """A commit whose author and committer are one line."""
    found = read_commit("1" * 40, TREE + b"author " + line + b"\ncommitter " + line + head + message)
    assert found
    return found


@pytest.mark.parametrize(
    "name",
    ["hex", "zlib", "bz2", "base64", "quopri", "uu", "undefined", "rot13", "idna", "punycode", "unicode_escape",
     "raw_unicode_escape", "mbcs", "charmap", "aliases", "antigravity", "../x", "x" * 5000, "a\\0b", "utf-8;x"],
)  # fmt: skip
def test_an_encoding_that_is_none_of_texts_is_as_good_as_none(name: str) -> None:
    found = person(
        "某人 <a@b> 1719792000 +0800".encode(), b"\nencoding " + name.encode(), "\n\n更正\n".encode()
    )
    assert (found.author, found.subject) == ("某人", "更正")


@pytest.mark.parametrize(
    ("header", "codec", "text"),
    [
        ("GB2312", "gbk", "朱镕基"),  # the second character is in GBK only
        ("gb2312", "gb18030", "㐂𠀀"),
        ("GBK", "gbk", "朱镕基"),
        ("CP936", "gbk", "朱镕基"),
        ("EUC-CN", "gbk", "朱镕基"),
        ("Big5", "big5", "測試"),
        ("Shift_JIS", "shift_jis", "テスト"),
        ("ISO-8859-1", "latin-1", "é"),
        ("", "gbk", "朱镕基"),  # from a system that did not say so
        ("UTF-8", "gbk", "朱镕基"),
        ("hex", "gbk", "朱镕基"),
    ],
)
def test_a_text_is_read_in_the_encoding_that_it_is_in(header: str, codec: str, text: str) -> None:
    head = f"\nencoding {header}".encode() if header else b""
    found = person(text.encode(codec) + b" <a@b> 1719792000 +0800", head, b"\n\n" + text.encode(codec))
    assert (found.author, found.subject) == (text, text)


@pytest.mark.parametrize(
    ("line", "name", "day"),
    [
        ("某 <a@b> 1719792000 +0800", "某", date(2024, 7, 1)),
        ("某 <a@b> 1719792000 -1200", "某", date(2024, 6, 30)),
        ("某 <a@b> 0 +0000", "某", date(1970, 1, 1)),
        ("某 <a@b> -86400 +0000", "某", date(1969, 12, 31)),
        (f"某 <a@b> {'9' * 5000} +0000", "某", date.max),
        (f"某 <a@b> -{'9' * 5000} +0000", "某", date.min),
        (f"某 <a@b> {'0' * 5000}1 +0000", "某", date(1970, 1, 1)),
        (f"某 <a@b> 1719792000 +{'9' * 5000}", "某", date.max),
        ("某 <a@b> 1719792000 x", "某", date(1970, 1, 1)),
        ("某 <a@b> 1719792000", "某", date(1970, 1, 1)),
        ("某 <a@b>", "某", date(1970, 1, 1)),
        ("某", "某", date(1970, 1, 1)),
        ("<a@b> 1719792000 +0000", "（没有署名）", date(2024, 7, 1)),
        ("某 <<a@b>> 1719792000 +0000", "某", date(2024, 7, 1)),
        ("", "（没有署名）", date(1970, 1, 1)),
    ],
)  # fmt: skip
def test_odd_headers_are_read_as_far_as_can_be(line: str, name: str, day: date) -> None:
    found = person(line.encode())
    assert (found.author, found.on, found.made, found.subject) == (name, day, day, "x")


def test_without_an_author_there_is_a_committer_or_nobody() -> None:
    by = read_commit("1" * 40, TREE + "committer 某 <a@b> 1719792000 +0800\n\nx".encode())
    assert by
    assert (by.author, by.on) == ("某", date(2024, 7, 1))
    nobody = read_commit("1" * 40, TREE)
    assert nobody
    assert (nobody.author, nobody.subject) == ("（没有署名）", "")
    assert read_commit("1" * 40, b"tree x\n\nx") is None


MAILMAP = """\
# 注释
张三丰 <zsf@x.org> <zs@x.org>
<ls@y.org> <ls@x.org>
王五郎 <WW@X.org>
赵六 <z@x.org> old <shared@x.org>
钱七 <q@x.org> 旧 名 <shared@x.org>
孙八 <s@x.org> <> tail
 周九  <z9@x.org>
没有地址
坏 <x
再来一次 <ww@x.org>
"""
PEOPLE = (
    ("zs", "zs@x.org"), ("zs", "ZS@x.org"), ("李四", "ls@x.org"), ("ww", "ww@x.org"), ("OLD", "shared@x.org"),
    ("旧 名", "shared@x.org"), ("别人", "shared@x.org"), ("e", ""), ("z", "z9@x.org"), ("n", "nobody@x.org"),
)  # fmt: skip


def test_names_are_mapped_as_git_maps_them(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".mailmap").write_text(MAILMAP, encoding="utf-8")
    lines = "".join(f"{name} <{mail}>\n" for name, mail in PEOPLE)
    done = subprocess.run(
        ["git", "check-mailmap", "--stdin"],
        cwd=tmp_path,
        input=lines.encode(),
        capture_output=True,
        check=True,
    )
    theirs = [line.partition(" <")[0] for line in done.stdout.decode().splitlines()]
    ours = [Mailmap(MAILMAP).name_of(*each) for each in PEOPLE]
    assert ours == theirs
    assert ours[0] == "张三丰"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("张三丰 <zs@x.org>\n".encode(), "张三丰"),
        ("张三丰 <zs@x.org>\n".encode("utf-8-sig"), "张三丰"),
        ("张三丰 <zs@x.org>\n".encode("gb18030"), "张三丰"),
        ("李四 <ls@x.org>\n".encode("gbk") + b"\xff\xff <q@x.org>\n" + "张三丰 <zs@x.org>\n".encode("gbk"), "张三丰"),
        ("张三丰 <zs@x.org>\n".encode().ljust(1_000_000, b"#"), "张三丰"),
        ("张三丰 <zs@x.org>\n".encode().ljust(1_000_001, b"#"), None),
    ],
)  # fmt: skip
def test_a_mailmap_is_read_in_any_encoding_and_up_to_a_million_bytes(
    data: bytes, name: str | None, tmp_path: Path
) -> None:
    (tmp_path / ".mailmap").write_bytes(data)
    found = read_mailmap(tmp_path)
    assert (found.name_of("zs", "zs@x.org") if found else None) == name


def test_no_mailmap_and_a_folder_of_that_name_give_no_names(tmp_path: Path) -> None:
    assert read_mailmap(tmp_path) is None
    (tmp_path / ".mailmap").mkdir()
    assert read_mailmap(tmp_path) is None


def at(*times: str | int, parents: Sequence[Sequence[int]] = ()) -> list[Commit]:
    """Commits made on days, at noon; their names are their numbers."""
    found = []
    for number, when in enumerate(times):
        day = (
            date.fromisoformat(when) if isinstance(when, str) else date(1970, 1, 1) + timedelta(seconds=when)
        )
        seconds = (day - date(1970, 1, 1)).days * 86400 + 43200
        older = tuple(str(each) for each in parents[number]) if parents else ()
        found.append(Commit(str(number), "某", day, "x", "0" * 40, older, day, seconds))
    return found


A, D, B, C = "2024-12-01", "2024-12-10", "2024-12-28", "2025-03-01"
FIRST, LAST = "1970-01-01", "2099-01-01"
LATE = None


@pytest.mark.parametrize(
    ("dates", "days", "odd"),
    [
        ([A, B, C], [A, B, C], []),
        ([A, A, A], [A, A, A], []),
        ([A, FIRST], [A, LATE], [1]),
        ([A, "2015-06-01"], [A, LATE], [1]),
        ([A, FIRST, C], [A, C, C], [1]),
        ([A, LAST, C], [A, C, C], [1]),
        ([LAST, A, C], [A, A, C], [0]),
        ([A, LAST], [A, LATE], [1]),
        ([A, B, LAST, FIRST], [A, B, LATE, LATE], [2, 3]),
        ([A, B, FIRST, LAST], [A, B, LATE, LATE], [2, 3]),
        ([A, B, FIRST, LAST, C], [A, B, C, C, C], [2, 3]),
        ([A, B, LAST, FIRST, C], [A, B, C, C, C], [2, 3]),
        ([A, "2024-12-20", "2024-12-10", "2024-12-12", B], [A, "2024-12-10", "2024-12-10", "2024-12-12", B], [1]),
        (["2006-01-01", A], ["2006-01-01", A], []),  # nothing contradicts it
        ([FIRST, A], [A, A], [0]),  # git itself does: it was begun in 2005
        ([FIRST, FIRST], [LATE, LATE], [0, 1]),
        ([B, "2024-12-27"], [B, B], []),  # no more than clocks and time zones differ
        ([LAST], [LAST], []),  # one's own clock may be wrong as well
        ([LAST, LAST], [LAST, LAST], []),
    ],
)  # fmt: skip
def test_days_go_up_along_the_main_line(dates: list[str], days: list[str | None], odd: list[int]) -> None:
    main = at(*dates)
    line = ordered(main, [[] for _ in main], lambda: TODAY)
    assert [each.day.isoformat() if each.day else None for each in line.commits] == days
    assert [int(each.hash) for each in line.odd] == odd


@pytest.mark.parametrize(
    ("side", "day", "odd"),
    [
        (["2024-12-05"], "2024-12-10", []),
        (["2025-01-05"], "2025-01-05", [1]),  # the merge claims to be older than what it brought
        ([LAST], "2024-12-10", [9]),
        ([FIRST], "2024-12-10", [9]),
    ],
)
def test_a_merge_is_no_older_than_what_it_brought(side: list[str], day: str, odd: list[int]) -> None:
    main = at(A, "2024-12-10", C)
    brought = [each._replace(hash="9", parents=("0",)) for each in at(*side)]
    line = ordered(main, [[], brought, []], lambda: TODAY)
    assert line.commits[1].day == date.fromisoformat(day)
    assert [int(each.hash) for each in line.odd] == odd


NEAR = 86400
"""As many seconds as a date may be off."""


@pytest.mark.parametrize(
    ("dates", "off", "days", "odd"),
    [
        ([A, D, D, C], (2, -NEAR), [A, D, D, C], []),
        ([A, D, D, C], (2, -NEAR - 1), [A, D, C, C], [2]),
        ([A, D, D, D, B], (1, NEAR), [A, "2024-12-11", "2024-12-11", "2024-12-11", B], []),
        ([A, D, D, D, B], (1, NEAR + 1), [A, D, D, D, B], [1]),
        ([D, D, D, B], (0, NEAR), ["2024-12-11", "2024-12-11", "2024-12-11", B], []),  # the first of all
        ([D, D, D, B], (0, NEAR + 1), [D, D, D, B], [0]),
        ([A, B], (1, -NEAR), [A, "2024-12-27"], []),
    ],
)
def test_a_date_may_be_off_by_a_day_and_by_no_second_more(
    dates: list[str], off: tuple[int, int], days: list[str], odd: list[int]
) -> None:
    main = at(*dates)
    number, seconds = off
    moved = main[number].seconds + seconds
    made = date(1970, 1, 1) + timedelta(days=moved // 86400)
    main[number] = main[number]._replace(seconds=moved, made=made)
    line = ordered(main, [[] for _ in main], lambda: TODAY)
    assert [str(each.day) for each in line.commits] == days
    assert [int(each.hash) for each in line.odd] == odd


def test_of_the_newest_commits_one_may_be_a_day_ahead_of_tomorrow() -> None:
    """The clock here is asked only where others contradict each other, as the second commit's does."""
    latest = at(TODAY.isoformat())[0].seconds + 86400 + 43200  # the last second of tomorrow
    for ahead, odd in ((NEAR, [1]), (NEAR + 1, [1, 3])):
        main = at(A, FIRST, A, A)
        main[2], main[3] = main[2]._replace(seconds=latest), main[3]._replace(seconds=latest + ahead)
        line = ordered(main, [[] for _ in main], lambda: TODAY)
        assert [int(each.hash) for each in line.odd] == odd


def test_the_days_of_many_commits_go_up_too() -> None:
    one = at(A)[0]
    main = [
        one._replace(hash=str(number), seconds=one.seconds + number % 7 * 10**7) for number in range(10_000)
    ]
    line = ordered(main, [[]] * len(main), lambda: date(2030, 1, 1))
    days = [each.day or date.max for each in line.commits]
    assert (len(days), days) == (10_000, sorted(days))


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A workspace committed on 28 December."""
    return repository(lay_out(tmp_path / "town", WORKSPACES / "base"), B)


def corrected(root: Path, figure: str, on: str) -> str:
    """A correction, committed on a day."""
    path = root / FILE
    text = path.read_text(encoding="utf-8")
    at_ = text.index("2024-12-20: {value: ") + len("2024-12-20: {value: ")
    path.write_text(text[:at_] + figure + text[at_ + 7 :], encoding="utf-8", newline="\n")
    commit(root, "更正", on)
    return git(root, "rev-parse", "--short=9", "HEAD").strip()


@pytest.mark.parametrize(
    "dates", [["2000-01-01"], [FIRST, LAST], [LAST, FIRST], [FIRST, LAST, C], [LAST, FIRST, C]]
)
def test_what_was_committed_by_a_wrong_clock_is_listed_and_told(
    dates: list[str], cli: Cli, town: Path
) -> None:
    first = git(town, "rev-parse", "--short=9", "HEAD").strip()
    names = [corrected(town, f"17{number + 3}/200", on) for number, on in enumerate(dates)]
    shown = "、".join(f"{name}（{on}）" for name, on in zip(names, dates, strict=True) if on != C)
    remark = f"提示：提交 {shown}的日期和前后的提交对不上，按它后面可信的提交的日期算，后面没有的算在最后\n"
    result = cli("restate", "--since", "2025-01-02", "-w", str(town), "--format", "text")
    assert (result.code, result.err) == (0, remark)
    assert f"由86%更正为{(172 + len(dates)) / 2:g}%" in result.out
    result = cli("diff", "2025-01-02", "-w", str(town), "--format", "text")
    assert (result.code, result.err, "更正为" in result.out) == (0, remark, True)
    err = cli("check", "--at", "2025-01-02", "-w", str(town)).err
    assert err.startswith(f"{remark}依据版本 {first}（")


def test_the_digest_is_held_against_the_day_that_counts(cli: Cli, town: Path) -> None:
    corrected(town, "150/200", "2000-01-01")
    corrected(town, "176/200", C)
    digest = ("digest", "--month", "--as-of", "2024-12-30", "-w", str(town))
    assert cli(*digest, "--since", "HEAD~1").code == 0
    assert "2000-01-01" in cli(*digest, "--since", "2024-12-29").err


def diffed(cli: Cli, root: Path, revision: str) -> Result:
    """``diff`` of a revision, in sentences."""
    return cli("diff", revision, "-w", str(root), "--format", "text")


def test_a_day_wins_over_a_tag_of_its_name_and_says_so(cli: Cli, town: Path) -> None:
    corrected(town, "176/200", C)
    git(town, "tag", "2024-12-31", "HEAD")
    result = diffed(cli, town, "2024-12-31")
    assert (result.code, "由86%更正为88%" in result.out) == (0, True)
    assert result.err == "提示：2024-12-31 按日期理解；要用同名的标签就写 refs/tags/2024-12-31\n"
    assert diffed(cli, town, "refs/tags/2024-12-31") == (0, "没有变化。\n", "")
    git(town, "tag", "2020-01-01")
    assert diffed(cli, town, "2020-01-01").err == (
        "错误：2020-01-01 及以前没有提交\n"
        "改法：换一个更晚的日期；2020-01-01 按日期理解；要用同名的标签就写 refs/tags/2020-01-01\n"
    )
    git(town, "tag", "--delete", "2024-12-31")
    git(town, "branch", "2024-12-31")
    assert "要用同名的分支就写 refs/heads/2024-12-31" in diffed(cli, town, "2024-12-31").err


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024-7-5", "2024-07-05"),
        ("2024/07/05", "2024-07-05"),
        ("2024.7.5", "2024-07-05"),
        ("2024年7月5日", "2024-07-05"),
        ("２０２４-０７-０５", "2024-07-05"),
        ("20240705", "2024-07-05"),
        ("2024-07", "2024-07-31"),
    ],
)
def test_a_day_written_otherwise_gets_the_day_as_advice(typed: str, day: str, cli: Cli, town: Path) -> None:
    assert diffed(cli, town, typed) == (2, "", f"错误：没有版本“{typed}”\n改法：要说日期就写成 {day}\n")
    git(town, "tag", typed)
    assert diffed(cli, town, typed).code == 0  # what is there wins over what could be meant


def test_of_a_number_that_several_commits_begin_with_more_is_wanted(cli: Cli, town: Path) -> None:
    whole = git(town, "cat-file", "commit", "HEAD").encode()
    found: dict[str, bytes] = {}
    for number in range(10_000):  # of a few hundred commits two begin with the same four digits
        data = whole + str(number).encode()
        name = sha1(b"commit %d\0" % len(data) + data, usedforsecurity=False).hexdigest()[:4]
        if name in found:
            break
        found[name] = data
    for each in (found[name], data):
        (town / ".git" / "one").write_bytes(each)
        git(town, "hash-object", "-t", "commit", "-w", ".git/one")
    said = f"错误：以“{name}”开头的提交不止一个\n改法：多写几位提交号\n"
    assert diffed(cli, town, name) == (2, "", said)


@pytest.mark.parametrize("name", ["除四害　二〇二四", "村\u00a0镇", "𱍐", "a'b\"c", "-x", "é"])
def test_branches_may_have_any_name_that_git_takes(name: str, cli: Cli, town: Path) -> None:
    git(town, "update-ref", f"refs/heads/{name}", "HEAD")
    assert cli("diff", "-w", str(town), "--format", "text", "--", name) == (0, "没有变化。\n", "")


def test_people_go_by_the_names_of_the_mailmap(cli: Cli, town: Path) -> None:
    place = ("-w", str(town))
    (town / ".mailmap").write_text("张三丰 <someone@example.org>\n", encoding="utf-8")
    corrected(town, "176/200", C)
    assert "  张三丰  更正\n" in cli("log", RATE, *place).out
    assert " 张三丰 2025-03-01" in cli("show", RATE, *place).out
    assert "，张三丰：更正）" in cli("check", "--at", "HEAD", *place).err
    assert " 张三丰 2025-03-01" in cli("restate", "--since", "2025-01-02", *place, "--format", "text").out
    (town / ".mailmap").write_bytes("张三丰 <someone@example.org>\n".encode("gbk"))
    assert "  张三丰  更正\n" in cli("log", RATE, *place).out
    (town / ".mailmap").unlink()
    (town / ".mailmap").symlink_to("/dev/zero")
    git(town, "config", "mailmap.file", "/dev/zero")
    git(town, "config", "mailmap.blob", "HEAD")
    assert "  张三  更正\n" in cli("log", RATE, *place).out


@pytest.mark.parametrize("name", ["hex", "zlib", "undefined"])
def test_commits_under_an_encoding_that_is_none_are_answered(name: str, cli: Cli, town: Path) -> None:
    git(town, "-c", f"i18n.commitEncoding={name}", "commit", "--quiet", "--allow-empty", "--message", "空的")
    assert "：空的）" in cli("check", "--at", "HEAD", "-w", str(town)).err
    assert cli("diff", "2025-01-02", "-w", str(town)).code == 0


def test_a_time_of_five_thousand_digits_is_answered(cli: Cli, town: Path) -> None:
    text = git(town, "cat-file", "commit", "HEAD").replace("committer ", "committer 1", 1)
    head, _, rest = text.partition("\ncommitter ")
    line, _, message = rest.partition("\n")
    who = line.rpartition("> ")[0]
    odd = f"{head}\ncommitter {who}> {'9' * 5000} +0800\n{message}"
    (town / ".git" / "odd").write_text(odd, encoding="utf-8", newline="\n")
    name = git(town, "hash-object", "-t", "commit", "-w", "--literally", ".git/odd").strip()
    git(town, "update-ref", "refs/heads/main", name)
    for command in (("check", "--at", "HEAD"), ("log", RATE), ("diff", "HEAD"), ("diff", "2025-01-02")):
        assert cli(*command, "-w", str(town)).code in (0, 2)
    assert "2024-12-28" in cli("log", RATE, "-w", str(town)).out
