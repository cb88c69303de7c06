"""A visitor without a screen: follows links and fills in forms by what they are called, as a person does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

COOKIE = "somlos"
PASSWORD = "et-passord-for-prøver"  # noqa: S105 - of invented persons in a test database


@dataclass
class Seen:
    """A page as it was answered."""

    response: TestResponse
    visitor: "Visitor" = field(repr=False)

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.response.get_data(as_text=True))

    @property
    def text(self) -> str:
        """The words of the main part, white space made even."""
        mains = self.tree.xpath("//main")
        return " ".join(mains[0].text_content().split()) if mains else self.response.get_data(as_text=True)

    @property
    def heading(self) -> str:
        return " ".join(self.tree.xpath("//h1")[0].text_content().split())

    @property
    def path(self) -> str:
        return self.response.request.path

    def links(self) -> dict[str, str]:
        return {
            " ".join(link.text_content().split()): link.get("href") for link in self.tree.xpath("//a[@href]")
        }

    def follow(self, name: str) -> "Seen":
        return self.visitor.get(self.links()[name])

    def form(self, with_button: str) -> "FilledForm":
        """Return the form that has a button so named."""
        for form in self.tree.forms:
            outside = form.xpath("//button[@form=$id]", id=form.get("id") or "")
            for button in [*form.xpath(".//button[not(@form)]"), *outside]:
                if " ".join(button.text_content().split()).startswith(with_button):
                    return FilledForm(self, form, button)
        message = f"no button {with_button!r} on {self.path}: {self.text[:400]}"
        raise AssertionError(message)

    def press(self, button: str, answers: Mapping[str, object] | None = None, /, **more: Any) -> "Seen":
        """Fill in the form around a button, by labels, and press it."""
        return self.form(button).submit(answers or {}, **more)

    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        return [link.text_content() for link in self.tree.xpath("//section[@id='feil']//a")]


@dataclass
class FilledForm:
    page: Seen
    form: html.HtmlElement
    button: html.HtmlElement

    def submit(self, answers: Mapping[str, object], **raw: object) -> Seen:
        """Post what stands in the form with these answers by label; ``raw`` replaces fields by name."""
        data = list(self._standing(answers))
        if self.button.get("name"):
            data.append((self.button.get("name"), self.button.get("value")))
        data = [(name, value) for name, value in data if name not in raw]
        data += [(name, str(value)) for name, value in raw.items() if value is not None]
        return self.page.visitor.post(self.form.get("action") or self.page.response.request.full_path, data)

    def _standing(self, answers: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        wanted = dict(answers)
        for control in self.form.xpath(".//input|.//select|.//textarea"):
            label = self._label(control)
            if control.get("type") in {"radio", "checkbox"}:
                if self._is_ticked(control, label, wanted):
                    yield control.get("name"), control.get("value")
            else:
                yield control.get("name"), self._value(control, wanted.get(label))
        unknown = set(wanted) - set(self._labels())
        assert not unknown, f"no such fields: {unknown}; there are {sorted(set(self._labels()))}"

    def _is_ticked(self, control: html.HtmlElement, label: str, wanted: Mapping[str, object]) -> bool:
        group = self._legend(control)
        chosen = wanted.get(group if group in wanted else label)
        if chosen is None:
            return control.get("checked") is not None
        if isinstance(chosen, bool):
            return chosen
        return label in ([chosen] if isinstance(chosen, str) else list(chosen))  # type: ignore[call-overload] # a list, as it is no text

    def _value(self, control: html.HtmlElement, wanted: object) -> str:
        if control.tag == "select":
            options = {
                option.text_content().strip(): option.get("value") for option in control.xpath("./option")
            }
            chosen = control.xpath("./option[@selected]/@value")
            return options[str(wanted)] if wanted is not None else (chosen[0] if chosen else "")
        standing = (
            control.text_content().removeprefix("\n")
            if control.tag == "textarea"
            else control.get("value", "")
        )
        return standing if wanted is None else str(wanted)

    def _labels(self) -> Iterator[str]:
        for control in self.form.xpath(".//input[not(@type='hidden')]|.//select|.//textarea"):
            yield self._label(control)
            yield self._legend(control)

    def _label(self, control: html.HtmlElement) -> str:
        labels = self.form.xpath(".//label[@for=$id]", id=control.get("id") or "")
        return _without_mark(labels[0]) if labels else ""

    def _legend(self, control: html.HtmlElement) -> str:
        legends = control.xpath("ancestor::fieldset[1]/legend")
        return _without_mark(legends[0]) if legends else ""


def _without_mark(element: html.HtmlElement) -> str:
    """The words of a label without "må fylles ut" and "valgfritt"."""
    words = element.xpath(".//text()[not(ancestor::*[contains(@class, 'mark')])]")
    return " ".join("".join(words).split())


class Visitor:
    """A browser with cookies and no JavaScript."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    @property
    def session(self) -> str:
        """The session's cookie."""
        cookie = self.client.get_cookie(COOKIE)
        return "" if cookie is None else cookie.value

    @session.setter
    def session(self, cookie: str) -> None:
        self.client.set_cookie(COOKIE, cookie)

    def get(self, path: str) -> Seen:
        return Seen(self.client.get(path, follow_redirects=True), self)

    def post(self, path: str, data: list[tuple[str, str]]) -> Seen:
        return Seen(self.client.post(path, data=MultiDict(data), follow_redirects=True), self)

    def token(self) -> str:
        """Return a CSRF token of the session, from the first form that shows one."""
        tokens = self.get("/logg-inn").tree.xpath("//input[@name='csrf_token']/@value")
        return str(tokens[0])

    def log_in(self, person: str, password: str = PASSWORD) -> Seen:
        return self.get("/logg-inn").press("Logg inn", {"Brukernavn": person, "Passord": password})
