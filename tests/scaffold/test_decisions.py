"""What scaffolding decides by itself, what it asks, and what it leaves open."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from forgecfg.api import ScaffoldOptions, check_text, scaffold_text
from forgecfg.scaffold.add import add_scopes
from forgecfg.scaffold.build import add_to_text
from forgecfg.scaffold.plan import NewScopes
from forgecfg.scaffold.prompts import NameConflict

from .properties import OPTIONS, URL, scaffolded

CALL = "modules:\n  macro:\n    - key: hello\n      resolver:\n        endpoint: new-api\n"
ENDPOINT = "    - key: {key}\n      remote: {remote}\n"


def manifest(endpoints: Sequence[tuple[str, str]] = (), remotes: Sequence[str] = ()) -> str:
    text = CALL + ("  endpoint:\n" if endpoints else "")
    text += "".join(ENDPOINT.format(key=key, remote=remote) for key, remote in endpoints)
    text += "remotes:\n" if remotes else ""
    return text + "".join(f"  - key: {key}\n    baseUrl: {URL}\n" for key in remotes)


@pytest.mark.parametrize(
    ("text", "remote"),
    [
        (manifest(), "backend"),
        (manifest(remotes=["only"]), "only"),
        (manifest([("old-one", "used")], ["idle", "used"]), "used"),
        (manifest([("old-one", "used"), ("other", "too")], ["used", "too", "idle"]), "idle"),
        (manifest(remotes=["one", "two"]), "backend"),
        (manifest(remotes=["backend", "backend-2"]), "backend-3"),
        # An undeclared remote that is named is meant to be there.
        (manifest([("old-one", "undeclared")]), "undeclared"),
        # One that looks like a slip is not taken up.
        (manifest([("old-one", "usedd")], ["idle", "used"]), "used"),
        # A container service is no remote.
        (manifest([("old-one", "boards")]) + "services:\n  - key: boards\n", "backend"),
    ],
)
def test_the_remote_of_a_new_endpoint(text: str, remote: str) -> None:
    result = scaffold_text(text, OPTIONS)
    assert ENDPOINT.format(key="new-api", remote=remote) in result.text
    assert f"- key: {remote}\n    baseUrl: " in result.text


def test_remote_stands_where_others_have_their_service() -> None:
    text = CALL + "  endpoint:\n    - service: boards\n      key: old\nservices:\n  - key: boards\n"
    assert "    - remote: backend\n      key: new-api\n" in scaffold_text(text, OPTIONS).text


def test_no_user_token_where_there_is_no_user() -> None:
    text = CALL + "  trigger:\n    - key: t\n      endpoint: on-change\n      events: [a]\n"
    options = OPTIONS._replace(tokens=("appUserToken", "appSystemToken"))
    result = scaffold_text(text, options)
    user, system = (f"        {token}:\n          enabled: true\n" for token in options.tokens)
    assert f"    - key: new-api\n      remote: backend\n      auth:\n{user}{system}" in result.text
    route = "      route:\n        path: /on-change\n"
    item = f"    - key: on-change\n      remote: backend\n{route}      auth:\n{system}"
    assert item in result.text
    assert result.added[1] == (
        'endpoint "on-change" to remote "backend" with appSystemToken, without appUserToken: '
        'trigger "t" calls it without a user context'
    )
    assert "FC304" not in {finding.code for finding in check_text(result.text).findings}


class Clerk:
    """Somebody who answers always the same, and remembers what was asked."""

    def __init__(
        self, guess: NameConflict = NameConflict.LEAVE, remote: str = "told", url: str | None = URL
    ):
        self.answers = (guess, remote, url)
        self.asked: list[tuple[object, ...]] = []

    def resolve_conflict(self, owner: str, kind: str, name: str, candidate: str) -> NameConflict:
        self.asked.append((owner, kind, name, candidate))
        return self.answers[0]

    def remote_for(self, endpoint: str, remotes: Sequence[str], suggested: str) -> str:
        self.asked.append((endpoint, tuple(remotes), suggested))
        return self.answers[1]

    def base_url(self, remote: str) -> str | None:
        self.asked.append((remote,))
        return self.answers[2]

    def stores_user_data(self, remote: str) -> bool:
        self.asked.append(("stores", remote))
        return False

    def tokens(self, remote: str) -> tuple[str, ...]:
        self.asked.append(("tokens", remote))
        return ()

    def product_scopes(self, example: str) -> tuple[str, ...]:
        self.asked.append(("scopes", example))
        return ()


def test_all_questions_are_asked_once_and_answers_count() -> None:
    clerk = Clerk()
    text = manifest(remotes=["one", "two"])
    result = scaffold_text(text, prompter=clerk)
    assert clerk.asked == [("new-api", ("one", "two"), "backend"), ("tokens", "told"), ("told",)]
    assert ENDPOINT.format(key="new-api", remote="told") in result.text
    assert f"  - key: told\n    baseUrl: {URL}\n" in result.text


def test_what_is_told_in_advance_is_not_asked() -> None:
    clerk = Clerk()
    told = ScaffoldOptions(remote="r", base_urls={"": URL}, tokens=("appUserToken",))
    scaffold_text(manifest(), told._replace(scopes=("read:jira-work",)), clerk)
    assert clerk.asked == []
    # A remote that was told is no slip, whatever else there is.
    near = told._replace(remote="backend2", scopes=("read:jira-work",))
    result = scaffold_text(manifest(remotes=["backend"]), near, clerk)
    assert clerk.asked == []
    assert "  - key: backend2\n" in result.text


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (NameConflict.RENAME, "        endpoint: new-ap\n"),
        (NameConflict.ADD, ENDPOINT.format(key="new-api", remote="told")),
        (NameConflict.LEAVE, "        endpoint: new-api\n"),
    ],
)
def test_a_near_name(answer: NameConflict, wanted: str) -> None:
    clerk = Clerk(answer)
    text = manifest([("new-ap", "r")], ["r"])
    result = scaffold_text(text, prompter=clerk)
    assert clerk.asked[0] == ('macro "hello"', "endpoint", "new-api", "new-ap")
    assert wanted in result.text
    assert bool(result.open) == (answer is NameConflict.LEAVE)
    assert (result.text == text) == (answer is NameConflict.LEAVE)


def test_one_slip_at_many_places_is_one_question() -> None:
    text = manifest([("new-ap", "r")], ["r"]).replace(
        "  endpoint:\n",
        "    - key: two\n      resolver:\n        endpoint: 'new-api'\n  endpoint:\n",
    )
    clerk = Clerk(NameConflict.RENAME)
    result = scaffold_text(text, prompter=clerk)
    assert len(clerk.asked) == 1
    assert "        endpoint: new-ap\n" in result.text
    assert "        endpoint: 'new-ap'\n" in result.text


BACKEND = "modules:\n  {kind}:\n    - key: t\n      endpoint: on-t\n"


@pytest.mark.parametrize("kind", ["trigger", "scheduledTrigger", "webtrigger", "consumer"])
def test_calls_from_the_backend_need_a_route(kind: str) -> None:
    text = BACKEND.format(kind=kind)
    new = scaffolded(text)
    assert "    - key: on-t\n      remote: backend\n      route:\n        path: /on-t\n" in new
    token = scaffolded(text, OPTIONS._replace(tokens=("appSystemToken",)))
    assert "      route:\n        path: /on-t\n      auth:\n" in token
    there = text + "  endpoint:\n    - key: on-t\n      remote: r\nremotes:\n  - key: r\n"
    assert "      remote: r\n      route:\n        path: /on-t\n" in scaffolded(there)


def test_calls_from_a_page_need_none() -> None:
    assert "route" not in scaffolded(manifest())


def test_a_remote_that_stores_data_says_so() -> None:
    text = manifest(remotes=["only"]) + "    operations: [storage]\n"
    assert "    storage:\n      inScopeEUD: true\n" in scaffolded(text)
    answered = scaffold_text(text, prompter=Clerk(remote="only"))
    assert "    storage:\n      inScopeEUD: false\n" in answered.text


def test_what_a_new_remote_is_for() -> None:
    fetch = "permissions:\n  external:\n    fetch:\n      backend:\n        - remote: {}\n"
    assert "    operations:\n      - fetch\n" in scaffolded(fetch.format("r"))
    both = manifest([("new-api", "r")]) + fetch.format("r")
    assert "    operations:\n      - compute\n      - fetch\n" in scaffolded(both)


def test_tokens_of_new_endpoints_bring_their_scopes() -> None:
    options = OPTIONS._replace(tokens=("appSystemToken", "appUserToken"), scopes=())
    result = scaffold_text(manifest(), options)
    assert "        appSystemToken:\n          enabled: true\n" in result.text
    tokens = ("    - read:app-system-token\n", "    - read:app-user-token\n")
    assert sorted(result.text.splitlines(keepends=True)[-2:]) == list(tokens)
    # Which scope the app itself needs only its author knows.
    (question,) = result.open
    assert "at least one product scope" in question.message
    assert "forgecfg add scope" in question.advice


def test_a_service_that_is_named_as_a_remote_is_left_open() -> None:
    text = manifest([("new-api", "boards")]) + "services:\n  - key: boards\n"
    result = scaffold_text(text, OPTIONS._replace(scopes=()))
    assert result.text == text
    assert result.open[0].message == (
        'endpoint "new-api" references remote "boards", which is a service of this app'
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("é", "invalid endpoint key 'é': use letters, digits, '-' and '_' only"),
        ("a/b", "invalid endpoint key 'a/b': use letters, digits, '-' and '_' only"),
    ],
)
def test_an_endpoint_that_cannot_be(name: str, message: str) -> None:
    result = scaffold_text(CALL.replace("new-api", name), OPTIONS._replace(scopes=()))
    assert result.added == ()
    assert result.open[0].message == f'macro "hello": {message}'


@pytest.mark.parametrize("section", ["modules:\n  action:", "connectModules:\n  jira:webPanels:"])
def test_an_endpoint_whose_key_a_module_has(section: str) -> None:
    item = f"{section}\n    - key: new-api\n"
    text = item + CALL.removeprefix("modules:\n") if section.startswith("modules") else item + CALL
    result = scaffold_text(text, OPTIONS._replace(scopes=()))
    assert result.text == text
    kind = section.split()[1].removesuffix(":")
    assert result.open[0].message == (
        f'macro "hello" references endpoint "new-api", but {kind} "new-api" has the same key'
    )


def test_a_long_endpoint_that_is_in_use_is_added() -> None:
    long = "e" * 40
    assert f"- key: {long}\n" in scaffolded(CALL.replace("new-api", long))


def test_a_long_remote_is_left_open() -> None:
    text = manifest([("new-api", "r" * 24)])
    result = scaffold_text(text, OPTIONS._replace(scopes=()))
    assert result.text == text
    assert "is 24 characters long (maximum 23)" in result.open[0].message


@pytest.mark.parametrize(("named", "declared"), [("${REMOTE}", "r"), ("r", "${REMOTE}")])
def test_names_that_depend_on_variables_are_left_alone(named: str, declared: str) -> None:
    variables = "environment:\n  variables:\n    - REMOTE\n"
    text = manifest([("new-api", named)], [declared]) + variables
    assert scaffold_text(text)[:3] == (text, (), ())


def test_a_text_beyond_the_safety_limit_stays_what_it_is() -> None:
    text = CALL + "# long\n" * 2_600_000
    result = scaffold_text(text, OPTIONS)
    assert result.text == text
    assert result.added == ()
    assert result.open[0].message == "the manifest cannot be read"


def test_nothing_is_added_to_a_text_beyond_the_safety_limit() -> None:
    text = CALL + "# long\n" * 2_600_000
    result = add_to_text(text, add_scopes(NewScopes(("read:jira-work",))))
    assert result.text == text
    assert len(result.by_hand) == 1


def test_two_byte_order_marks_stay_two() -> None:
    text = "\ufeff\ufeff" + CALL
    assert scaffold_text(text, OPTIONS).text == text


@pytest.mark.parametrize(
    ("section", "advice"),
    [
        ("permissoins:\n  scopes: []\n", "rename it to `permissions`, then scaffold again"),
        ("permissions:\n  scopess: []\n", "rename it to `scopes`, then scaffold again"),
    ],
)
@pytest.mark.parametrize("tokens", ["", "      auth: {appUserToken: {enabled: true}}\n"])
def test_no_section_is_added_next_to_a_misspelled_one(
    section: str, advice: str, tokens: str
) -> None:
    text = manifest([("new-api", "one")], ["one"]).replace("remotes:", f"{tokens}remotes:")
    text += section
    options = ScaffoldOptions(scopes=("read:jira-work",))
    result = scaffold_text(text, options)
    assert (result.text, result.added) == (text, ())
    assert advice in [one.advice for one in result.open]
    # With the option it is added, and all of it at once.
    options = options._replace(allow_similar_names=True)
    once = scaffold_text(text, options)
    assert "read:jira-work" in once.text
    assert scaffold_text(once.text, options).text == once.text
