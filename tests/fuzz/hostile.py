"""Hostile requests (恶意请求), for ever, the same for the same seed.

Bodies that are almost JSON, text that is almost GraphQL, valid queries with hostile values,
odd headers and methods, and frames that no WebSocket client would send.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from graphql import GraphQLSchema

from tests.contract.queries import queries
from tests.fuzz.files import FileMaker

__all__ = ["Hostile", "exchanges", "faults", "frames", "requests", "uploads"]

TOKENS: Final = (
    *"{}()[]:!$@=|&,#",
    *('"', '"""', "...", "... on", "query", "mutation", "subscription", "fragment", "on", "null"),
    *("true", "-1", "1e999", "9" * 40, "0x1", '"\\u0000"', '"\\ud800"', "__typename", "__schema"),
    *("@skip(if: true)", "@include(if: $x)", "$x: [Int!]! = [1]", "\ufeff", "\u2028", "\x00"),
)
VALUES: Final[Sequence[Any]] = (
    *(None, True, False, 0, -1, 2**31, 2**63, 2**64, 1e308, "", "\x00", "\ud800", "'; DROP", "`"),
    *("a" * 5000, [], [[]], {}, {"": None}, [None], ["x"] * 500, {"eq": {"eq": {}}}, "NaN"),
    *("2026-13-45", "0000-00-00", "9999-12-31", "2026-01-01T00:00:00+99:99", "Unit:", ":", "null"),
    "9999-12-31/9999-12-31T23:59:59-10:00",
)
HEADERS: Final = {
    "accept": ("*/*", "", "text/csv", "text/html;q=x", "application/geo+json", "text/event-stream"),
    "content-type": ("text/plain", "", "application/json; charset=utf-16", "multipart/form-data"),
    "if-none-match": ("*", '"', "W/"),
    "authorization": ("Bearer", "Bearer a.b.c", "Basic x"),
    "last-event-id": ("x",),
}
KINDS: Final[Sequence[Any]] = (
    *("connection_init", "subscribe", "complete", "ping", "pong", "next", "", 1, None, []),
)
PAYLOADS: Final[Sequence[Any]] = (
    *(None, 1, "x", [], {}, {"query": 1}, {"query": "{ __typename }"}, {"query": "{"}),
    {"query": "subscription { loads { __typename } }", "variables": {"a": [[]] * 9}},
)
UPLOAD: Final = """mutation ($input: UploadInput!) { upload(input: $input) { __typename
  ... on Problem { message } ... on Uploaded { rejected { lines { file reason } } } } }"""
