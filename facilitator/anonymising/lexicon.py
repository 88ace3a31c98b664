"""Words that say what a name is the name of, and names that belong to everybody."""

from __future__ import annotations

from functools import lru_cache

from facilitator.words.cleaning import KNOWN, is_common


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TEAM_HEADS = _set(
    """
    team teams squad crew desk unit department dept division directorate taskforce guild tribe chapter pool cell shift bench lot
    """
)
"""Heads that make what stands before them a team, in any case."""
TEAM_TAILS = TEAM_HEADS | _set(
    """
    office board council committee lab group operations ops planning services service relations audit treasury communications comms maintenance engineering underwriting response control
    logistics triage analytics compliance procurement support resources payments payroll accounts marketing sales finance legal security research development design data platform
    infrastructure retention success experience insights strategy enablement onboarding facilities estates quality safety risk claims actuarial reserving pricing yield trading settlement
    reconciliation billing collections fulfilment fulfillment dispatch distribution warehousing tooling assembly radiology oncology paediatrics pediatrics maternity theatres pharmacy pathology cardiology
    admissions registry housing licensing revenues benefits enforcement outreach fundraising partnerships editorial newsdesk production broadcast casework safeguarding dispatching tracing handling
    procurement sourcing testing reliability observability identity mobile checkout growth search ads fraud lending mortgages brokerage wealth custody tax debt income derivatives commodities
    freight cabin catering baggage ground radar signalling track fleet depot grid metering turbine drilling subsea reactor storage welding paint press foundry furnace mill packing bottling dairy bakery
    recruitment talent learning people culture inclusion wellbeing rewards secretariat protocol press parliamentary policy legislation prosecutions probation custody forensics homicide traffic
    exports imports docs documents interpreting translation transcription workforce scheduling rostering crewing counter counters wards ward cleaning catering laundry portering sterile
    """
)
"""Tails that make a capitalised name a team."""
PROJECT_HEADS = _set(
    """
    project projects programme program migration rollout roll-out launch pilot cutover cut-over release go-live prototype dashboard app tool platform system upgrade initiative workstream sprint transformation
    steering deployment implementation beta trial tender bid build relaunch redesign refit scheme portal intranet website rebrand rebranding merger integration transition refresh replacement replatforming
    """
)
PROJECT_FRONTS = _set("project programme program operation initiative codename codenamed workstream mission")
PLACE_HEADS = _set(
    """
    office offices site plant depot campus yard branch factory warehouse store shop hospital clinic station terminal platform rig mill hub centre center lab lodge house building tower hall park estate
    harbour harbor port airport refinery quarry mine farm school college university library museum court prison barracks base bakery club pub hotel kitchen works shipyard dock docks sidings showroom
    """
)
EMPLOYER_TAILS = _set(
    """
    ltd limited plc inc llp llc gmbh ag sa nv bv corp corporation company co group holdings partners associates consulting consultants solutions technologies technology systems software labs bank insurance
    assurance mutual capital energy power water rail railways airlines airways air motors foods brewery breweries bakery homes housing trust hospice foundation council university institute school college
    hospital clinic shipping logistics freight transport media studios press gazette herald times books publishing pharma pharmaceuticals biotech steel stone cement chemicals industries manufacturing engineering
    construction builders properties estates retail stores supermarkets hotels resorts telecom networks electric gas oil petroleum minerals mining farms dairies wines re sons daughters brothers bros
    """
)
PERSON_NOUNS = _set(
    """
    person man woman guy girl boy lad lass lady gentleman one member colleague employee worker apprentice trainee intern graduate student pupil newcomer starter nurse doctor surgeon midwife consultant clinician
    pharmacist therapist psychologist psychiatrist dentist vet paramedic porter cleaner cook chef baker butcher waiter waitress barista driver pilot captain sailor skipper steward stewardess conductor guard engineer
    developer programmer coder tester designer architect analyst scientist researcher statistician actuary accountant auditor bookkeeper banker trader broker underwriter adjuster lawyer solicitor barrister
    paralegal judge clerk secretary assistant administrator receptionist manager director executive officer chief head lead leader supervisor foreman forewoman boss partner associate owner founder chair chairman
    chairwoman chairperson president deputy minister councillor mayor planner surveyor builder welder electrician plumber carpenter joiner roofer painter fitter mechanic technician operator operative machinist
    machine-operator picker packer loader farmer fisherman forester gardener ranger keeper teacher lecturer professor tutor trainer coach librarian curator archivist translator interpreter editor journalist reporter
    writer author photographer producer presenter announcer actor musician singer dancer firefighter fireman policeman policewoman constable sergeant inspector superintendent detective soldier veteran
    warden inspector negotiator controller dispatcher coordinator organiser organizer volunteer carer caseworker counsellor chaplain priest imam rabbi vicar representative rep delegate steward speaker survivor
    witness whistleblower applicant candidate hire recruit returner migrant refugee immigrant parent mother father mum dad widow widower twin woman's programmer's hydrogeologist geologist meteorologist biologist
    chemist physicist mathematician economist historian linguist specialist expert professional generalist leaver winner champion holder user amputee wheelchair-user vegan vegetarian smoker senior junior female male
    redhead twin southerner northerner local foreigner outsider insider academic contractor freelancer temp locum registrar matron sister bricklayer scaffolder miner rigger diver seafarer purser cashier teller
    seller salesman saleswoman salesperson shopkeeper merchandiser buyer stylist tailor seamstress hairdresser beautician masseur jeweller watchmaker goldsmith blacksmith potter weaver glazier plasterer
    postman postwoman courier rider cyclist jockey groom handler trainer breeder beekeeper winemaker brewer distiller sommelier bartender barman bouncer croupier dealer broker
    """
)
_PUBLIC = _set(
    """
    i monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    english french german spanish italian dutch polish welsh irish scottish british european american african asian chinese japanese korean hindi arabic latin greek russian turkish swedish norwegian danish finnish
    portuguese portugese czech slovak hungarian romanian bulgarian croatian serbian ukrainian indian pakistani bengali tamil urdu punjabi persian farsi swahili yoruba hebrew gaelic gen z y x millennial millennials boomer boomers
    christmas easter new year eve christmas diwali eid halloween valentine bank holiday black friday pride internet web ai hr it pr ceo cfo coo cto cio cmo hq uk us usa eu un gdpr kpi kpis okr okrs roi
    excel word powerpoint outlook teams zoom slack notion miro figma canva trello jira asana copilot gemini claude midjourney chatgpt gpt openai github gitlab git python java javascript sql tableau looker
    salesforce hubspot sharepoint onedrive dropbox photoshop google microsoft apple amazon linkedin instagram facebook youtube whatsapp snapchat twitter reddit discord twitch pinterest threads tiktok signal
    telegram mentimeter kahoot doodle loom webex skype facetime netflix spotify uber airbnb wikipedia linux windows mac macos ios android iphone ipad kindle post-it postit lego monopoly jenga tetris
    ms mr mrs dr prof mx sir madam ok faq pdf api vpn wifi wi-fi usb ppt csv crm erp sop rag sap oracle servicenow workday confluence agile scrum kanban lean six sigma prince2 nps pulse b2b b2c saas
    nhs gp icu a&e hse acas cipd iso brexit covid covid-19 pandemic god bible quran internet earth sun moon google's radio tv bbc cnn ted mba phd bsc msc ba ma gcse level levels ielts cv cvs esg dei edi ldi lgbtq lgbtq+ lgbt
    sbi smart grow star swot raci rota pip pdp mentor mentee mentors mentees leader leaders owner session sessions reflection reflections recap pulse monday's q1 q2 q3 q4 h1 h2 p.s ps nb fyi tl;dr eod asap tbc tbd wip
    north south east west northern southern eastern western street road avenue lane
    """
)


