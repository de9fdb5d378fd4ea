"""What English cue words do to a content: verbs, nouns, adjectives and adverbs by manner, as data.

Verbs stand as lemmas; ``languages.en.cues`` makes their forms. A word stands under the manner it
has when nothing around it says otherwise; the rules for context are in the attribute stage.
"""

# ruff: noqa: SIM905 (long word lists are easier to read and to change as text)

from __future__ import annotations

from typing import Final

NEUTRAL_VERBS: Final = """
say tell write add state announce report explain describe declare comment remark mention reply respond answer
speak talk discuss tweet retweet post email text blog testify proclaim pronounce recount relate repeat reiterate
restate continue conclude begin cite quote refer reference recall reminisce narrate read recite voice express
emphasize emphasise stress underscore underline highlight clarify specify elaborate detail outline summarize
summarise sum inform notify brief update advertise broadcast publish issue release deliver present address
assure reassure promise pledge vow swear guarantee commit joke quip jest laugh chuckle shout yell cry scream exclaim
whisper murmur mutter mumble sigh chant sing preach lecture interject interrupt counsel chime gush enthuse
praise applaud commend congratulate hail laud extol thank tout salute compliment apologize apologise greet
name label dub term brand characterize characterise classify rate rank define portray depict identify list
echo paraphrase translate signal convey communicate relay pass chat converse confer debate negotiate
rule hold nominate appoint sign introduce unveil launch offer dictate record document log file
muse opine philosophize reflect ruminate retort counter rejoin approve indicate
message telephone phone call caption headline editorialize pen scribble draft compose
calculate compute tally count attribute ascribe credit trace interview ask inquire query
compare liken contrast defend invoke allude acquiesce beam boom bark reaffirm articulate air float vouch promote
""".split()

FACTIVE_VERBS: Final = """
reveal disclose acknowledge admit note find show confirm know concede confess prove demonstrate establish verify
discover learn realize realise recognize recognise understand comprehend determine certify expose uncover unearth
document substantiate corroborate illustrate observe remember notice detect evidence remind grasp ascertain
authenticate validate pinpoint betray leak divulge
""".split()

HEDGED_VERBS: Final = """
suggest seem appear imply hint insinuate intimate speculate rumor rumour tend posit hypothesize hypothesise
theorize theorise surmise conjecture gossip
""".split()

DISTANCING_VERBS: Final = """
claim allege insist maintain argue contend assert purport profess exaggerate overstate boast brag aver avow
posture pretend rationalize rationalise spin affirm trumpet hype
""".split()

ACCUSING_VERBS: Final = """
accuse blame charge criticize criticise slam blast attack assail condemn denounce rebuke fault lambaste lambast
chide scold deride decry deplore rip mock ridicule insult taunt belittle berate castigate censure chastise
excoriate lash bash pan pillory skewer savage rap reprimand reproach reprove upbraid revile vilify malign
disparage denigrate demonize demonise smear slander defame libel indict impugn incriminate implicate
complain grumble gripe moan whine fume rail carp snipe sneer scoff jeer heckle grill chastize admonish
question hammer lampoon trash knock ding zing torch shame tar discredit impeach
bemoan decry rubbish vent grouse quarrel spar clash
""".split()

DENYING_VERBS: Final = """
deny reject dismiss dispute refuse decline oppose rebut refute repudiate disavow disown disclaim contradict
contest challenge disagree object downplay minimize minimise ignore dodge duck deflect evade sidestep
resist rebuff spurn shrug brush debunk discount demur balk baulk abstain disapprove negate gainsay
veto disbelieve protest recant retract renounce rescind withdraw stonewall pooh-pooh
""".split()

URGING_VERBS: Final = """
urge demand order plead warn exhort implore beg beseech entreat petition press push lobby advocate recommend
advise propose invite encourage forbid prohibit bar instruct direct command require request appeal threaten
caution convince persuade prod prompt nudge pressure
summon enjoin agitate clamor clamour dare solicit crave remonstrate
compel coax cajole entice bid mandate subpoena
""".split()

