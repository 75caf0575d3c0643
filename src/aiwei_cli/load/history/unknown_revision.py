"""Why a name on the command line stands for no commit, and what to write instead."""

from __future__ import annotations

import re
import shlex
from typing import Final

from aiwei_cli.load.history.git import Git
from aiwei_cli.load.history.git_refusal import Unreadable, unreadable_object
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.text import nearly_a_day, quote

UNSHALLOW: Final = "运行 git fetch --unshallow"
_USUAL: Final = "写提交号、分支、标签或日期，例如 HEAD~1；git log --oneline 列出提交"
_COULD_BE: Final = re.compile(
    r"(?:(?![-./]|.*(?:\.\.|//|/\.|@\{))[^\x00-\x20\x7f~^:?*\[\\]+(?<![./])(?<!\.lock))?"  # as git lets names be
    r"(?:~\d*|\^\d*|\^\{[^{}]*\})*"
)
"""What may stand for a commit once all is fetched; anything else (a blank in it, the log of this clone) never will."""
_HASH: Final = re.compile("[0-9a-f]{40,64}")
_FOLLOWED: Final = re.compile(r"(?P<branch>.*)@\{(?P<way>u|upstream|push)\}", re.IGNORECASE)
_BACK: Final = re.compile(r"(?P<younger>.+?)(?P<way>[~^])(?P<number>\d*)")
_PART: Final = re.compile(r"(?P<whole>[^:]+)(?::.*|\^\{(?:tree|blob)\})")
_LOGGED: Final = re.compile(r".*@\{(?P<entry>-?\d+)\}")
_KINDS: Final = {"tree": "是一个文件夹", "blob": "是一个文件", "tag": "是一个标签，它指的不是提交"}


def unknown(git: Git, revision: str) -> UsageError:
    """Why a name stands for no commit."""
    if git.commit_named("HEAD") is None:
        return git.why_no_head()
    if any(line.endswith(f"/{revision}") for line in git.ask("for-each-ref")[2].splitlines()):
        hint = "运行 git fsck 检查仓库，或从另一个克隆恢复"
        return Unreadable(f"{quote(revision)}这个分支或标签坏了，读不出来", hint)
    if found := _FOLLOWED.fullmatch(revision):
        return _not_followed(git, revision, found["branch"])
    code, out, said = git.ask("rev-parse", "--verify", "--end-of-options", revision)
    if "ambiguous" in said:
        return UsageError(f"以{quote(revision)}开头的提交不止一个", "多写几位提交号")
    name = out.decode("ascii", "replace").strip()
    if code or not _HASH.fullmatch(name):
        return _none(git, revision)
    lacking, _, probed = git.ask("cat-file", "-e", name)
    if lacking and (name != revision or "corrupt" in probed):
        return unreadable_object(name, git.ask)
    if lacking:
        return _none(git, revision)
    return _no_commit(git, revision, name)


def _none(git: Git, revision: str) -> UsageError:
    """A name of nothing, by how it is built."""
    message = f"没有版本{quote(revision)}"
    if day := nearly_a_day(revision):
        return UsageError(message, f"要说日期就写成 {day}")
    if git.is_shallow and _COULD_BE.fullmatch(revision):
        return UsageError(message, f"这是浅克隆，历史不全：{UNSHALLOW}")
    if revision.startswith("^") or revision.endswith(("^@", "^!", "^-")):
        return UsageError(
            f"{quote(revision)}说的不是一个版本，是一段历史", "只写一个版本，例如 HEAD~1，或写 A..B"
        )
    if revision.startswith(":/") and revision[2:]:
        return UsageError(f"没有一个提交的说明里找得到{quote(revision[2:])}", _USUAL)
    if found := _LOGGED.fullmatch(revision):
        return _not_logged(message, found["entry"])
    if (found := _BACK.fullmatch(revision)) and (younger := git.commit_named(found["younger"])):
        return UsageError(f"{message}：{_too_far(git, found, younger)}", _USUAL)
    if (found := _PART.fullmatch(revision)) and git.commit_named(found["whole"]):
        return UsageError(message, f"写整个版本 {shlex.quote(found['whole'])}")
    return UsageError(message, _USUAL)


def _not_logged(message: str, entry: str) -> UsageError:
    """An entry of this clone's own log, or a branch that was left, that there is none of."""
    if entry.startswith("-"):
        often = "换过分支" if entry == "-1" else f"换过 {entry[1:]} 次分支"
        return UsageError(f"{message}：这个克隆里还没有{often}", "写分支的名称；git branch 列出分支")
    return UsageError(f"{message}：这个克隆的记录没有那么多条", "git reflog 列出记录；或写提交号、日期")


def _too_far(git: Git, found: re.Match[str], younger: str) -> str:
    """Why there is nothing so far back from a commit."""
    parents = len(git.commit(younger).parents)
    called = quote(found["younger"])
    if not parents:
        return f"{called}是第一个提交"
    if found["way"] == "~":
        return f"{called}以前没有那么多提交"
    return f"{called}不是合并，前面只有一个提交" if parents == 1 else f"{called}前面只有 {parents} 个提交"


def _no_commit(git: Git, revision: str, name: str) -> UsageError:
    """A name of something else: a folder, a file, a tag of one of them."""
    kind = git.ask("cat-file", "-t", name)[1].decode("ascii", "replace").strip()
    said = f"{quote(revision)}{_KINDS[kind]}，不是版本" if kind in _KINDS else f"{quote(revision)}不是提交"
    found = _PART.fullmatch(revision)
    if found and git.commit_named(found["whole"]):
        return UsageError(said, f"写整个版本 {shlex.quote(found['whole'])}")
    return UsageError(said, _USUAL)


def _not_followed(git: Git, revision: str, branch: str) -> UsageError:
    """A branch that follows none of another repository, or one that is not here."""
    head = git.ask("symbolic-ref", "--quiet", "--short", "HEAD")[1].decode("utf-8", "replace").strip()
    name = head if branch.upper() in ("", "HEAD") or branch == "@" else branch
    if not name:
        return UsageError(
            "现在没有在哪个分支上，没有上游分支", "先运行 git switch 分支，或写明版本，例如 origin/main"
        )
    if git.commit_named(f"refs/heads/{name}") is None:
        return UsageError(f"没有分支{quote(name)}", "git branch 列出分支")
    remote = git.ask("config", "--get", f"branch.{name}.remote")[1].decode("utf-8", "replace").strip()
    remotes = git.ask("remote")[1].decode("utf-8", "replace").split()
    if remote in remotes:
        hint = f"先运行 git fetch {shlex.quote(remote)}；或写明版本，例如 HEAD~1"
        return UsageError(f"分支{quote(name)}的上游分支还没有取来，没有版本{quote(revision)}", hint)
    message = f"分支{quote(name)}没有设上游分支，没有版本{quote(revision)}"
    if not remotes:
        hint = "先用 git remote add origin 地址 加上远程仓库，再运行 git push -u origin HEAD；或写明版本，例如 HEAD~1"
        return UsageError(message, hint)
    upstream = f"{remotes[0]}/{name}"
    hint = (
        f"运行 git branch --set-upstream-to={shlex.quote(upstream)} {shlex.quote(name)}；或直接写 {upstream}"
    )
    return UsageError(message, hint)
