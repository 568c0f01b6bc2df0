"""Random manifests that lack something, in random styles."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forgecfg.api import scaffold_text
from forgecfg.document.document import load

from .manifests import REMOTES, TOKENS, manifests
from .properties import OPTIONS, scaffolded

RELAXED = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@RELAXED
@given(
    manifests(),
    st.sampled_from((None, *REMOTES, "new-remote")),
    st.lists(st.sampled_from(sorted(TOKENS)), unique=True),
)
def test_all_that_is_missing_is_added_and_nothing_else(
    text: str, remote: str | None, tokens: list[str]
) -> None:
    assert load(text).readable, text
    scaffolded(text, OPTIONS._replace(remote=remote, tokens=tuple(tokens)))


@RELAXED
@given(manifests(), st.text(alphabet="{}[]:-#\"'&*\n\t \r\ufeff|>%@`a", max_size=6), st.data())
def test_nothing_is_raised_for_any_text(text: str, noise: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    broken = text[:at] + noise + text[at:]
    result = scaffold_text(broken, OPTIONS)
    if not result.added:
        assert result.text == broken