THINKING_VERBS: Final = """
believe think want wish hope plan expect feel support agree see consider view regard deem judge prefer like love
hate despise loathe dislike fear dread worry suspect assume presume suppose anticipate predict forecast foresee
project estimate intend aim decide choose opt vote doubt trust distrust mistrust imagine dream ponder mull weigh
contemplate envision envisage endorse back favor favour welcome embrace accept care guess wonder
perceive sense figure reckon fancy desire yearn regret lament resent consent concur sympathize
sympathise admire appreciate respect value enjoy mean visualize visualise conceive interpret perceive pray
await covet crave plot scheme contrive resolve aspire seek prepare hesitate disdain abhor detest tire
cherish idolize idolise relish savor savour empathize empathise mourn celebrate rethink side lean champion
""".split()

FACTIVE_NOUNS: Final = """
admission acknowledgment acknowledgement revelation disclosure confirmation finding findings discovery knowledge
confession proof evidence realization realisation recognition understanding concession
""".split()

HEDGED_NOUNS: Final = """
suggestion hint rumor rumour speculation insinuation implication possibility innuendo conjecture gossip
""".split()

DISTANCING_NOUNS: Final = """
claim allegation assertion contention
insistence argument narrative pretense pretence
""".split()

ACCUSING_NOUNS: Final = """
accusation criticism condemnation blame indictment rebuke attack complaint denunciation censure insult mockery
smear slur reproach reprimand broadside jab critique scorn ridicule
critic swipe dig hostility
""".split()

DENYING_NOUNS: Final = """
denial rejection refusal opposition objection dismissal rebuttal repudiation disagreement dispute resistance
retraction disapproval protest
opponent foe unwillingness reluctance
""".split()

URGING_NOUNS: Final = """
demand request call appeal plea warning threat order proposal recommendation petition urging ultimatum
invitation advice instruction directive subpoena exhortation
""".split()

THINKING_NOUNS: Final = """
belief view opinion hope wish desire plan intention intent expectation fear worry concern doubt suspicion support
backing endorsement approval outlook forecast prediction estimate projection assumption conviction perception
skepticism scepticism confidence faith trust impression sense feeling thinking mind preference agreement
aim goal ambition dream willingness interest enthusiasm anger frustration exhaustion dismay disappointment
anxiety alarm regret sympathy distrust mistrust optimism pessimism qualms misgivings reservations sentiment
supporter backer proponent champion priority strategy idea passion excitement notion ambivalence apprehension
""".split()

FACTIVE_ADJECTIVES: Final = "aware mindful cognizant cognisant unaware".split()

HEDGED_ADJECTIVES: Final = """
possible likely unlikely rumored rumoured
reported apparent supposed purported unclear
""".split()

ACCUSING_ADJECTIVES: Final = "critical scathing disparaging derisive scornful".split()

DENYING_ADJECTIVES: Final = "opposed unwilling".split()

THINKING_ADJECTIVES: Final = """
confident convinced concerned worried afraid fearful hopeful optimistic pessimistic skeptical sceptical doubtful
willing eager keen anxious happy unhappy glad proud sure unsure certain uncertain frustrated tired sick angry
furious upset dismayed disappointed surprised shocked alarmed wary leery weary mad pleased delighted thrilled
satisfied dissatisfied grateful sympathetic supportive bullish bearish interested suspicious persuaded inclined
 loath ambivalent comfortable uncomfortable excited puzzled
nervous enthusiastic angered embittered terrified enamored horrified bent confused rattled
""".split()

HEDGING_ADVERBS: Final = """
reportedly allegedly apparently supposedly purportedly seemingly ostensibly presumably possibly perhaps maybe
arguably evidently rumoredly conceivably
""".split()
"""Adverbs that make any cue hedged, and that are cues by themselves."""

HEDGING_MODALS: Final = "may might could".split()

NEGATIONS: Final = "not n't never no nor neither without cannot hardly scarcely nobody none".split()

