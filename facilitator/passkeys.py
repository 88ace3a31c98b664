"""Passkeys: what a browser's authenticator is asked, and whether what it signed is right. No other module knows webauthn."""

from __future__ import annotations

import json
from typing import Any

from webauthn import generate_authentication_options, generate_registration_options, options_to_json, verify_authentication_response, verify_registration_response
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import AuthenticatorSelectionCriteria, PublicKeyCredentialDescriptor, ResidentKeyRequirement, UserVerificationRequirement

from facilitator.domain.signing import Asked, Passkey, Place, Registered

NAME = "Facilitator"
_KEPT = AuthenticatorSelectionCriteria(resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED)
"""The key itself knows whose it is, and the authenticator asks for a finger, a face or a PIN: it stands for address and password together."""


class Authenticators:
    """Asks and verifies, as Web Authentication Level 2 has it; keeps nothing."""

    def to_register(self, place: Place, *, member: str, name: str, known: tuple[str, ...]) -> Asked:
        """What a browser is asked when somebody adds a passkey; those they have are not made again."""
        options = generate_registration_options(
            rp_id=place.host, rp_name=NAME, user_id=member.encode(), user_name=name, authenticator_selection=_KEPT,
            exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known],
        )  # fmt: skip
        return Asked(options=options_to_json(options), challenge=bytes_to_base64url(options.challenge))

    def registered(self, given: str, *, challenge: str, place: Place) -> Registered | None:
        """The new passkey; None when anything does not fit."""
        try:
            found = verify_registration_response(
                credential=_read(given), expected_challenge=base64url_to_bytes(challenge), expected_rp_id=place.host, expected_origin=place.origin, require_user_verification=True
            )
        except (WebAuthnException, ValueError, TypeError, KeyError):
            return None
        return Registered(credential=bytes_to_base64url(found.credential_id), public_key=bytes_to_base64url(found.credential_public_key), sign_count=found.sign_count)

    def to_sign_in(self, place: Place) -> Asked:
        """What a browser is asked when somebody signs in: any passkey for this place."""
        options = generate_authentication_options(rp_id=place.host, user_verification=UserVerificationRequirement.REQUIRED)
        return Asked(options=options_to_json(options), challenge=bytes_to_base64url(options.challenge))

    def credential_of(self, given: str) -> str:
        """Which passkey an answer is by; empty when it cannot be read."""
        try:
            return str(_read(given).get("id", ""))[:1_400]
        except (ValueError, TypeError):
            return ""

    def counted(self, given: str, *, challenge: str, place: Place, passkey: Passkey) -> int | None:
        """How often the authenticator says it has signed by now; None when the answer is not by this passkey, or by a copy of it."""
        try:
            found = verify_authentication_response(
                credential=_read(given), expected_challenge=base64url_to_bytes(challenge), expected_rp_id=place.host, expected_origin=place.origin,
                credential_public_key=base64url_to_bytes(passkey.public_key), credential_current_sign_count=passkey.sign_count, require_user_verification=True,
            )  # fmt: skip
        except (WebAuthnException, ValueError, TypeError, KeyError):
            return None
        return found.new_sign_count


def _read(given: str) -> dict[str, Any]:
    found = json.loads(given)
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found