def is_public(word: str) -> bool:
    """A name everybody may use: tools, days, languages, abbreviations."""
    bare = word.lower().removesuffix("'s")
    return bare in _PUBLIC or word in KNOWN.values()


@lru_cache(maxsize=8_192)
def in_dictionary(word: str) -> bool:
    """Whether the word by itself, not as two words run together, stands in an English dictionary."""
    from lemminflect import getAllLemmas

    small = word.lower()
    if small in _ALSO or bool(getAllLemmas(small)):
        return True
    if "-" in small:
        return all(in_dictionary(part) or len(part) < 3 for part in small.split("-") if part)
    return is_common(small) and len(small) < 4


_ALSO = _set(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million none nothing
    ok okay yeah yep nope lol haha hm hmm ugh wow oh ah bc cos cuz tho thru thx ty pls plz tbh imo imho btw idk omg asap fyi gonna wanna gotta kinda sorta dunno lemme ive im id ill youre youve youll hes shes theyre
    theyve weve were dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt wont wouldnt couldnt shouldnt cant aint thats theres whats whos lets its heres app apps wifi email emails online offline standup stand-up standups retro
    retros demo demos kpi kpis okr okrs admin intranet online meme memes gif gifs emoji emojis selfie selfies hashtag blog blogs vlog podcast podcasts chatbot chatbots chatgpt gpt copilot google googled linkedin tiktok insta instagram
    youtube whatsapp facebook twitter zoom teams excel powerpoint outlook jira confluence kanban scrum agile sharepoint onedrive dropbox github gitlab figma miro canva trello slack hybrid wfh onboarding offboarding upskilling
    reskilling workstream workstreams cutover rollout rota rotas payslip payslips payroll mentee mentees mentor mentors mentoring reverse-mentoring programme programmes organise organised colour favour behaviour behaviours centre
    realise realised recognise recognised apologise apologised apologises prioritise analyse labour neighbour honour learnt dreamt spelt whilst amongst towards afterwards upwards backwards anyway anyways alright everyone everybody
    someone somebody anyone anybody nobody something anything everything nothing myself yourself himself herself itself ourselves themselves each other our your my mine yours hers ours theirs this that these those there here
    cv cvs pdf pdfs ppt vpn usb api apis url urls faq faqs ai hr it pr ceo cfo coo cto vp svp evp md gp hq uk us eu usa tv pc pcs id ids pm am eg ie etc vs re ref mins min hrs hr wk wks yr yrs approx
    colleague's boss's somebody's mum dad mums dads nan gran bus app's laptop laptops smartphone smartphones touchscreen screenshare screenshot screenshots timebox timeboxed deck decks dms dm slacked emailed messaged whatsapped
    genz millennials millennial boomer boomers gen z gaslighting mansplaining mansplain mansplained ghosted burnout overshare overshared oversharing microaggression microaggressions headspace touchpoint touchpoints
    takeaway takeaways learnings deliverable deliverables stakeholder stakeholders roadmap roadmaps backlog backlogs bandwidth actionable proactive proactively wellbeing mindset mindsets catchup catch-up catchups walkaround walkabout
    """
)
