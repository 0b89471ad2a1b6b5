"""The whole way with a real Label Studio and a real browser: serve, sign in, correct, submit, pull.

Needs `make label-studio` and a Chromium; takes one to two minutes.
"""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.annotate.studio.environment import EXECUTABLE
from pipeline.codebook import Codebook, Factor

from .conftest import DOCUMENT, review, rows_of, write
from .tasks import exported

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SECOND = (("The landlord wrote in May.", "There was {no money for heating|poverty}."),)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / EXECUTABLE).exists(), reason="no Label Studio here: make label-studio"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
playwright = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is missing")


def scr(*arguments: object, code: int = 0) -> str:
    """A command of its own process, as a person types it in another terminal."""
    command = [Path(sys.executable).with_name("scr"), *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == code, done.stdout + done.stderr
    return " ".join((done.stdout + done.stderr).split())


class Serving:
    """`scr annotate serve` in the background."""

    def __init__(self, folder: Path, *arguments: object) -> None:
        self.data = folder / "data"
        self.output = folder / "serve.txt"
        # The default data folder must stay as it is: every test has its own.
        self.command = [Path(sys.executable).with_name("scr"), "annotate", "serve", "--data", self.data]
        self.start(*arguments)

    def start(self, *arguments: object) -> str:
        with self.output.open("wb") as file:
            self.process = subprocess.Popen(
                [*self.command, *map(str, arguments)], cwd=ROOT, stdout=file, stderr=file
            )
        try:
            # A server that is slow on a busy machine gives up by itself, and says so.
            while "Ctrl-C stops it" not in self.output.read_text():
                assert self.process.poll() is None, self.output.read_text()
                time.sleep(0.3)
        except BaseException:
            self.stop()
            raise
        return " ".join(self.output.read_text().split())

    def stop(self) -> str:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise
        return self.output.read_text()

    @property
    def address(self) -> str:
        return str(json.loads((self.data / "scr-server.json").read_text())["address"])

    def password(self, name: str) -> tuple[str, str]:
        found = json.loads((self.data / "scr-accounts.json").read_text())["annotators"]
        return next((one["email"], one["password"]) for one in found if one["name"] == name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("studio")


@pytest.fixture(scope="module")
def filled(folder: Path, book: Codebook) -> Path:
    path = folder / "scr.duckdb"
    write(path, [review()], book)
    return path


@pytest.fixture(scope="module")
def serving(folder: Path, filled: Path, book: Codebook) -> Iterator[Serving]:
    tasks = exported(filled, book, folder / "tasks.json")
    made = Serving(folder, tasks, "--annotator", "Ann", "--annotator", "ben")
    yield made
    made.stop()


class Desk:
    """An annotator before the browser, at the next task of the project."""

    def __init__(self, browser: Any, serving: Serving, name: str, shots: Path) -> None:
        self.page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        self.page.set_default_timeout(30_000)
        self.shots, self.outside = shots, set[str]()
        own = (serving.address, "data:", "blob:", "about:")
        self.page.on("request", lambda sent: None if sent.url.startswith(own) else self.outside.add(sent.url))
        email, password = serving.password(name)
        self.page.goto(f"{serving.address}/user/login/")
        self.page.fill("input[name=email]", email)
        self.page.fill("input[name=password]", password)
        self.page.click("button[type=submit]")
        self.page.wait_for_url(re.compile(r"/(projects/?)?$"))
        self.page.goto(f"{serving.address}/projects/1/data")
        self.page.get_by_role("button", name="Label All Tasks").click()
        self.page.get_by_text("Labeling Instructions").wait_for()
        self.shot("instructions")
        self.page.keyboard.press("Escape")
        self.page.get_by_text("Labeling Instructions").wait_for(state="hidden")
        self.page.locator(".htx-highlight").first.wait_for()

    def shot(self, name: str) -> None:
        self.page.screenshot(path=str(self.shots / f"{name}.png"))

    def regions(self) -> list[str]:
        """The marked regions as the list beside the text shows them: label and words."""
        return [" ".join(one.split()) for one in self.page.locator(TITLES).all_inner_texts()]

    def choose(self, region: str) -> None:
        self.page.locator(TITLES).filter(has_text=region).first.click()
        self.page.locator(".scr-judgement input").first.wait_for()

    def hover(self, factor: Factor) -> None:
        """Wait for the hint of a factor beside the text; no other place puts name and definition so."""
        hint = self.page.get_by_text(f"{factor.name}: {factor.definition} Includes:")
        assert hint.count() == 0
        self.page.locator(".scr-factors").get_by_text(factor.id, exact=True).hover()
        hint.wait_for()
        # It fades in, which counts as visible from the start.
        self.page.wait_for_timeout(700)

    def judge(self, word: str) -> None:
        self.page.locator(f".scr-judgement input[name={word}]").check()

    def submit(self) -> None:
        with self.page.expect_response(
            lambda answer: answer.request.method == "POST" and "/annotations" in answer.url
        ) as sent:
            self.page.get_by_role("button", name="Submit").first.click()
        assert sent.value.status == 201


TITLES = ".lsf-outliner-item__title"


@pytest.fixture
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


def colour(desk: Desk, words: str) -> str:
    found = desk.page.locator(".htx-highlight", has_text=words).first
    return str(found.evaluate("one => getComputedStyle(one).backgroundColor"))


def test_a_correction_in_the_browser_reaches_the_store(
    browser: Any, serving: Serving, filled: Path, tmp_path: Path, book: Codebook
) -> None:
    began = datetime.now(UTC).replace(tzinfo=None) - timedelta(seconds=1)
    desk = Desk(browser, serving, "Ann", tmp_path)
    # The suggestions are there and can be seen: words on a colour that is not transparent.
    assert colour(desk, "no food in the house") not in (
        "rgba(0, 0, 0, 0)",
        "transparent",
        "rgb(255, 255, 255)",
    )
    before = desk.regions()
    assert any("neglect" in one and "no food in the house" in one for one in before)
    assert len(before) == 4
    desk.hover(book.factor("poverty"))
    desk.shot("definition")

    desk.choose("no food in the house")
    assert desk.page.locator(".scr-judgement input[name=affirmed]").is_checked()
    desk.judge("negated")
    desk.judge("child")
    desk.shot("changed")
    desk.choose("asked Father")
    desk.page.keyboard.press("Backspace")
    desk.page.locator(TITLES).filter(has_text="asked Father").wait_for(state="detached")
    desk.page.locator(".scr-factors").get_by_text("poverty", exact=True).click()
    mark(desk, "café")
    desk.page.locator(TITLES).filter(has_text="poverty").wait_for()

    # A factor without an assertion cannot be handed in: the import would refuse it.
    desk.page.get_by_role("button", name="Submit").first.click()
    desk.page.get_by_text("Choose the assertion of every factor that is marked.").wait_for()
    desk.shot("required")
    desk.page.get_by_role("button", name="OK", exact=True).click()
    # The region that lacks it is chosen already.
    desk.judge("uncertain")
    desk.judge("family")
    desk.submit()
    desk.shot("submitted")
    assert desk.outside == set()

    printed = scr("annotate", "pull", "--data", serving.data, "--store", filled)
    assert "7 annotations stored, 0 were known already; 0 tasks without an answer" in printed
    rows = rows_of(
        filled,
        "SELECT kind, sentence_no, COALESCE(factor_id, entity_label), quote, value FROM annotations "
        "WHERE annotator = 'Ann' ORDER BY kind::VARCHAR, sentence_no",
    )
    assert rows == [
        ("entity", 0, "CHILD", "Child A", "CHILD"),
        ("mention", 1, "parental_alcohol_misuse", "was drinking", "affirmed mother current"),
        ("mention", 3, "neglect", "no food in the house", "negated child current"),
        ("mention", 5, "poverty", "café", "uncertain family current"),
        ("none", 0, None, "Child A was five weeks old when he died.", "none"),
        ("none", 2, None, "The health visitor called twice.", "none"),
        ("none", 4, None, "Nobody asked Father anything.", "none"),
    ]
    ((first, last, document),) = rows_of(
        filled, "SELECT MIN(annotated_at), MAX(annotated_at), MIN(document_id) FROM annotations"
    )
    assert began <= first == last <= datetime.now(UTC).replace(tzinfo=None)
    assert document == DOCUMENT
    again = scr("annotate", "pull", "--data", serving.data, "--store", filled)
    assert "0 annotations stored, 7 were known already" in again


def mark(desk: Desk, word: str) -> None:
    """Double-click a word of the text, where it stands."""
    box = desk.page.locator(".scr-text").evaluate(
        """(root, word) => {
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(word);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + word.length);
                const box = range.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
            }
        }""",
        word,
    )
    desk.page.mouse.dblclick(*box)


def test_the_second_annotator_sees_the_suggestions_and_not_the_first_ones_answer(
    browser: Any, serving: Serving, filled: Path, tmp_path: Path
) -> None:
    desk = Desk(browser, serving, "ben", tmp_path)
    assert any("asked Father" in one for one in desk.regions())
    desk.choose("no food in the house")
    assert desk.page.locator(".scr-judgement input[name=affirmed]").is_checked()
    desk.submit()
    printed = scr("annotate", "pull", "--data", serving.data, "--store", filled)
    assert "7 annotations stored, 7 were known already" in printed
    rows = rows_of(
        filled, "SELECT annotator, value FROM annotations WHERE factor_id = 'neglect' ORDER BY annotator"
    )
    assert rows == [("Ann", "negated child current"), ("ben", "affirmed mother current")]


def test_served_again_only_what_is_new_is_added(
    serving: Serving, filled: Path, folder: Path, book: Codebook
) -> None:
    data = ("--data", serving.data)
    said = scr("annotate", "serve", folder / "tasks.json", *data)
    assert "0 passages added, 1 were there already" in said
    assert "was running already" in said
    write(filled, [review("two", SECOND)], book)
    newer = exported(filled, book, folder / "newer.json")
    assert "1 passages added, 1 were there already; 1 are open" in scr("annotate", "serve", newer, *data)
    # From the store no more is added than is wanted open.
    assert "0 passages added" in scr("annotate", "serve", filled, "--n", 1, *data)
    assert "1 tasks without an answer" in scr("annotate", "pull", *data, "--store", filled)


def test_down_nothing_is_lost_and_up_again_nothing_is_doubled(
    serving: Serving, filled: Path, folder: Path
) -> None:
    held = rows_of(filled, "SELECT COUNT(*) FROM annotations")
    assert "Label Studio has stopped" in serving.stop()
    assert serving.process.returncode == 0
    said = scr("annotate", "pull", "--data", serving.data, "--store", filled, code=1)
    assert "is not running" in said
    assert "Start it with `scr annotate serve`" in said
    assert "Traceback" not in said
    assert rows_of(filled, "SELECT COUNT(*) FROM annotations") == held

    # Ended between the making of the access token and its keeping, it gets another one.
    kept = serving.data / "scr-accounts.json"
    kept.write_text(json.dumps({**json.loads(kept.read_text()), "token": None}))
    assert "0 passages added, 2 were there already" in serving.start(folder / "newer.json")
    again = scr("annotate", "pull", "--data", serving.data, "--store", filled)
    assert f"0 annotations stored, {held[0][0]} were known already" in again
