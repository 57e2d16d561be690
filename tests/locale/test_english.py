import re
from html.parser import HTMLParser

from gongxin.locale.messages import is_compiled, messages, missing, read_english, updated

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Tags(HTMLParser):
    """Collects the tags of a text with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"{tag} {attrs}")


def test_every_message_has_english_and_it_is_compiled() -> None:
    english = updated(read_english())
    assert missing(english) == []
    assert is_compiled(english)


def test_there_are_messages_of_each_face() -> None:
    places = {place for found in messages().values() for place, _ in found}
    assert {"web/templates/base.html", "web/portal/templates/portal/home.html"} <= places
    assert any(place.startswith("web/office/") for place in places)


def test_english_keeps_placeholders_and_tags() -> None:
    for entry in read_english():
        if not entry.id:
            continue
        source = entry.id if isinstance(entry.id, str) else entry.id[0]
        said = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
        for text in said:
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(source)), source
            assert Tags(text).found == Tags(source).found, source


def test_english_is_english() -> None:
    allowed = re.compile(r"（|）|张\*|有限公司|公信|其他|信用中国|「.*?」|“.*?”")
    left = [
        text
        for entry in read_english()
        if entry.id
        for text in ([entry.string] if isinstance(entry.string, str) else list(entry.string or ()))
        if CHINESE.search(allowed.sub("", text))
    ]
    assert left == []
