"""A page taken apart as a browser does: elements, their attributes, and the text beside scripts."""

from html.parser import HTMLParser

Attributes = dict[str, str]


class Parsed(HTMLParser):
    """The elements of a page in order, its text, and the contents of style and scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.text = ""
        self.raw: list[tuple[str, Attributes, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag in ("script", "style"):
            self.raw.append((tag, attributes, ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            tag, attributes, text = self.raw[-1]
            self.raw[-1] = tag, attributes, text + data
        else:
            self.text += data

    def values(self, name: str, tag: str | None = None) -> list[str]:
        """List the values of an attribute."""
        return [about[name] for of, about in self.elements if name in about and tag in (None, of)]

    def contents(self, tag: str, type_: str | None = None) -> str:
        """Return what stands in the one style or script of a type."""
        found = [text for of, about, text in self.raw if of == tag and about.get("type") == type_]
        assert len(found) == 1
        return found[0]
