"""The page in a real browser: asking, a permanent link, copying, the keyboard, narrow screens, dark, and axe's rules.

They need a Chromium: Debian's package ``chromium``, or one that CHROMIUM names. SCREENSHOTS names a folder to look at
what was seen.
"""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.web_page import MEKDAD, OPPRESSIVE, chromium, served

PATHS = {
    "front": "/",
    "answer": f"/ask?q={MEKDAD}",
    "abstention": "/ask?q=what did Mekdad say about football?",
    "asked-back": "/ask?q=what did Reed say about taxes?",
    "statement": f"/s/{OPPRESSIVE}",
    "article": f"/a/{OPPRESSIVE[:12]}",
    "gone": f"/s/{OPPRESSIVE[:12]}aaaaaaaa",
    "speakers": "/speakers",
    "speaker": "/speakers/omar-diallo",
    "corpus": "/corpus",
    "articles": "/corpus/articles?publisher=Sample Gazette",
    "api": "/api",
    "missing": "/nowhere",
}
LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
}
CUT_OFF = """svg => {
    const whole = svg.getBoundingClientRect();
    const isCut = one => one.left < whole.left || one.right > whole.right;
    const cut = [...svg.querySelectorAll("text")].filter(one => isCut(one.getBoundingClientRect()));
    return cut.map(one => one.textContent);
}"""
SAID = 'that "oppressive sanctions" would not break the will of the Syrian people'


@pytest.fixture(scope="module")
def address(sample_settings, engine):
    engine.ask(MEKDAD)
    with served(sample_settings, engine) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def opened(browser, address):
    """Opens pages; fails if one of them reports an error, a blocked script or style, or asks another server."""
    contexts, wrong = [], []

    def opened(path="/", **look):
        context = browser.new_context(base_url=address, **look)
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(asked.url))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [one for one in wrong if "404 (Not Found)" not in one] == []


def seen(page, name):
    """Keep what a page looks like, where somebody wants to look."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def within_view(locator):
    """Whether the whole of an element is on the screen."""
    return locator.evaluate(
        "one => { const r = one.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
    )


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PATHS)
def test_no_page_breaks_a_rule_of_axe(opened, name, look):
    page = opened(PATHS[name], **LOOKS[look])
    for folded in page.locator("details").all():
        folded.evaluate("one => { one.open = true }")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    seen(page, f"{look}-{name}")


def test_a_question_is_asked_and_its_permanent_link_shows_the_statement_marked(opened):
    page = opened()
    page.get_by_label("Ask what somebody said").fill(MEKDAD)
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("blockquote mark").first).to_have_text(SAID)
    page.get_by_role("link", name="Permanent link").first.click()
    expect(page).to_have_url(f"/s/{OPPRESSIVE}#said")
    marked = page.locator("mark#said")
    expect(marked).to_have_text(SAID)
    expect(marked).to_be_in_viewport()
    assert within_view(marked)
    expect(page.locator(".text .speaker")).to_have_text("Mekdad")
    seen(page, "flow-permanent-link")


def test_the_credit_line_is_copied(opened):
    page = opened(f"/s/{OPPRESSIVE}", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy: Credit line").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Credit line", exact=True).input_value()
    assert copied.startswith("“Syrian minister meets Iranian officials in Tehran” by Sample Desk, Sample Gazette,")
    seen(page, "flow-copied")


def test_without_scripts_everything_is_there_but_the_copy_buttons(opened):
    page = opened(f"/ask?q={MEKDAD}", java_script_enabled=False)
    page.get_by_role("link", name="Permanent link").first.click()
    assert page.locator("mark#said").inner_text() == SAID
    expect(page.locator("mark#said")).to_be_in_viewport()
    expect(page.get_by_label("Credit line", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Copy: Credit line")).to_be_hidden()
    page.get_by_text("Cite", exact=True).click()
    expect(page.get_by_label("BibTeX", exact=True)).to_be_visible()


def test_the_keyboard_is_enough(opened):
    page = opened()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    seen(page, "flow-skip-link")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Ask what somebody said")).to_be_focused()
    page.keyboard.type(MEKDAD)
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_be_visible()
    link = page.get_by_role("link", name="Permanent link").first
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    expect(link).to_be_focused()
    assert link.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("mark#said")).to_be_in_viewport()


def test_a_speaker_is_reached_from_an_answer_and_their_words_are_filtered(opened):
    page = opened("/ask?q=what did Omar Diallo say about the delay?")
    page.get_by_role("link", name="All by this speaker").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Omar Diallo")
    expect(page.get_by_role("img", name="Statements over time")).to_be_visible()
    assert page.locator("svg.timeline").evaluate(CUT_OFF) == []
    everything = page.locator("blockquote").count()
    page.get_by_label("About").fill("rail")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_label("About")).to_have_value("rail")
    assert 0 < page.locator("blockquote").count() < everything


@pytest.mark.parametrize("name", PATHS)
def test_a_narrow_screen_is_never_scrolled_sideways(opened, name):
    page = opened(PATHS[name], viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_dark_is_dark_and_light_is_light(opened):
    shades = {}
    for scheme in ("light", "dark"):
        page = opened(f"/s/{OPPRESSIVE}", color_scheme=scheme)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        shades[scheme] = sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
    assert shades["dark"] < 150
    assert shades["light"] > 650


def test_print_leaves_out_what_paper_cannot_do(opened):
    page = opened(f"/s/{OPPRESSIVE}")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Site")).to_be_hidden()
    expect(page.get_by_role("button", name="Copy: Credit line")).to_be_hidden()
    expect(page.locator("mark#said")).to_be_visible()
    seen(page, "print-statement")