LIGHT_VERBS: Final = frozenset(
    "issue express voice offer release publish present deliver state raise file have make give be signal convey".split()
)
"""Verbs that say little by themselves: the noun beside them carries the manner."""

LEAVING_OPEN: Final = frozenset("confirm verify substantiate corroborate prove authenticate validate".split())
"""Verbs whose negation leaves the content open ("could not confirm")."""

NOT_TAKEN: Final = frozenset("accept acknowledge recognise recognize".split())
"""Verbs whose negation denies the content ("does not accept that")."""

QUESTION_WORDS: Final = frozenset("whether if why how what who whom whose when where which".split())

PHRASES: Final = (
    # (words in a row, as lemmas; "*" stands for up to three words), manner
    ("point out", "factive"),
    ("point to", "neutral"),
    ("call for", "urging"),
    ("call on", "urging"),
    ("call upon", "urging"),
    ("call against", "urging"),
    ("ask for", "urging"),
    ("push for", "urging"),
    ("press for", "urging"),
    ("file * motion", "urging"),
    ("give * order", "urging"),
    ("send * order", "urging"),
    ("lay down", "neutral"),
    ("rule out", "denying"),
    ("push back", "denying"),
    ("hit back", "denying"),
    ("fire back", "denying"),
    ("shoot down", "denying"),
    ("shrug off", "denying"),
    ("brush off", "denying"),
    ("brush aside", "denying"),
    ("wave off", "denying"),
    ("play down", "denying"),
    ("turn down", "denying"),
    ("break with", "denying"),
    ("take issue", "denying"),
    ("plead innocent", "denying"),
    ("plead not guilty", "denying"),
    ("plead guilty", "factive"),
    ("decide against", "denying"),
    ("vote against", "denying"),
    ("come out against", "denying"),
    ("stand against", "denying"),
    ("back away", "denying"),
    ("distance himself", "denying"),
    ("distance herself", "denying"),
    ("distance themselves", "denying"),
    ("distance itself", "denying"),
    ("poke fun", "accusing"),
    ("make fun", "accusing"),
    ("take aim", "accusing"),
    ("lash out", "accusing"),
    ("hit out", "accusing"),
    ("take * to task", "accusing"),
    ("go after", "accusing"),
    ("tear into", "accusing"),
    ("rail against", "accusing"),
    ("inveigh against", "accusing"),
    ("call out", "accusing"),
    ("make the case", "distancing"),
    ("make it out", "distancing"),
    ("leave open", "hedged"),
    ("leave the door open", "hedged"),
    ("be careful not", "hedged"),
    ("have no doubt", "thinking"),
    ("come out in favor", "thinking"),
    ("come out for", "thinking"),
    ("look forward", "thinking"),
    ("make up * mind", "thinking"),
    ("think of", "thinking"),
    ("stand by", "distancing"),
    ("hold out", "thinking"),
    ("set forth", "neutral"),
    ("speak out against", "accusing"),
    ("come clean", "factive"),
    ("find out", "factive"),
    ("turn out", "factive"),
    ("make clear", "neutral"),
    ("make it clear", "neutral"),
    ("make public", "neutral"),
    ("be * convince", "thinking"),
    ("be * persuade", "thinking"),
    ("know as", "neutral"),
    ("know for", "neutral"),
    ("known to", "neutral"),
    ("find guilty", "neutral"),
    ("like to say", "neutral"),
    ("mean that", "neutral"),
    ("as if", "neutral"),
    ("in order", "neutral"),
    ("in charge", "neutral"),
    ("on record", "neutral"),
    ("in question", "neutral"),
    ("no question", "thinking"),
    ("in fact", "neutral"),
    ("single out", "neutral"),
)
"""Words that together mean something else than alone; the longest one that fits counts."""

DOCUMENTS: Final = frozenset(
    """poll polls survey surveys study studies data figures statistics numbers analysis research report results
    evidence records record documents document average averages census tests test footage video images returns
    transcript transcripts index""".split()
)
"""Sources that show rather than say: what they "indicate" or "suggest" is taken from them as found."""
