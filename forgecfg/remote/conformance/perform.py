"""The conformance test with its connection and keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forgecfg.remote.conformance.result import Result
from forgecfg.remote.conformance.run import Paths, run_cases
from forgecfg.remote.conformance.token_cases import Keys
from forgecfg.remote.conformance.world import World
from forgecfg.remote.identity import Identity
from forgecfg.remote.key_server import KeyServer
from forgecfg.remote.keys import SigningKey, new_key
from forgecfg.remote.routes import Route
from forgecfg.remote.send import open_client


def conformance_results(
    routes: Sequence[Route],
    target: str,
    identity: Identity,
    key: SigningKey,
    server: KeyServer,
    paths: Paths | None = None,
    patience: float = 35,
    timeout: float | None = None,
) -> Iterator[Result]:
    """Test a backend at `target` that trusts the keys of `server`.

    `patience` is how many seconds the backend may take to fetch new keys, `timeout` how many
    each call may take. Raises UnreachableError where the backend cannot be reached.
    """
    foreign = new_key()
    server.foreign = foreign
    with open_client() as client:
        keys = Keys(key, foreign, server.foreign_url)
        world = World(client, server, keys, identity, patience, timeout)
        yield from run_cases(world, routes, target, paths)
