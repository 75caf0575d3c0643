"""What is made of git's answers: commits, names of people, days that hold, and refusals in the user's words.

Git itself is asked nothing here: what it says stands in each case.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast

import pytest

from aiwei_cli.load.history.commits import Commit, Mailmap, read_commit
from aiwei_cli.load.history.git import Git
from aiwei_cli.load.history.git_program import git_environment, given_repository, is_repository_given
from aiwei_cli.load.history.git_refusal import failed, refused, says_nothing_there, unreadable_object
from aiwei_cli.load.history.main_line import ordered
from aiwei_cli.load.history.past_figures import read_content
from aiwei_cli.load.history.unknown_revision import unknown
from aiwei_cli.model.errors import UsageError
from support import WORKSPACES

Golden = Callable[[Path, str], None]
HASH, OTHER = "a" * 40, "b" * 40
Answer = tuple[int, bytes, str]

# fmt: off
REFUSALS: Final = [
    "", "\n\n", "fatal: 一\nfatal: 二\n", "error: 一\nfatal: 二\nhint: 三", "error: 一\n\nhint: 二\n", "fatal: bad config line 3 in file .git/config", "fatal: bad numeric config value 'x' for 'core.x'", "error: could not lock config file .git/config", "hint: x\nfatal: bad config value for 'a.b'",
    "fatal: unable to access '/root/.config/git/config': Permission denied", "fatal: unknown error occurred while reading the configuration files", "fatal: " + "长" * 193, "fatal: " + "长" * 194,
    "fatal: detected dubious ownership in repository at '/srv/镇'\nTo add an exception for this directory, call:\n\n\tgit config --global --add safe.directory /srv/镇\n", "fatal: detected dubious ownership in repository at '/srv/镇'\n",
    "fatal: detected dubious ownership in repository at '/srv/a b'\nTo add an exception, call:\n\n\tgit config --global --add safe.directory '/srv/a\nb'\n\n",
]
NOTHING_THERE: Final = ["", "fatal: no upstream configured for branch 'main'", "error: x\nfatal: no such branch: 'x'", "fatal: HEAD does not point to a branch", "fatal: bad object x", "warning: no upstream configured", "fatal: upstream branch 'x' not stored as a remote-tracking branch", "fatal: push destination 'x' on remote 'y' has no local tracking branch", "fatal: branch 'x' has no remote for pushing", "fatal: cannot resolve 'simple' push to a single destination"]
ASKED: Final[list[dict[str, Answer]]] = [
    {}, {"-e": (0, b"", "")}, {"-e": (128, b"", f"error: object file .git/objects/aa is corrupt {HASH}")}, {"-e": (128, b"", "error: inflate: data stream error")}, {"-e": (128, b"", "error: unable to unpack header")}, {"-e": (1, b"", ""), "promisor": (0, b"remote.origin.promisor\nremote.b.promisor\n", "")},
    {"-e": (1, b"", ""), "promisor": (0, "remote.县 里.promisor\n".encode(), "")}, {"-e": (1, b"", "error: unable to normalize alternate object path: /gone/objects")}, {"-e": (1, b"", ""), "url": (0, b"remote.up.stream.url\n", "")},
]
REVISIONS: Final = ["x", "2024-6-3", "2024.06.30", "^HEAD", "HEAD^@", "HEAD^!", "HEAD^-", ":/", ":/说明", "main@{5}", "@{-1}", "@{-3}", "HEAD~9", "HEAD^2", "HEAD^3", "first~1", "first^2", "merge^3", "gone~1", "HEAD:data", "gone:data", "HEAD^{tree}", "HEAD^{blob}", "a b", "a..b", "@{u}", "@{push}", "main@{upstream}", "gone@{u}", "HEAD@{U}", "head@{u}", "broken", "twice", "tree", "blob", "tagged", "odd", "lost", HASH, OTHER]
# fmt: on


def told(error: UsageError) -> str:
    return f"{type(error).__name__} {error.message}｜{error.hint}"


def asking(answers: dict[str, Answer]) -> Callable[..., Answer]:
    def ask(*words: str) -> Answer:
        return next(
            (each for key, each in answers.items() if any(key in word for word in words)), (1, b"", "")
        )

    return ask


def test_refusals(golden: Golden, tmp_path: Path) -> None:
    lines = [f"{said!r}\n    {told(refused(said, tmp_path))}" for said in REFUSALS]
    lines += [f"{said!r} → {says_nothing_there(said)}" for said in NOTHING_THERE]
    for answers in ASKED:
        ask = asking(answers)
        lines += [
            f"{answers}",
            f"    {told(unreadable_object(HASH, ask))}",
            f"    {told(failed(f'fatal: bad object {HASH}', tmp_path, ask))}",
        ]
        lines += [
            f"    {told(failed(f'fatal: loose object {OTHER} (stored in x) is corrupt', tmp_path, ask))}"
        ]
    lines.append(told(failed("fatal: 别的", tmp_path, asking({}))))
    golden(WORKSPACES / "golden" / "git.refusals.txt", "\n".join(lines) + "\n")


class Said:
    """A repository of which only its answers are known: HEAD is the second commit, of a branch that follows none."""

    def __init__(
        self, *, shallow: bool = False, remotes: str = "", followed: str = "", head: str = "main"
    ) -> None:
        self.is_shallow = shallow
        self.remotes, self.followed, self.head = remotes, followed, head

    def commit_named(self, name: str) -> str | None:
        return {
            "HEAD": "2" * 40,
            "first": "1" * 40,
            "merge": "3" * 40,
            "main": "2" * 40,
            "refs/heads/main": "2" * 40,
        }.get(name)

    def commit(self, name: str) -> Commit:
        parents = {"1": (), "2": ("1" * 40,), "3": ("1" * 40, "2" * 40)}[name[0]]
        return made(0, name=name)._replace(parents=parents)

    def why_no_head(self) -> UsageError:
        return UsageError("没有提交", "")

    def ask(self, *words: str) -> Answer:
        match words:
            case ("for-each-ref",):
                return 0, b"", "warning: ignoring broken ref refs/heads/broken\n"
            case ("rev-parse", *_, revision):
                named = {
                    "tree": "c",
                    "blob": "d",
                    "tagged": "e",
                    "odd": "f",
                    "lost": "0",
                    HASH: "a",
                    OTHER: "b",
                }
                if revision == "twice":
                    return 128, b"", "error: short object ID twice is ambiguous"
                return (
                    (0, named[revision].encode() * 40 + b"\n", "")
                    if revision in named
                    else (128, b"", "fatal: x")
                )
            case ("cat-file", "-e", name):
                return int(name[0] in "0ab"), b"", "error: corrupt" if name[0] == "b" else ""
            case ("cat-file", "-t", name):
                return 0, {"c": b"tree\n", "d": b"blob\n", "e": b"tag\n"}.get(name[0], b"x\n"), ""
            case ("symbolic-ref", *_):
                return 0, f"{self.head}\n".encode(), ""
            case ("config", "--get", *_):
                return 0, f"{self.followed}\n".encode(), ""
            case ("remote",):
                return 0, self.remotes.encode(), ""
            case _:
                return 1, b"", ""


@pytest.mark.parametrize(
    ("name", "repository"),
    [
        ("whole", Said()),
        ("shallow", Said(shallow=True)),
        ("remote", Said(remotes="origin\nup\n")),
        ("followed", Said(remotes="origin\nup\n", followed="up")),
        ("detached", Said(head="")),
    ],
)
def test_names_that_stand_for_nothing(name: str, repository: Said, golden: Golden) -> None:
    lines = [f"{revision} → {told(unknown(cast(Git, repository), revision))}" for revision in REVISIONS]
    golden(WORKSPACES / "golden" / f"git.unknown-{name}.txt", "\n".join(lines) + "\n")


def made(day: float, *, name: str = "", parents: Sequence[str] = ()) -> Commit:
    """A commit made so many days after New Year."""
    when = datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
    return Commit(
        name or f"{day}", "张三", when.date(), "", "", tuple(parents), when.date(), int(when.timestamp())
    )


LINES: Final[list[list[float]]] = [
    [0, 1, 2], [0, 300], [0, 300, 301], [0, 300, 1], [0, 2, 1, 3], [0, 2, 1.1, 3], [0, 2, 0.9, 3], [0, -9000, 2], [-9000, 1, 2], [0, 1, -9000], [0, 4000, 1, 2], [4000, 0, 1], [0, 1, 4000], [4000, 4001, 4002], [0, 4000, 4001], [0, 500, 501], [0, 366, 367], [0, 367, 1],
    [5, 4, 3, 2], [0, 1, 1, 1], [10, 1, 2, 3, 11], [0, 10, 5, 6, 7], [0, -6845, 1], [-6843, 0, 1], [0], [4000], [0, 1, 101, 100, 99, 102],
]  # fmt: skip
SIDES: Final[list[tuple[list[float], dict[int, list[float]]]]] = [
    ([0, 5], {1: [1, 2]}), ([0, 5], {1: [1, 9]}), ([0, 5], {1: [-9000, 3]}), ([0, 5], {1: [8]}), ([0, 5], {1: [6.5]}), ([0, 5], {1: [5.9]}), ([0, 5, 9], {1: [8], 2: [8.5]}), ([0, 2, 1], {1: [1.5], 2: [3]}), ([0, -9000, 5], {1: [3, 4]}), ([0, 5], {1: [4, 2.5]}), ([0, 5], {1: [4, 3.5]}),
]  # fmt: skip


def test_days_that_hold(golden: Golden) -> None:
    """The day of each commit of a line (- for later than any), and those whose dates are none to go by."""
    lines = []
    for main, sides in [*((line, {}) for line in LINES), *SIDES]:
        commits = [made(day, name=f"{number}:{day}") for number, day in enumerate(main)]
        brought = [
            [
                made(
                    day,
                    name=f"侧{day}",
                    parents=[commits[number - 1].hash] if at == 0 else [f"侧{sides[number][at - 1]}"],
                )
                for at, day in enumerate(sides.get(number, []))
            ]
            for number in range(len(main))
        ]
        found = ordered(commits, brought, lambda: date(2024, 6, 30))
        days = " ".join(str(each.day or "-") for each in found.commits)
        lines.append(
            f"{main} {sides or ''}\n    {days}  不算数：{' '.join(each.hash for each in found.odd) or '没有'}"
        )
    golden(WORKSPACES / "golden" / "git.days.txt", "\n".join(lines) + "\n")


def commit_text(
    *,
    author: str = "张三 <a@b.cn> 1717200000 +0800",
    committer: str = "李四 <c@d.cn> 1717300000 +0800",
    more: str = "",
    message: str = "录入\n\n说明\n",
    parents: str = f"parent {OTHER}\n",
) -> bytes:
    people = "".join(
        f"{role} {said}\n" for role, said in (("author", author), ("committer", committer)) if said
    )
    return f"tree {HASH}\n{parents}{people}{more}\n{message}".encode()


COMMITS: Final[dict[str, bytes]] = {
    "usual": commit_text(),
    "no parent": commit_text(parents=""),
    "two parents": commit_text(parents=f"parent {OTHER}\nparent {HASH}\n"),
    "no author": commit_text(author=""),
    "no committer": commit_text(committer=""),
    "nobody": commit_text(author="", committer=""),
    "no name": commit_text(author=" <a@b.cn> 1717200000 +0800"),
    "no mail": commit_text(author="张三 1717200000 +0800"),
    "no time": commit_text(author="张三 <a@b.cn>"),
    "before midnight elsewhere": commit_text(author="张三 <a@b.cn> 1717257600 -0100"),
    "midnight": commit_text(author="张三 <a@b.cn> 1717171200 +0800"),
    "a second before": commit_text(author="张三 <a@b.cn> 1717171199 +0800"),
    "half an hour": commit_text(author="张三 <a@b.cn> 1717180199 +0530"),
    "before 1970": commit_text(author="张三 <a@b.cn> -86401 +0000"),
    "far ahead": commit_text(author="张三 <a@b.cn> 99999999999999999999 +0800"),
    "fifteen digits": commit_text(author="张三 <a@b.cn> 999999999999999 +0800"),
    "a long zone": commit_text(author="张三 <a@b.cn> 1717200000 +99999999999999999999"),
    "zeros in front": commit_text(author="张三 <a@b.cn> 0001717200000 +0800"),
    "two authors": commit_text(more="author 王五 <e@f.cn> 1717400000 +0800\n"),
    "empty message": commit_text(message=""),
    "lines above": commit_text(message="\n\n录入\n"),
    "gbk": commit_text(more="encoding GBK\n").decode().encode("gbk"),
    "gbk unsaid": commit_text().decode().encode("gbk"),
    "unknown encoding": commit_text(more="encoding rot13\n"),
    "no such encoding": commit_text(more="encoding x-none\n"),
    "latin": commit_text(more="encoding ISO8859-1\n", message="caf\u00e9").decode().encode("utf-8"),
    "no tree": b"parent x\n\nx",
    "short tree": b"tree abc\n\nx",
    "empty": b"",
}
MAILMAP: Final = """\
# 名单
张三丰 <a@b.cn>
李四平 <c@d.cn> 李四 <C@D.CN>
<new@d.cn> <old@d.cn>
王五 <e@f.cn> <e2@f.cn>
没有地址
赵六 <>
孙七 <g@h.cn> <>
"""


def test_commits_as_their_objects_say(golden: Golden) -> None:
    mailmap = Mailmap(MAILMAP)
    lines = []
    for name, content in COMMITS.items():
        found = read_commit(HASH, content)
        if found is None:
            lines.append(f"{name}: 不是提交")
            continue
        again = read_commit(HASH, content, mailmap)
        renamed = f"（名单上是 {again.author}）" if again and again.author != found.author else ""
        lines.append(
            f"{name}: {found.author}{renamed}｜{found.on}｜{found.subject}｜{len(found.parents)}｜{found.made} {found.seconds}"
        )
        assert again and again._replace(author=found.author) == found
        assert (found.short, found.tree) == (HASH[:9], HASH)
    for who, mail in (
        ("张三", "A@B.cn"),
        ("李四", "c@d.cn"),
        ("李 四", "c@d.cn"),
        ("x", "old@d.cn"),
        ("x", "e2@f.cn"),
        ("x", "e@f.cn"),
        ("x", ""),
        ("李四", "x"),
    ):
        lines.append(f"{who} <{mail}> → {mailmap.name_of(who, mail)}")
    golden(WORKSPACES / "golden" / "git.commits.txt", "\n".join(lines) + "\n")


CONTENTS: Final = [
    "id: a\nmeasurements:\n  rate:\n    2024-03-31: 80\n", "id: a\nmeasurements:\n  rate:\n    one:\n      2024-03-31: 80\n    two: {note: x}\n    2024-06-30: {value: 1}\n", "id: a\nmeasurements: 文字\n", "id: a\nmeasurements:\n", "id: a\nmeasurements: []\n", "measurements:\n  rate: 文字\n", "id: a\nmeasurements:\n  rate: {}\n  other: {2024-01-01: 1}\n",
    "id: a\nmeasurements:\n  rate:\n    ２０２４-03-31: 80\n    二月: 1\n", "id: a\nid: b\n", "id: [\n", "只有文字\n", "", "id:\nx: 1\n\nmeasurements: 1\n",
]  # fmt: skip


def test_figures_of_a_content_of_the_past(golden: Golden) -> None:
    lines: list[Any] = []
    for content in CONTENTS:
        found = read_content(content.encode(), ["rate", "other"])
        lines.append(f"{content!r}\n    {found.id or '-'} {found.entries} {found.fault or '读得出'}")
    golden(WORKSPACES / "golden" / "git.contents.txt", "\n".join(lines) + "\n")


SET: Final = {
    "PATH": "/usr/bin",
    "git_pager": "less",
    "GIT_CEILING_DIRECTORIES": "/home",
    "GIT_CONFIG_GLOBAL": "",
    "GIT_CONFIG_SYSTEM": "/etc/gitconfig",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_EXTERNAL_DIFF": "evil",
    "GIT_DIR": "/srv/repository",
    "GIT_CONFIG_COUNT": "3",
    "GIT_CONFIG_KEY_0": "safe.directory",
    "GIT_CONFIG_VALUE_0": "*",
    "GIT_CONFIG_KEY_1": "core.pager",
    "GIT_CONFIG_VALUE_1": "evil",
    "GIT_CONFIG_KEY_2": "Safe.BareRepository",
    "GIT_CONFIG_VALUE_2": "all",
    "GIT_CONFIG_KEY_3": "safe.directory",
    "GIT_CONFIG_VALUE_3": "/beyond",
    "GIT_CONFIG_PARAMETERS": "'safe.directory=/srv/a b' 'core.editor=evil' 'safe.directory'",
}


def test_the_variables_that_git_is_run_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", dict(SET))
    found = git_environment({"GIT_DIR": "/srv/town"})
    assert len(found.pop("GIT_ALLOW_PROTOCOL")) == 32
    assert found == {
        "PATH": "/usr/bin",
        "GIT_CEILING_DIRECTORIES": "/home",
        "GIT_CONFIG_GLOBAL": "",
        "GIT_CONFIG_SYSTEM": "/etc/gitconfig",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_COUNT": "3",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "*",
        "GIT_CONFIG_KEY_1": "Safe.BareRepository",
        "GIT_CONFIG_VALUE_1": "all",
        "GIT_CONFIG_KEY_2": "safe.directory",
        "GIT_CONFIG_VALUE_2": "/srv/a b",
        "GIT_DIR": "/srv/town",
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_TRACE2": "0",
        "GIT_TRACE2_EVENT": "0",
        "GIT_TRACE2_PERF": "0",
    }


@pytest.mark.parametrize("count", ["", "x", "-1", "9999", "٣"])
def test_settings_whose_number_nobody_can_read_are_none(count: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {**SET, "GIT_CONFIG_COUNT": count, "GIT_CONFIG_PARAMETERS": "'half"})
    assert "GIT_CONFIG_COUNT" not in git_environment()
    monkeypatch.setattr(os, "environ", {**SET, "GIT_CONFIG_COUNT": "999", "GIT_CONFIG_PARAMETERS": "'half"})
    assert git_environment()["GIT_CONFIG_COUNT"] == "3"


def test_where_a_repository_lies_is_passed_on_as_whole_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        os, "environ", {"GIT_DIR": "a/.git", "GIT_WORK_TREE": "", "GIT_ALTERNATE_OBJECT_DIRECTORIES": "a:b"}
    )
    assert given_repository() == {
        "GIT_DIR": str(Path.cwd() / "a/.git"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": "a:b",
    }
    assert is_repository_given()
    monkeypatch.setattr(os, "environ", {"PATH": "/usr/bin"})
    assert (given_repository(), is_repository_given()) == ({}, False)
