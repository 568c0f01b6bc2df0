"""Whether the backend reads the tenant from the token, or from user input."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from forgecfg.remote.conformance.result import Outcome, Result
from forgecfg.remote.conformance.world import World, accepted
from forgecfg.remote.identity import OTHER_TENANT, Identity
from forgecfg.remote.keys import sign
from forgecfg.remote.request import Call, fresh_claims
from forgecfg.remote.send import Answer

_CASE = ("tenant", "reads tenant and user from the token, not from the body or query")
_HELP = "read the installation, the site and the user from the claims of the verified token"


def tenant_case(world: World, call: Call, name: str) -> Result:
    """Three calls tell it: token and text of A, token of A with text of B, token and text of B.

    Where the second answer is that of B, the text decides. Where no answer depends on the tenant,
    nothing can be observed, and the case is skipped.
    """
    own = call.identity
    other = OTHER_TENANT._replace(app_id=own.app_id, environment_id=own.environment_id)
    both = _send(world, call, own, own)
    mixed = _send(world, call, own, other)
    foreign = _send(world, call, other, other)
    if mixed.status in (400, 401, 403, 409, 422):
        return _result(name, Outcome.PASSED, "", mixed)
    if not accepted(mixed) or not accepted(both) or not accepted(foreign):
        return _result(name, Outcome.SKIPPED, "the backend answers none of the calls", mixed)
    signature = _signature(mixed)
    if signature == _signature(both):
        if signature == _signature(foreign):
            return _result(name, Outcome.SKIPPED, "no answer depends on the tenant", mixed)
        return _result(name, Outcome.PASSED, "", mixed)
    holds_own, holds_other = _holds(mixed, own), _holds(mixed, other)
    if signature == _signature(foreign) or (holds_other and not holds_own):
        return _result(name, Outcome.FAILED, "the body or the query decides the tenant", mixed)
    if holds_own:
        return _result(name, Outcome.PASSED, "", mixed)
    return _result(name, Outcome.SKIPPED, "the answers do not show the tenant", mixed)


def _send(world: World, call: Call, signed: Identity, written: Identity) -> Answer:
    fields = _fields(written)
    mark = "&" if "?" in call.url else "?"
    body: Any = call.body
    if isinstance(body, dict):
        body = {**body, **fields, "context": {"cloudId": written.cloud_id}}
    changed = call._replace(identity=signed, body=body, url=f"{call.url}{mark}{urlencode(fields)}")
    return world.send(changed, f"Bearer {sign(fresh_claims(changed), world.keys.trusted)}")


def _fields(identity: Identity) -> dict[str, str]:
    return {
        "installationId": identity.installation_id,
        "installation_id": identity.installation_id,
        "cloudId": identity.cloud_id,
        "cloud_id": identity.cloud_id,
        "tenantId": identity.cloud_id,
        "accountId": identity.account_id,
        "account_id": identity.account_id,
    }


def _signature(answer: Answer) -> tuple[int, bytes]:
    return answer.status, answer.body


def _holds(answer: Answer, identity: Identity) -> bool:
    names = (identity.installation_id, identity.cloud_id, identity.account_id)
    return any(name in answer.text for name in names)


def _result(name: str, outcome: Outcome, message: str, answer: Answer) -> Result:
    help_ = _HELP if outcome is Outcome.FAILED else ""
    return Result(name, *_CASE, outcome, message, help_, answer.status, answer.elapsed)