NAMES: Final = (
    *("企业.csv", "a.xlsx", "a.xls", "a.ods", "a.geojson", "a.docx", "a.pdf", "a.html", "a.txt"),
    *("../../a.csv", "..", "", "C:\\a.csv", "CON.csv", "a.exe", "\x00.csv", "企" * 90, ".csv"),
)
CONTENTS: Final = (
    *(b"", b"\x00" * 100, b"PK\x03\x04" + bytes(40), b"%PDF-1.7\n%%EOF", b"\xd0\xcf\x11\xe0" * 9),
    *(b"{", b'{"type": "FeatureCollection", "features": [[]]}', b"<html>" * 500, b"a," * 5000),
    *("名称,安全风险等级\n东岸,甲\n".encode(), "园区由王某负责。".encode("gb18030"), b'"' * 999),
)
MAPS: Final = (
    "{ units(first: 500) { nodes { name longitude latitude park { nodes { boundary } } } } }",
    "{ parks { nodes { name boundary evidence { quote } units { nodes { latitude } } } } }",
    "query ($near: NearInput) { units(filter: {near: $near}) { nodes { longitude latitude } } }",
    "query ($p: PointInput, $w: WeatherInput) { exposure(point: $p, weather: $w) { __typename } }",
)
"""What is asked of places, to be answered as a map."""
NUMBERS: Final[Sequence[Any]] = (0, -0.0, 119.1, 25.2, 1e308, -1e308, 91, 181, "NaN", None, 2**63)
FORMS: Final = ("text/csv", "application/geo+json", "text/html")
TABLES: Final = (
    "",
    "units",
    "x",
    "units.nodes",
    "\x00",
    "../..",
    "企" * 500,
    "=1+1",
    ".",
    "__proto__",
)
PARTS: Final = (
    *(b"", b"--x--\r\n", b"--x\r\n\r\n\r\n", b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n"),
    b'--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{}\r\n',
    b'--x\r\nContent-Disposition: form-data; name="map"\r\n\r\n{"0": ["__proto__.x"]}\r\n',
    b"--x\r\nContent-Disposition: form-data; name=\"0\"; filename*=UTF-8''%ff%00\r\n\r\n1\r\n",
    b'--x\r\ncontent-disposition: form-data; name="0"; filename="a\r\nb: c"\r\n\r\n1\r\n',
    b'--x\nContent-Disposition: form-data; name="0"\n\n1\n',
    b"--x\r\n" + b"A" * 9000 + b": 1\r\n\r\n",
    b"--x\r\n" + b"a: b\r\n" * 500 + b"\r\n1\r\n",
    b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\n1\r\n--y--\r\n",
    b'--x\r\nContent-Disposition: form-data; name="0"\r\nContent-Transfer-Encoding: x\r\n\r\n/',
)
"""Parts of a form that no client would send."""
TYPES: Final = (
    *("multipart/form-data; boundary=x", "multipart/form-data", "multipart/form-data; boundary="),
    *(
        "multipart/form-data; boundary=y",
        "multipart/mixed; boundary=x",
        "MULTIPART/FORM-DATA;boundary=x",
    ),
    *('multipart/form-data; boundary="x; charset=utf-16"', "application/x-www-form-urlencoded"),
    *("multipart/form-data; boundary=" + "x" * 9000, "application/zip", "application/geo+json"),
)
SIGNS: Final = (b"Traceback", b'File "', b"INTERNAL_ERROR", b"hunter2", b"bolt://", b"root:x:0")
"""What no answer may hold: traces, addresses, files of ours, and the word for the unforeseen."""


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """One request (恶意请求)."""

    kind: str
    method: str = "POST"
    target: str = "/graphql"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def faults(status: int, body: bytes) -> list[str]:
    """Return what an answer shows that none may show; status 0 is none at all."""
    found = [sign.decode() for sign in SIGNS if sign in body]
    return found + [f"status {status}"] * (status >= 500 or status == 0)


def requests(
    schema: GraphQLSchema, examples: Sequence[tuple[str, dict[str, Any]]], seed: int
) -> Iterator[Hostile]:
    """Yield hostile requests for ever."""
    writer = _Writer(schema, examples, seed)
    while True:
        yield writer.one()


def exchanges(
    schema: GraphQLSchema, examples: Sequence[tuple[str, dict[str, Any]]], seed: int
) -> Iterator[Hostile]:
    """Yield hostile requests that bring files, or want an answer as a file, for ever."""
    writer = _Writer(schema, examples, seed)
    while True:
        yield writer.exchange()


def uploads(
    schema: GraphQLSchema, examples: Sequence[tuple[str, dict[str, Any]]], seed: int
) -> Iterator[Hostile]:
    """Yield requests that bring files that no office made, for ever."""
    writer = _Writer(schema, examples, seed)
    while True:
        yield writer.files()


class _Writer:
    """Writes requests from one pair of dice."""

    def __init__(
        self, schema: GraphQLSchema, examples: Sequence[tuple[str, dict[str, Any]]], seed: int
    ) -> None:
        self._dice = random.Random(seed)  # noqa: S311 - a test's dice
        self._names = [n for t in schema.type_map.values() for n in getattr(t, "fields", {})]
        self._names += list(schema.type_map)
        self._examples = examples
        self._valid = queries(schema, seed)
        self._ways: tuple[Callable[[], Hostile], ...] = (
            self._broken_json,
            self._odd_json,
            self._grammar,
            self._cut,
            self._values,
            self._address,
            self._headers,
            self._upload,
            self._exported,
            self._form,
        )
        self._maker = FileMaker(self._dice)

    def one(self) -> Hostile:
        return self._dice.choice(self._ways)()

    def exchange(self) -> Hostile:
        ways = (self._exported, self._exported, self._form, self._upload, self.files)
        return self._dice.choice(ways)()

    def _posted(self, kind: str, body: Any, **headers: str) -> Hostile:
        given = body if isinstance(body, bytes) else _json(body)
        return Hostile(
            kind=kind, body=given, headers={"content-type": "application/json"} | headers
        )

    def _example(self) -> tuple[str, dict[str, Any]]:
        return self._dice.choice(self._examples)

    def _broken_json(self) -> Hostile:
        query, variables = self._example()
        body = _json({"query": query, "variables": variables})
        return self._posted("broken json", self._broken(body))

    def _broken(self, text: bytes) -> bytes:
        """Change, cut and stuff a body at a few places."""
        body = bytearray(text)
        for _ in range(self._dice.randint(1, 8)):
            k = self._dice.randrange(len(body))
            match self._dice.randrange(4):
                case 0:
                    body[k] = self._dice.randrange(256)
                case 1:
                    del body[k : k + self._dice.randint(1, 40)]
                case 2:
                    body[k:k] = self._dice.randbytes(self._dice.randint(1, 8))
                case _:
                    body[k:k] = self._dice.choice((b"{", b"[", b'"', b"\\u", b"\x00")) * 20
            if not body:
                break
        return bytes(body)

    def _upload(self) -> Hostile:
        """Send files of odd names and contents, in a form that may be broken; none is written."""
        count = self._dice.choice((1, 1, 1, 2, 30))
        files = [(self._dice.choice(NAMES), self._dice.choice(CONTENTS)) for _ in range(count)]
        body = _sent(files)
        whole = self._dice.random() < 0.5
        return self._multipart("upload", body if whole else self._broken(body))

    def files(self) -> Hostile:
        """Send files that no office made, each under a name of its own; none is written."""
        files: dict[str, bytes] = {}
        for k in range(self._dice.choice((1, 4, 20))):
            name, content = self._maker.one()
            files[f"{k}{name}" if name in files else name] = content
        return self._multipart("files", _sent(list(files.items())))

    def _form(self) -> Hostile:
        """Send a form whose parts, or whose type, are none."""
        parts = [self._dice.choice(PARTS) for _ in range(self._dice.choice((0, 1, 3, 40)))]
        body = b"".join(parts) + self._dice.choice((b"--x--\r\n", b"--x", b""))
        return self._multipart("form", body, self._dice.choice(TYPES))

    def _exported(self) -> Hostile:
        """Want an answer as a table, a map or a page, of places that are none."""
        query, variables = self._example()
        if self._dice.random() < 0.6:
            numbers = self._dice.choice((NUMBERS, NUMBERS[:7]))  # of the first, all are floats
            place = {name: self._dice.choice(numbers) for name in ("longitude", "latitude")}
            wind = {name: self._dice.choice(numbers) for name in ("windSpeed", "windDirection")}
            query = self._dice.choice(MAPS)
            variables = {"near": {**place, "kilometres": self._dice.choice(numbers)}, "p": place}
            variables["w"] = self._dice.choice((wind, {"stability": "D", **wind}, None))
        said = {"table": self._dice.choice(TABLES)} if self._dice.random() < 0.5 else {}
        form = self._dice.choice(FORMS)
        if self._dice.random() < 0.5:
            asked = {"query": query, "variables": variables}
            return self._posted("export", asked, accept=form)
        given = {"query": query, "variables": json.dumps(variables), **said}
        target = f"/graphql?{urlencode(given, errors='surrogatepass')}"
        return Hostile(kind="export", method="GET", target=target, headers={"accept": form})

    def _multipart(
        self, kind: str, body: bytes, media_type: str = "multipart/form-data; boundary=x"
    ) -> Hostile:
        headers = {"content-type": media_type, "apollo-require-preflight": "1"}
        return Hostile(kind=kind, body=body, headers=headers)

    def _odd_json(self) -> Hostile:
        names = ("query", "variables", "operationName", "extensions", "id", "")
        body = {name: self._value() for name in self._dice.sample(names, 3)}
        if self._dice.random() < 0.5:
            body["query"] = "{ __typename }"
        return self._posted("odd json", self._dice.choice((body, [body], self._value())))

    def _grammar(self) -> Hostile:
        words = [
            self._dice.choice(TOKENS if self._dice.random() < 0.5 else self._names)
            for _ in range(self._dice.randint(1, 60))
        ]
        return self._posted("grammar", {"query": self._dice.choice(("{ ", "")) + " ".join(words)})

    def _cut(self) -> Hostile:
        """Cut a valid query, or put words of the schema in the place of its own."""
        words = (next(self._valid).text if self._dice.random() < 0.3 else self._example()[0]).split(
            " "
        )
        for _ in range(self._dice.randint(0, 3)):
            k = self._dice.randrange(len(words))
            words[k : k + self._dice.randint(0, 2)] = [
                self._dice.choice(self._names if self._dice.random() < 0.5 else TOKENS)
            ]
        return self._posted("cut", {"query": " ".join(words), "variables": self._example()[1]})

    def _values(self) -> Hostile:
        query, variables = self._example()
        given = {
            k: self._value() if self._dice.random() < 0.5 else self._twisted(v)
            for k, v in variables.items()
        }
        return self._posted("values", {"query": query, "variables": given})

    def _value(self) -> Any:
        value = self._dice.choice(VALUES)
        for _ in range(self._dice.choice((0, 0, 0, 1, 3, 70, 300))):
            value = (
                [value] if self._dice.random() < 0.5 else {self._dice.choice(self._names): value}
            )
        return value

    def _twisted(self, value: Any) -> Any:
        """Return a value with one of its parts replaced."""
        if isinstance(value, dict) and value:
            key = self._dice.choice(list(value))
            return {**value, key: self._twisted(value[key])}
        if isinstance(value, list) and value:
            return [self._twisted(value[0]), *value[1:]]
        return self._value()

    def _address(self) -> Hostile:
        query, variables = self._example()
        given = {"query": query, "variables": json.dumps(variables), "table": "x", "raw": "1"}
        chosen = dict(self._dice.sample(list(given.items()), self._dice.randint(0, 4)))
        if "variables" in chosen and self._dice.random() < 0.5:
            chosen["variables"] = self._dice.choice(("{", "[]", "null", "\x00", '{"at": 1}'))
        method = self._dice.choice(("GET", "GET", "HEAD", "PUT", "OPTIONS"))
        return Hostile(kind="address", method=method, target=f"/graphql?{urlencode(chosen)}")

    def _headers(self) -> Hostile:
        query, variables = self._example()
        names = self._dice.sample(list(HEADERS), 2)
        given = {name: self._dice.choice(HEADERS[name]) for name in names}
        return self._posted("headers", {"query": query, "variables": variables}, **given)


def _sent(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the body of an upload that is a trial."""
    given = {"files": [None] * len(files), "by": "王", "dryRun": True}
    places = {str(k): [f"variables.input.files.{k}"] for k in range(len(files))}
    parts = [
        b'name="operations"\r\n\r\n' + _json({"query": UPLOAD, "variables": {"input": given}}),
        b'name="map"\r\n\r\n' + _json(places),
    ]
    for k, (name, content) in enumerate(files):
        parts.append(f'name="{k}"; filename="{name}"\r\n\r\n'.encode() + content)
    start = b"--x\r\nContent-Disposition: form-data; "
    return b"".join(start + part + b"\r\n" for part in parts) + b"--x--\r\n"


def _json(value: Any) -> bytes:
    return json.dumps(value).encode("utf-8", "surrogatepass")


def frames(seed: int) -> Iterator[list[str | bytes]]:
    """Yield what a hostile client sends over one connection, for ever."""
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    while True:
        sent: list[str | bytes] = []
        if dice.random() < 0.8:
            sent.append('{"type": "connection_init"}')
        for _ in range(dice.randint(1, 12)):
            message = {
                "type": dice.choice(KINDS),
                "id": dice.choice(("1", "2", "", 1, None, "x" * 500)),
                "payload": dice.choice(PAYLOADS),
            }
            kept = {key: value for key, value in message.items() if dice.random() < 0.9}
            text = json.dumps(kept)
            cut = text[: dice.randrange(len(text) + 1)]
            odd: Sequence[str | bytes] = (
                cut,
                "[" * 5000,
                "null",
                "\x00",
                b"\xff\x00",
                text.encode(),
            )
            sent.append(text if dice.random() < 0.7 else dice.choice(odd))
        yield sent
