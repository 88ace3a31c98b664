"""What every verb of the use cases does to what: a verb that is not here fails the build.

Keys are module and name below ``facilitator``. A verb asks `access.require` itself, once it knows whose the thing is.
"""

from __future__ import annotations

from facilitator.access import Act, Thing

VERBS: dict[str, tuple[Act, Thing]] = {
    # words: whoever may ask for them gets them, and nothing is kept here
    "facilitation.Facilitator.written_by": (Act.MAKE, Thing.WORDS),
    "facilitation.Facilitator.suggest_starters": (Act.MAKE, Thing.WORDS),
    "facilitation.Facilitator.offer_safety": (Act.MAKE, Thing.WORDS),
    "facilitation.Facilitator.answer": (Act.MAKE, Thing.WORDS),
    "facilitation.Facilitator.replace": (Act.MAKE, Thing.WORDS),
    "facilitation.Facilitator.recap": (Act.MAKE, Thing.WORDS),
    "facilitation.Facilitator.recap_of": (Act.MAKE, Thing.WORDS),
    "facilitation.Facilitator.would_send": (Act.MAKE, Thing.WORDS),
    "facilitation.Facilitator.check": (Act.MAKE, Thing.WORDS),
    "facilitation.Facilitator.find": (Act.READ, Thing.KNOWLEDGE),
    "facilitation.Facilitator.endpoints": (Act.READ, Thing.OPEN),
    "facilitation.Facilitator.close": (Act.READ, Thing.OPEN),
    # what an owner runs
    "people.running.Running.programme": (Act.READ, Thing.SETUP),
    "people.running.Running.set_up": (Act.CHANGE, Thing.SETUP),
    "people.running.Running.cohorts": (Act.READ, Thing.SETUP),
    "people.running.Running.add_cohort": (Act.CHANGE, Thing.SETUP),
    "people.running.Running.members": (Act.READ, Thing.PEOPLE),
    "people.running.Running.member": (Act.CHANGE, Thing.PEOPLE),
    "people.running.Running.add_member": (Act.MAKE, Thing.PEOPLE),
    "people.running.Running.set_owner": (Act.CHANGE, Thing.PEOPLE),
    "people.running.Running.set_reporting": (Act.CHANGE, Thing.PEOPLE),
    "people.running.Running.remove_member": (Act.ERASE, Thing.PEOPLE),
    "people.running.Running.pair": (Act.MAKE, Thing.PAIRING),
    "people.running.Running.pairings": (Act.READ, Thing.PAIRING),
    "people.running.Running.end_pairing": (Act.ERASE, Thing.PAIRING),
    "people.importing.Importing.preview": (Act.MAKE, Thing.PAIRING),
    "people.importing.Importing.bring_in": (Act.MAKE, Thing.PAIRING),
    # signing in
    "signing.inviting.Inviting.invite": (Act.CHANGE, Thing.PEOPLE),
    "signing.inviting.Inviting.withdraw": (Act.CHANGE, Thing.PEOPLE),
    "signing.inviting.Inviting.open_until": (Act.READ, Thing.PEOPLE),
    "signing.entering.Entering.sign_out_everywhere": (Act.ERASE, Thing.SIGN_IN),
    "signing.entering.Entering.sign_ins": (Act.READ, Thing.SIGN_IN),
    "signing.entering.Entering.change_password": (Act.CHANGE, Thing.SIGN_IN),
    "signing.entering.Entering.make_token": (Act.MAKE, Thing.SIGN_IN),
    "signing.entering.Entering.tokens": (Act.READ, Thing.SIGN_IN),
    "signing.entering.Entering.end_token": (Act.ERASE, Thing.SIGN_IN),
    # what the two of a pairing do
    "people.meeting.Meeting.mine": (Act.READ, Thing.PAIRING),
    "people.meeting.Meeting.session": (Act.READ, Thing.SESSION),
    "people.meeting.Meeting.my_session": (Act.READ, Thing.PROFILE),
    "people.meeting.Meeting.zone": (Act.READ, Thing.OPEN),
    "people.meeting.Meeting.about_me": (Act.READ, Thing.PEOPLE),
    "people.meeting.Meeting.set_about": (Act.CHANGE, Thing.PROFILE),
    "people.meeting.Meeting.plan": (Act.MAKE, Thing.SESSION),
    "people.meeting.Meeting.move": (Act.CHANGE, Thing.SESSION),
    "people.meeting.Meeting.held": (Act.CHANGE, Thing.SESSION),
    "people.meeting.Meeting.call_off": (Act.CHANGE, Thing.SESSION),
    # a recap from the mentor's draft to the mentee
    "releasing.consenting.Consenting.agreed": (Act.READ, Thing.CONSENT),
    "releasing.consenting.Consenting.agree": (Act.MAKE, Thing.CONSENT),
    "releasing.consenting.Consenting.take_back": (Act.ERASE, Thing.CONSENT),
    "releasing.drafting.Drafting.write": (Act.MAKE, Thing.RECAP_DRAFT),
    "releasing.drafting.Drafting.read": (Act.READ, Thing.RECAP_DRAFT),
    "releasing.drafting.Drafting.change": (Act.CHANGE, Thing.RECAP_DRAFT),
    "releasing.drafting.Drafting.add": (Act.CHANGE, Thing.RECAP_DRAFT),
    "releasing.drafting.Drafting.take_out": (Act.ERASE, Thing.RECAP_DRAFT),
    "releasing.marking.Marking.source": (Act.READ, Thing.RECAP_DRAFT),
    "releasing.marking.Marking.mark": (Act.CHANGE, Thing.RECAP_DRAFT),
    "releasing.sharing.Sharing.release": (Act.RELEASE, Thing.RECAP_DRAFT),
    "releasing.sharing.Sharing.released": (Act.READ, Thing.RECAP),
    "releasing.sharing.Sharing.standing": (Act.READ, Thing.RECAP),
    "releasing.sharing.Sharing.confirm": (Act.CONFIRM, Thing.RECAP),
    "releasing.sharing.Sharing.ask_correction": (Act.CONFIRM, Thing.RECAP),
}
