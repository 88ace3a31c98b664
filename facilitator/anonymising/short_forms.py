"""How first names are shortened, where cutting the name does not give the short form."""

from __future__ import annotations

_SHORT = """
alexander alex xander sasha sandy|alexandra alex sandra sasha lexi|andrew andy drew|anthony tony ant|antonio tony toni|barbara barb babs|benjamin ben benny|catherine cathy kate katie cat|katherine kathy kate katie kat|kathryn kathy kate katie
charles charlie chuck chas|charlotte charlie lottie|christopher chris kit topher|christina chris tina chrissy|daniel dan danny|david dave davey|deborah deb debbie|dorothy dot dottie|edward ed eddie ted ned|eleanor ellie nell nora
elizabeth liz lizzie beth betty eliza libby|emily em emmy|fatima fati|francis frank frankie|frances fran frankie|frederick fred freddie|gabriel gabe|gabrielle gabby|geoffrey geoff|jeffrey jeff|gregory greg|harold harry hal
henry harry hank|helena lena|isabella bella izzy|isabel izzy bel|jacob jake|james jim jimmy jamie|janet jan|jennifer jen jenny|jessica jess jessie|john jack johnny|jonathan jon jonny|joseph joe joey|josephine jo josie
joshua josh|judith judy jude|kenneth ken kenny|laurence larry laurie|lawrence larry laurie|leonard len lenny leo|lillian lily lil|louise lou|lucille lucy|madeleine maddie|margaret maggie meg peggy madge greta|maria mia|matthew matt
maximilian max|michael mike mick mickey|mohammed mo|muhammad mo|mohamed mo|natalie nat|natasha tasha nat|nathaniel nate nat|nicholas nick nicky|nicola nicky nic|olivia liv livvy|oluwaseun seun|oliver ollie|pamela pam|patricia pat trish patty tricia
patrick pat paddy|penelope penny|peter pete|philip phil|phillip phil|priyanka pri priya|rachel rach|rebecca becky becca bex|richard rich rick dick richie|robert rob bob bobby robbie bert|roberta bobbie|ronald ron ronnie|rosemary rose rosie
samantha sam sammy|samuel sam sammy|sarah sally|simon si|stephanie steph|stephen steve|steven steve|susan sue susie|suzanne sue suzy|terence terry|theodore theo ted teddy|theresa tess terry|thomas tom tommy|timothy tim|tobias toby
valerie val|veronica ronnie vera|victoria vicky vic tori|vincent vince vinny|virginia ginny|walter walt wally|william will bill billy liam willie|zachary zach zack|jacqueline jackie|raymond ray|donald don donnie|douglas doug
bartholomew bart|cameron cam|dominic dom|gerald gerry|jeremy jez|martin marty|maureen mo|nigel nige|russell russ|stuart stu|trevor trev|yekaterina katya|ekaterina katya|dmitri dima mitya|aleksandr sasha|aleksandra ola sasha|katarzyna kasia
malgorzata gosia|agnieszka aga|magdalena magda|joanna asia|wojciech wojtek|tomasz tomek|krzysztof krzys|francisco paco pancho|jose pepe|guadalupe lupe|ignacio nacho|rosario charo|mercedes merche|giuseppe beppe|giovanni gianni|srinivas srini
venkatesh venkat|subramanian subbu|krishnamurthy krish|abdulrahman abdul|olukayode kayode|adebayo bayo|chukwuemeka emeka|oluwafemi femi|temitope tope|babatunde tunde|olanrewaju lanre|ayodele ayo
"""
SHORT_FORMS: dict[str, tuple[str, ...]] = {row.split()[0]: tuple(row.split()[1:]) for line in _SHORT.strip().splitlines() for row in line.split("|")}
