"""One party at a real browser: reads the page by its words, as a person does."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypedDict

from playwright.sync_api import Page, expect

from tests.browser.conftest import Window

MANY = 100
"""More questions than any form asks."""

MOST_LEFT = 20
CLOSING = "Avslutt saken"

READ_FORM = """() => {
  const said = (element) => element.firstChild.textContent.trim();
  const line = (field) => {
    const control = field.querySelector("input.ds-input, textarea, select");
    const isSelect = control.tagName === "SELECT";
    return {
      name: control.name,
      kind: isSelect ? "select" : "line",
      label: said(field.querySelector("label")),
      help: field.querySelector("[data-field=description]")?.textContent ?? "",
      required: field.querySelector(".mark").textContent === "må fylles ut",
      standing: isSelect ? (control.value && control.selectedOptions[0].text) : control.value,
    };
  };
  const choice = (group) => ({
    name: group.querySelector("input").name,
    kind: "choice",
    label: said(group.querySelector("legend")),
    help: "",
    required: group.querySelector(".mark").textContent === "må fylles ut",
    standing: [...group.querySelectorAll("input:checked")].map((box) => said(box.labels[0])).join(),
  });
  const all = (selector, read) => [...document.querySelectorAll("#felter " + selector)].map(read);
  return [
    ...all(".ds-field:has(> label > .mark)", line),
    ...all("fieldset:has(> legend > .mark)", choice),
  ];
}"""
"""Lists the questions of the form on the page: lines and selections, then groups of boxes."""


class Question(TypedDict):
    """A question as the page asks it; ``standing`` is the answer that stands there, empty without one."""

    name: str
    kind: str
    label: str
    help: str
    required: bool
    standing: str


@dataclass
class Party:
    """A caseworker of one party. ``today`` is written as dd.mm.yyyy."""

    window: Window
    person: str
    today: str = ""

    @property
    def page(self) -> Page:
        return self.window.page

    def visits(self, path: str) -> None:
        """Go to a page; log in first when the session has run out."""
        self.window.go(path)
        if "/logg-inn" in self.page.url:
            self.window.log_in(self.person)
            self.window.go(path)

    def refers(self, answers: Mapping[str, str]) -> str:
        """Refer a person; the path of the new case."""
        self.visits("/oppgaver")
        self.page.get_by_role("link", name="Ny sak").click()
        self.fills_in(answers)
        self.page.get_by_role("button", name="Opprett saken").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(answers["Navn"])
        return self.page.url.removeprefix(self.window.address)

    def does_what_is_left(self) -> None:
        """Complete one after the other what stands in the unit's inbox, but close no case."""
        for _ in range(MOST_LEFT):
            self.visits("/oppgaver?visning=enhetens")
            names = self.page.locator("tbody th a").all_inner_texts()
            left = next((name for name in names if name != CLOSING), None)
            if left is None:
                return
            self.does(left)

    def does(self, task: str, answers: Mapping[str, str] | None = None) -> None:
        """Find a task in the unit's inbox, fill in its form and complete it."""
        self.visits("/oppgaver?visning=enhetens")
        self.page.get_by_role("link", name=task, exact=True).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(task)
        self.fills_in(answers or {})
        self.page.get_by_role("button", name="Fullfør oppgaven").click()
        expect(self.page.get_by_role("status")).to_contain_text(task)

    def reports(self, case: str, message: str, answers: Mapping[str, str]) -> None:
        """Report an event from the case's page."""
        self.visits(case)
        self.page.get_by_role("link", name=message).click()
        self.fills_in(answers)
        self.page.get_by_role("button", name="Registrer").click()
        expect(self.page.get_by_role("status")).to_contain_text(message)

    def fills_in(self, answers: Mapping[str, str]) -> None:
        """Give these answers by label, and something fitting wherever else the form insists."""
        self.page.locator("#felter").wait_for()  # a click on a link does not wait for the page it leads to
        question: Question | None = None
        for _ in range(MANY):
            question = next((asked for asked in self._questions() if _is_open(asked, answers)), None)
            if question is None:
                return
            with self._followed_up():
                self._answers(question, answers.get(question["label"]))
        message = f"the form asks without end, last for {question}"
        raise AssertionError(message)

    @contextmanager
    def _followed_up(self) -> Iterator[None]:
        """Wait for what an answer brings out, in a form where answers can."""
        if self.page.locator("#felter[hx-post]").count() == 0:
            yield
            return
        with self.page.expect_response(lambda response: response.request.method == "POST"):
            yield
        self.page.wait_for_function("() => !document.querySelector('.htmx-request')")

    def _questions(self) -> list[Question]:
        """Read what the form asks now, and what stands there."""
        found: list[Question] = self.page.evaluate(READ_FORM)
        return found

    def _answers(self, question: Question, wanted: str | None) -> None:
        control = self.page.locator(f"[name='{question['name']}']:not([type=hidden])")
        if question["kind"] == "choice":
            group = self.page.locator("fieldset", has=control).last
            box = group.get_by_label(wanted, exact=True) if wanted else control.first
            box.check()
        elif question["kind"] == "select":
            control.select_option(label=wanted) if wanted else control.select_option(index=1)
        else:
            control.fill(wanted or self._fitting(question["label"], question["help"]))
            control.blur()

    def _fitting(self, label: str, hint: str) -> str:
        if "Dag, måned og år" in hint:
            return self.today
        return "21 80 21 80" if label == "Telefon" else "Avklart"


def _is_open(question: Question, answers: Mapping[str, str]) -> bool:
    wanted = answers.get(question["label"])
    if wanted is None:
        return question["required"] and not question["standing"]
    return question["standing"] != wanted
