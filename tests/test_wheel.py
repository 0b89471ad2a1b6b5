"""A wheel built from the tree works outside the checkout: codebook, word lists and SQL are found."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, and this one's packages without its editable install."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), "."], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
    python = folder / "env" / "bin" / "python"
    wheel = next(folder.glob("scr_factors-*.whl"))
    subprocess.run([*pip, "--python", str(python), "install", "--no-deps", str(wheel)], check=True)
    site = folder / "env" / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    # A folder named in a .pth file is searched, but its own .pth files are not read: no editable install.
    (site / "others.pth").write_text(sysconfig.get_paths()["purelib"])
    return folder / "env"


def run(installed: Path, *arguments: str, cwd: Path) -> str:
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    done = subprocess.run(
        [str(installed / "bin" / arguments[0]), *arguments[1:]],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_is_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    where = run(installed, "python", "-c", "import pipeline, flows; print(pipeline.__file__)", cwd=tmp_path)
    assert str(installed) in where


def test_the_doctor_is_content(installed: Path, tmp_path: Path) -> None:
    said = run(installed, "scr", "doctor", cwd=tmp_path)
    assert "40 factors" in said
    assert "share/scr-factors/configs" in "".join(said.split())


def test_a_report_is_coded(installed: Path, tmp_path: Path) -> None:
    sample = Path("annotations/reviews/glenorrin-child-m/glenorrin-child-m.pdf").resolve()
    assert '"factor_id": "physical_abuse"' in run(installed, "scr", "extract", str(sample), cwd=tmp_path)
