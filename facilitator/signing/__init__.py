"""Signing in: invitations, passwords, sign-ins that can be ended, tokens for programs."""
