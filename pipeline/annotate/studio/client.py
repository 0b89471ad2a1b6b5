"""Label Studio's API: signed in with a personal access token, errors as sentences."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from pipeline.annotate.studio.accounts import Accounts, Annotator, save_accounts
from pipeline.annotate.studio.environment import KEEPER, StudioError

# Loading some hundred passages with their suggestions takes seconds; a server under load takes longer.
_TIMEOUT_S = 120.0
_LOGIN, _SIGNUP, _TOKENS = "/user/login/", "/user/signup/", "/api/token/"


class Studio:
    """A running Label Studio as the keeper sees it. To be used in a ``with`` block."""

    def __init__(self, address: str, token: str) -> None:
        self.address = address
        self._token = token
        self._http = httpx.Client(base_url=address, timeout=_TIMEOUT_S, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def get(self, path: str, **query: str | int) -> Any:  # noqa: ANN401 - whatever JSON it answers
        """The answer to a GET, as JSON. Raises StudioError."""
        return self._ask("GET", path, params=query)

    def post(self, path: str, body: object) -> Any:  # noqa: ANN401
        """The answer to a POST of JSON. Raises StudioError."""
        return self._ask("POST", path, json=body)

    def patch(self, path: str, body: object) -> Any:  # noqa: ANN401
        """The answer to a PATCH of JSON. Raises StudioError."""
        return self._ask("PATCH", path, json=body)

    def _ask(self, method: str, path: str, **what: Any) -> Any:  # noqa: ANN401
        response = send(self._http, method, path, **what)
        if response.status_code == httpx.codes.UNAUTHORIZED:
            # An access token lives for minutes; the personal one gives the next.
            fresh = answer(send(self._http, "POST", f"{_TOKENS}refresh/", json={"refresh": self._token}))
            self._http.headers["Authorization"] = f"Bearer {fresh['access']}"
            response = send(self._http, method, path, **what)
        return answer(response)


def connect(address: str, data: Path, accounts: Accounts) -> Studio:
    """Sign in as the keeper; makes and keeps the personal access token on the first time.

    Raises StudioError where Label Studio does not answer or refuses.
    """
    if accounts.token is None:
        with httpx.Client(base_url=address, timeout=_TIMEOUT_S, trust_env=False) as http:
            _sign_in(http, address, KEEPER, accounts.keeper_password)
            accounts.token = _new_token(http, address)
        save_accounts(data, accounts)
    return Studio(address, accounts.token)


def _new_token(http: httpx.Client, address: str) -> str:
    """A personal access token. One that was made before and is not kept here (the program was ended in
    between) cannot be read again: Label Studio gives no second one until it is withdrawn."""
    for lost in answer(send(http, "GET", _TOKENS)):
        withdrawn = {"refresh": str(lost["token"])}
        send(http, "POST", f"{_TOKENS}blacklist/", json=withdrawn, headers=_csrf(http, address))
    return str(answer(send(http, "POST", _TOKENS, json={}, headers=_csrf(http, address)))["token"])


def make_annotators(studio: Studio, accounts: Accounts) -> None:
    """Give every annotator that has none an account, with the invitation that an administrator can send."""
    known = {str(user["email"]).lower() for user in studio.get("/api/users/")}
    for one in accounts.annotators:
        if one.email not in known:
            _sign_up(studio, one)


def _sign_up(studio: Studio, annotator: Annotator) -> None:
    invitation = studio.get("/api/invite")["token"]
    with httpx.Client(base_url=studio.address, timeout=_TIMEOUT_S, trust_env=False) as http:
        send(http, "GET", _SIGNUP, params={"token": invitation})
        form = {"email": annotator.email, "password": annotator.password, "allow_newsletters": "false"}
        headers = _csrf(http, studio.address)
        done = send(http, "POST", _SIGNUP, params={"token": invitation}, data=form, headers=headers)
    # A form that is taken leads on to another page; one that is not is shown again.
    if not done.is_redirect:
        raise StudioError(f"Label Studio makes no account for {annotator.name} (HTTP {done.status_code}).")


def _sign_in(http: httpx.Client, address: str, email: str, password: str) -> None:
    send(http, "GET", _LOGIN)
    form = {"email": email, "password": password}
    if not send(http, "POST", _LOGIN, data=form, headers=_csrf(http, address)).is_redirect:
        raise StudioError(
            f"Label Studio at {address} does not know the account {email}: is it another one, or was its "
            "password changed? Give another folder with --data."
        )


def _csrf(http: httpx.Client, address: str) -> dict[str, str]:
    """What Django wants to see of a form that was really shown."""
    return {"X-CSRFToken": http.cookies.get("csrftoken") or "", "Referer": address + "/"}


def send(http: httpx.Client, method: str, path: str, **what: Any) -> httpx.Response:  # noqa: ANN401
    """A request. Raises StudioError where nothing answers."""
    try:
        return http.request(method, path, **what)
    except httpx.TimeoutException as error:
        raise StudioError(
            f"Label Studio at {http.base_url} has not answered for {_TIMEOUT_S:.0f} seconds: try again."
        ) from error
    except httpx.HTTPError as error:
        raise StudioError(
            f"Label Studio at {http.base_url} does not answer. Start it with `scr annotate serve` and try "
            "again; what was coded is kept in its data folder."
        ) from error


def answer(response: httpx.Response) -> Any:  # noqa: ANN401
    """The JSON of a response. Raises StudioError with path and status, and with no text of a report."""
    where = f"{response.request.method} {response.request.url.path}"
    if response.is_error:
        raise StudioError(
            f"Label Studio refuses {where} with HTTP {response.status_code}; see the log in its data folder."
        )
    try:
        return response.json()
    except ValueError as error:
        raise StudioError(
            f"What answers {where} is not Label Studio: another program has its port."
        ) from error
