"""A verifier that is set up for an Isolated Cloud uses that cloud's keys, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from forgecfg.remote.identity import identity_for
from forgecfg.remote.keys import new_key, sign
from forgecfg.remote.request import fresh_claims, plan_call
from forgecfg.remote.verifier import Language, render_verifier

pytest.importorskip("jwt")

from .backends import load_verifier
from .suite import APP_ID, MANIFEST, SHARED_KEY, serve_keys, table_of


def test_each_cloud_has_its_own_keys(tmp_path: Path) -> None:
    text = render_verifier(Language.python, None, APP_ID).text
    orange = new_key()
    with serve_keys(SHARED_KEY) as common, serve_keys(orange) as isolated:
        settings = common.settings | {"FORGE_ISOLATED_JWKS": f"orange={isolated.server.url}"}
        verifier = load_verifier(text, tmp_path, settings, "isolated_verifier")
        call = plan_call(table_of(MANIFEST).routes[0], "http://127.0.0.1", identity_for(APP_ID))
        labeled = fresh_claims(call) | {"icLabel": "orange"}

        def accepts(token: str) -> bool:
            try:
                verifier.verify([f"Bearer {token}"])
            except verifier.TokenError:
                return False
            return True

        assert accepts(sign(labeled, orange))
        assert accepts(sign(fresh_claims(call), SHARED_KEY))
        assert not accepts(sign(labeled, SHARED_KEY))
        assert not accepts(sign(fresh_claims(call), orange))
        assert not accepts(sign(labeled | {"icLabel": "blue"}, orange))
        assert not accepts(sign(labeled | {"icLabel": ["orange"]}, orange))
