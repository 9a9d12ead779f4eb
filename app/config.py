"""What a site can set. Every setting is one BACKDOCK_ environment variable; `settings_table` documents them all."""

import os
import secrets
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "BACKDOCK_"
FORWARDED = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"}
MEGABYTE = 1_000_000


class MissingSecretKey(RuntimeError):
    """The server has nothing to sign sessions with."""


def key_file(data_dir: Path) -> Path:
    """Return where `make run` keeps the secret key that it made."""
    return data_dir / "secret-key"


def _default_database(checked: dict[str, Any]) -> str:
    return f"sqlite:///{checked['data_dir'] / 'backdock.sqlite'}"


def _kept_key(checked: dict[str, Any]) -> SecretStr:
    path = key_file(checked["data_dir"])
    return SecretStr(path.read_text().strip() if path.is_file() else "")


class Settings(BaseSettings):
    """The settings of one server, read from the environment once and never changed."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, hide_input_in_errors=True)

    data_dir: Annotated[Path, AfterValidator(Path.resolve)] = Field(
        default=Path("var"), description="Directory of the SQLite file, the photos and the kept secret key."
    )
    database_url: str = Field(
        default_factory=_default_database,
        repr=False,
        description="`sqlite:///FILE`, or `postgresql+psycopg://USER:PASSWORD@HOST/NAME`. "
        "SQLite takes one server process; PostgreSQL takes several.",
    )
    secret_key: SecretStr = Field(
        default_factory=_kept_key,
        description="Signs sessions and tokens: 32 random characters or more, the same for all server processes. "
        "The server does not start without it. `make run` makes one and keeps it in `DATA_DIR/secret-key`.",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on; `0.0.0.0` for every interface.")
    port: int = Field(default=8080, ge=1, le=65535, description="Port to listen on.")
    threads: int = Field(default=6, ge=1, le=64, description="Requests served at once by one process; 4 to 8 is best.")
    connection_limit: int = Field(
        default=400, ge=10, description="Open connections before new ones wait. Each tablet keeps up to six."
    )
    upload_megabytes: int = Field(default=12, ge=1, le=200, description="Largest request taken, such as a photo.")
    import_days: int = Field(
        default=30,
        ge=1,
        le=3650,
        description="How many days after its import ended a file is kept, and which of its rows were refused. An "
        "import that nobody began is given up after as many.",
    )
    evidence_days: int = Field(
        default=1095,
        ge=30,
        le=7300,
        description="How many days after an authorization ended (closed, cancelled or expired) what was sent along as "
        "evidence is kept, with the photos of its goods. The verdicts that rest on them stay.",
    )
    trusted_proxy: str = Field(
        default="",
        description="Address of the proxy in front, such as `127.0.0.1`. Only its X-Forwarded-For, -Host and -Proto "
        "are believed.",
    )
    secure_cookies: bool = Field(
        default=False, description="`true` where every tablet comes by HTTPS: cookies then never travel by plain HTTP."
    )
    wall_refresh_seconds: float = Field(
        default=2,
        ge=0,
        description="How old the figures of a wall may be: all displays share what was added up, and what is younger "
        "is not added up again.",
    )
    webhook_private_addresses: bool = Field(
        default=False,
        description="`true` lets webhooks reach private addresses, and this machine by plain HTTP. Whoever may add a "
        "webhook can then make the server send to whatever stands in its network.",
    )
    road_factor: Decimal = Field(
        default=Decimal("1.3"),
        ge=1,
        le=3,
        description="How much longer a road is than the great circle: distances of pick-ups are reckoned with it.",
    )
    cost_per_km: Decimal = Field(
        default=Decimal("1.20"),
        ge=0,
        description="What a kilometre costs, in the currency of the site: what a pick-up saves.",
    )
    detour_km: int = Field(
        default=40, ge=0, le=2000, description="How many kilometres longer a forward delivery may get by a pick-up."
    )
    trailer_kg: int = Field(default=20_000, ge=1, le=100_000, description="Kilograms that one inbound load takes.")
    trailer_litres: int = Field(default=60_000, ge=1, le=200_000, description="Litres that one inbound load takes.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Least severity that is logged: `DEBUG`, `INFO`, `WARNING` or `ERROR`."
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="`text` to read on a terminal, `json` for a log collector: one object a line."
    )

    @property
    def photo_dir(self) -> Path:
        """Where photos stand, named by the hash of their content."""
        return self.data_dir / "photos"

    @property
    def import_dir(self) -> Path:
        """Where imported files stand, named by the hash of their content."""
        return self.data_dir / "imports"

    def require_secret_key(self) -> None:
        """Raise `MissingSecretKey` when there is none."""
        if not self.secret_key.get_secret_value():
            raise MissingSecretKey(
                f"{PREFIX}SECRET_KEY is not set. Set it to 32 random characters or more and keep it: "
                'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
            )

    def for_flask(self) -> dict[str, Any]:
        """Return Flask's configuration."""
        return {
            "SECRET_KEY": self.secret_key.get_secret_value() or None,
            "MAX_CONTENT_LENGTH": self.upload_megabytes * MEGABYTE,
            "SESSION_COOKIE_NAME": "backdock",
            "SESSION_COOKIE_SECURE": self.secure_cookies,
            "SESSION_COOKIE_SAMESITE": "Lax",
        }

    def for_waitress(self) -> dict[str, Any]:
        """Return the options of waitress's server."""
        options: dict[str, Any] = {
            "host": self.host,
            "port": self.port,
            "threads": self.threads,
            "connection_limit": self.connection_limit,
            "max_request_body_size": self.upload_megabytes * MEGABYTE,
            "asyncore_use_poll": True,  # select() fails past 1,024 descriptors
            "clear_untrusted_proxy_headers": True,
            "ident": "",
        }
        if self.trusted_proxy:
            options |= {"trusted_proxy": self.trusted_proxy, "trusted_proxy_headers": FORWARDED}
        return options


def keep_secret_key(data_dir: Path) -> None:
    """Make a secret key in `data_dir`, readable by its owner alone, unless there is one."""
    data_dir.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(key_file(data_dir), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(32) + "\n")


DERIVED = {"database_url": "SQLite in `DATA_DIR`", "secret_key": "the kept one"}


def settings_table() -> str:
    """Return every setting as a table in Markdown: variable, default, meaning."""
    rows = [
        f"| `{PREFIX}{name.upper()}` | {_default(name)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| Variable | Default | Meaning |", "|---|---|---|", *rows])


def _default(name: str) -> str:
    value = Settings.model_fields[name].default
    shown = str(value).lower() if isinstance(value, bool) else value
    return DERIVED.get(name) or (f"`{shown}`" if str(shown) else "none")
