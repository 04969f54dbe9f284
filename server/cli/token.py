"""`viva token`: a signed statement of who somebody is."""

import time

import click

from runtime.library.users import UserRole
from server.settings import load_settings
from server.tokens import USER_NAME, Claims, kept_secret, sign

DAY_S = 24 * 3600


@click.command()
@click.option("--user", "name", required=True, help="Their name; an e-mail address will do.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in UserRole]),
    default=UserRole.candidate.value,
    show_default=True,
    help="What they may do; each may all that the ones before may.",
)
@click.option("--days", type=click.IntRange(1, 3650), default=90, show_default=True)
def token(name: str, role: str, days: int) -> None:
    """Make a token for a server that runs with VIVA_AUTH=required.

    Clients send it as `Authorization: Bearer <token>`. It is signed with VIVA_SECRET, or with the
    secret in the state folder, so run this with the same VIVA_HOME as the server.
    """
    if not USER_NAME.fullmatch(name):
        raise click.BadParameter(
            "use letters, digits and . _ @ + -, up to 100 of them", param_hint="--user"
        )
    settings = load_settings()
    secret = settings.secret or kept_secret(settings.home)
    expires_at = int(time.time()) + days * DAY_S  # noqa: TID251
    click.echo(sign(Claims(name=name, role=UserRole(role), expires_at=expires_at), secret))
