"""What the operator connects: a mail server, the organisation's own sign-in, and the contacts people are sent to."""

from __future__ import annotations

from facilitator.domain.leaflet import Leaflet
from facilitator.domain.session import Role
from facilitator.errors import UnknownSetting
from facilitator.escalation.wording import load_routes
from facilitator.language.leaflets import leaflets
from facilitator.mailing import Mailer
from facilitator.resources import shipped
from facilitator.seams import Post
from facilitator.settings import Settings
from facilitator.signing.doors import SignOn
from facilitator.single_sign_on import SingleSignOn


def post_office(settings: Settings) -> Post | None:
    """The operator's mail server, when there is one."""
    return Mailer(settings.mail_server.get_secret_value(), sender=settings.mail_from) if settings.sends_mail else None


def sign_on(settings: Settings) -> SignOn | None:
    """The organisation's sign-in, when the operator has named one; raises UnknownSetting when its secret cannot be read."""
    if not settings.oidc_issuer:
        return None
    if not settings.oidc_client or settings.oidc_secret_file is None:
        raise UnknownSetting("FACILITATOR_OIDC_ISSUER needs FACILITATOR_OIDC_CLIENT and FACILITATOR_OIDC_SECRET_FILE beside it.", remedy="Set all three, or none; docs/sign-on.md says where they come from.")
    try:
        secret = settings.oidc_secret_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise UnknownSetting(f"FACILITATOR_OIDC_SECRET_FILE: {settings.oidc_secret_file} cannot be read.", remedy="Name a file that holds the client secret and nothing else.") from None
    return SingleSignOn(issuer=settings.oidc_issuer, client=settings.oidc_client, secret=secret)


def leaflet(settings: Settings, language: str, role: Role) -> Leaflet | None:
    """The general words people wrote in a language, for one role, with whom to turn to; None where there are none."""
    knowledge = shipped("knowledge")
    found = leaflets(knowledge, language).get(role)
    if found is None:
        return None
    routes = load_routes(knowledge / "routes.yaml", settings.data / "routes.yaml")
    return found.model_copy(update={"routes": tuple(contact.line for contact in routes.contacts.values())})
