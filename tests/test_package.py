"""The wheel: it carries the templates and the programme and works where the repository is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from support import PROJECT, WORKSPACES


def test_the_wheel_works_elsewhere(tmp_path: Path) -> None:
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns(".git", "__pycache__", "*.egg-info", ".*_cache", ".venv")
    shutil.copytree(PROJECT, source, ignore=ignored)
    wheels = tmp_path / "wheels"
    # The test environment has hatchling: no network is needed to build.
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    shutil.rmtree(source)

    # Our dependencies are borrowed from this environment, aiwei itself comes from the wheel alone.
    home = tmp_path / "venv"
    venv.create(home)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    packages = next(home.rglob("site-packages"))
    subprocess.run(
        [sys.executable, "-m", "zipfile", "-e", str(next(wheels.glob("*.whl"))), str(packages)], check=True
    )
    borrowed = os.pathsep.join(path for path in sys.path if path.endswith("site-packages"))
    (packages / "zz-borrowed.pth").write_text("\n".join(borrowed.split(os.pathsep)), encoding="utf-8")

    workspace = tmp_path / "elsewhere"
    shutil.copytree(WORKSPACES / "good" / "next-round", workspace)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment["PYTHONIOENCODING"] = "utf-8"
    python = str(scripts / ("python.exe" if os.name == "nt" else "python"))

    def aiwei(*arguments: str) -> subprocess.CompletedProcess[str]:
        line = [python, "-m", "aiwei_cli", *arguments]
        return subprocess.run(line, cwd=workspace, env=environment, capture_output=True, encoding="utf-8")

    where = subprocess.run(
        [python, "-c", "import aiwei_cli; print(aiwei_cli.__file__)"],
        cwd=workspace,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert str(packages) in where.stdout
    golden = WORKSPACES / "golden"
    day = ("--as-of", "2027-12-31")
    assert aiwei("check", *day).stdout == (golden / "next-round.2027-12-31.table").read_text(encoding="utf-8")
    assert aiwei("report", *day).stdout == (golden / "next-round.report.md").read_text(encoding="utf-8")

    new = tmp_path / "new"
    made = aiwei("init", str(new), "--town", "甲镇", "--county", "乙县", "--no-git")
    assert (made.returncode, made.stderr) == (0, "")
    assert (new / "data" / "targets.yaml").read_bytes() == (PROJECT / "data" / "targets.yaml").read_bytes()
    assert aiwei("check", "-w", str(new)).stdout.startswith("甲镇 2024年对标结果")
    assert "  aiwei show fly-proof-pass-rate\n" in aiwei("show", "--help").stdout
