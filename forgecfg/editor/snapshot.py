"""One text of a manifest in an editor, and what is derived from it, each part computed once."""

from __future__ import annotations

from functools import cached_property

from forgecfg.document.decode import BYTE_ORDER_MARK
from forgecfg.document.document import Document, load
from forgecfg.document.lines import LineIndex
from forgecfg.files.app_files import ProjectFiles
from forgecfg.files.detect import looks_like_forge
from forgecfg.files.search import MANIFEST_NAMES, SKIPPED_FOLDERS
from forgecfg.manifest.view import Manifest, read_manifest
from forgecfg.rules.base import Context
from forgecfg.schema.official.load import ForgeSchema
from forgecfg.source.facts import SourceFacts

# How many broken lines are left out before the last readable text is used instead.
_ROUNDS = 3


class Snapshot:
    """One version of a manifest's text.

    `text` has no byte order mark; all offsets are 0-based into it and count characters. `file` is
    the name in findings, `files` are the files of the app (None if they are not available).
    `forge_schema` is an official schema to check against, `read_source` says whether to read the
    app's source code. `last` is the manifest of the last readable version, for names while the text
    is broken.
    """

    def __init__(
        self,
        text: str,
        file: str = "manifest.yml",
        files: ProjectFiles | None = None,
        forge_schema: ForgeSchema | None = None,
        read_source: bool = True,
        last: Manifest | None = None,
    ) -> None:
        self.text = text.removeprefix(BYTE_ORDER_MARK)
        self.file = file
        self.files = files
        self.forge_schema = forge_schema
        self.read_source = read_source
        self._last = last
        self._without: dict[int | None, Manifest] = {}

    @cached_property
    def lines(self) -> LineIndex:
        """The lines of the text."""
        return LineIndex(self.text)

    @cached_property
    def document(self) -> Document:
        """The document of the text; errors are part of it."""
        return load(self.text)

    @cached_property
    def manifest(self) -> Manifest:
        """The view of the text; empty while it is broken."""
        return read_manifest(self.document)

    @cached_property
    def context(self) -> Context:
        """What rules and features read, including the app's source code."""
        return Context(
            self.document, self.manifest, self.files, self.forge_schema, self.read_source
        )

    @property
    def facts(self) -> SourceFacts:
        """What the app's source code says; empty if it is not read. Reading it can take long."""
        return self.context.source

    @property
    def has_facts(self) -> bool:
        """Whether the source code was read for this version, so that `facts` returns at once."""
        return "source" in vars(self.context)

    @property
    def is_broken(self) -> bool:
        """Whether the text is not valid YAML, or not a mapping."""
        return self.manifest.root is None or not self.manifest.root.is_mapping

    @cached_property
    def outline(self) -> Manifest:
        """The view of the text without its broken lines. Its offsets are those of the text."""
        return self.without_line(None)

    def without_line(self, line: int | None) -> Manifest:
        """The view of the text without a 1-based line, if the text is broken.

        Other broken lines are left out as well. Offsets are those of the text.
        """
        if not self.is_broken:
            return self.manifest
        if line not in self._without:
            self._without[line] = self._recovered(line)
        return self._without[line]

    def _recovered(self, line: int | None) -> Manifest:
        document = self.document
        text = self.text if line is None else _blank(self.text, document, line)
        for _ in range(_ROUNDS):
            for problem in document.syntax[:1]:
                text = _blank(text, document, document.lines.position(problem.offset)[0])
            document = load(text)
            if not document.syntax:
                break
        return read_manifest(document)

    def names(self, line: int | None = None) -> Manifest:
        """The manifest to take names from while a 1-based line is being typed.

        It may be of an earlier version of the text: use its names, not its offsets. Reading each
        version of a burst of edits would take longer than a user waits for a list of names.
        """
        if self._last is not None and (not self._is_read or self.is_broken):
            return self._last
        return self.without_line(line)

    @property
    def _is_read(self) -> bool:
        return "document" in vars(self)

    @property
    def last_readable(self) -> Manifest | None:
        """The manifest for the `last` of the next version."""
        return self._last if not self._is_read or self.is_broken else self.manifest


def _blank(text: str, document: Document, line: int) -> str:
    """The text with spaces instead of the characters of a 1-based line."""
    if not 1 <= line <= len(document.lines):
        return text
    start = document.lines.start(line)
    length = len(document.lines.line(line))
    return f"{text[:start]}{' ' * length}{text[start + length :]}"


def is_manifest(path: str, text: str) -> bool:
    """Whether a file is a Forge manifest: by its name, its directory, and its content.

    `path` is absolute, with `/`. The rules are those of a search by `forgecfg check`.
    """
    *folders, name = path.split("/")
    if name not in MANIFEST_NAMES or not SKIPPED_FOLDERS.isdisjoint(folders):
        return False
    return looks_like_forge(text.encode("utf-8", errors="replace"))
