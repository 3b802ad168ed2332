"""How chapter 08 reads, weighs and dates what is told: the words of its workings."""

from __future__ import annotations

from romsov_analysis.results import link
from romsov_analysis.themes.aid import judgements
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.words import chances, number_of


def reading(c: Chapter) -> list[str]:
    """What counts as speaking for a part of the question, what as a voice, and what as its interest."""
    silent = "Some anonymous reports are read for what they say"
    if c.judged["anonymous_silent"]:
        silent = f"{c.judged['anonymous_silent']:holds An anonymous report does not count for itself}"
    return [
        "A statement speaks for a part of the question, against it, or not at all.",
        f"{silent}; a statement that names no asker counts alike for politicians and army, unless the same voice "
        "names or rules out one of them.",
        "What an author supposes without a witness counts for nothing, and so does what a witness only supposes.",
        "A refusal is read for the prompt that the same voice names; of an offer unasked it says nothing. A referral "
        "to others is no refusal, nor is a rebuff to somebody who did not ask for Romania.",
        "A yes needs one asker; a no must cover everyone. One man's wish, or his denial for himself, speaks for him "
        "alone.",
        "Statements of one speaker, or that came through one transmitter, are one voice; newspaper reports of a "
        "public speech are counted by its speaker.",
        "Every voice has an interest: the side that gains by what it says.",
        "Voices of one side that gain by their words count once, for that side; a witness who speaks against the "
        "interest of his own side outweighs words that serve their own. Who argues from data outweighs nobody.",
        "A part turns on a voice if without it it would be called otherwise.",
        *silence(c),
    ]


def silence(c: Chapter) -> list[str]:
    """How many statements speak at all."""
    speak = f"{number_of(c.totals['telling'], 'statement')} speak{'s' if c.totals['telling'].value == 1 else ''} on any"
    if not c.judged["mostly_silent"]:
        return [f"Of those that count {speak}."]
    return [f"{c.judged['mostly_silent']:holds Most statements are silent on most parts}; {speak}."]


def coders(c: Chapter) -> list[str]:
    """How far two coders agree, and what that says."""
    numbers = c.coding
    neutral = f"{c.judged['mostly_neutral']:holds most cells are neutral for everyone}"
    return [
        f"Of {numbers['coded']:ref} statements two coders read {numbers['coded_twice']:ref} by the same written rules, "
        "without seeing each other's work; later readings sharpened the rules and decided.",
        "The others were added later and read once; under the second coder they stand as the first reads them.",
        f"Of {numbers['spoken']:ref} cells on which either speaks they are alike in {numbers['spoken_alike']:ref}.",
        f"Over all {numbers['cells']:ref} cells, of which {numbers['differ']:ref} differ (kappa "
        f"{numbers['kappa']:ref}), the agreement looks better than it is, since {neutral}.",
        "It says how clear the rules are, not that the readings are right.",
    ]


def order(c: Chapter) -> list[str]:
    """How questions of order are decided, and what follows for two of them."""
    asked = (
        f"{c.came['question_after_broadcast']:holds The question from the ministry came after the broadcast}"
    )
    call = f"{c.came['call_before_refusal']:holds Iliescu's call came before the refusal}"
    return [
        "A refusal cannot answer what was said after it.",
        "Each question of order is decided under both assumptions about the zone of every clock time; it is answered "
        "only if all agree.",
        f"{asked}.",
        f"{call} if both are told by one clock; the text gives those parts of the day in words, and the hours that "
        "stand for them are ours.",
    ]


def ranges(_: Chapter) -> list[str]:
    """What is asked of a range of trust in each voice."""
    return [
        "How much likelier is a witness to speak so if the thing happened than if it did not? Nobody can measure it.",
        "But one can ask what follows from a range, and how telling a further voice would have to be to make both "
        "sides equally likely, from the middle of what is thought before.",
        "Voices of one side that gain by their words are taken once, the others as independent.",
    ]


def on_the_ranges(c: Chapter) -> list[str]:
    """What the ranges of belief show: whether they are wide, and for which parts they decide anything."""
    weighed = {name: belief.probability for name, belief in c.belief.items()}
    start, weight = (
        f"{c.assumed[f'{name}_low']:ref {options}} to {c.assumed[f'{name}_high']:ref {options}}"
        for name, options in (("prior", "percent"), ("ratio", ""))
    )
    leaders, army = (chances(weighed[name]) for name in judgements.ASKING)
    said = [
        f"Start anywhere from {start}, and give each voice a weight of {weight}, both set by hand. Then the chance "
        f"that the leaders asked comes out at {leaders}, that the army did at {army}."
    ]
    undecided = [weighed[name] for name in judgements.ASKING if weighed[name].low < 0.5 < weighed[name].high]
    if len(undecided) == len(judgements.ASKING):
        said.append("Testimony alone cannot decide either; a document might.")
    if c.widened:
        wide = f"{c.widened:holds The ranges are wider after the voices than before any}"
        said.append(
            f"{wide}: the weight of a voice is itself a range and is taken once for every voice, so that voices "
            "who all agree would widen it too."
        )
    else:
        width = c.prior[1] - c.prior[0]
        wider = [name for name, result in weighed.items() if result.high - result.low > width]
        few = ", ".join(c.parts[name].short for name in wider)
        said.append(
            f"After the voices the range is wider than before any only for: {few}."
            if wider
            else "After the voices no range is wider than before any."
        )
    for side, chosen in (
        ("likelier than not", [name for name, result in weighed.items() if result.low > 0.5]),
        ("less likely than not", [name for name, result in weighed.items() if result.high < 0.5]),
    ):
        if chosen:
            said.append(f"By these weights {side}: {', '.join(c.parts[name].short for name in chosen)}.")
    return said


def article(c: Chapter) -> list[str]:
    """What the article leaves out, prints otherwise or has lost."""
    asked = "Whether relief had been asked for, hardly any source says"
    asked = f"{c.judged['relief_hardly_told']:holds {asked}}"
    goods, medicines = c.article["wagon_goods"], c.delivery["goods_below_medicines"]
    return [
        "The sentence that the article prints as Baker's words is a paraphrase.",
        "The foreign agencies of its broadcast are foreign agents on a tape that was shown in 2011.",
        "It leaves out the request in Gorbachev's speech, the called-off session, the Soviet record of Matlock's "
        "question, the formal reply to Ceaușescu, the night at the television, the airfield, what the High Court "
        "found, and the dead.",
        "On p. 27 a word is lost, so that Gușă seems to relay Soviet aid where the sense asks that he refuse it "
        f"({link('claim', 'co.gusa_refusal', 'quote')}); what rests on the word alone is read as neutral.",
        f"The goods in the waiting wagons, {goods:ref unit}, {medicines:holds are worth less than the medicines alone}"
        "; different days and loads may be meant.",
        *([f"{asked}."] if c.judged["relief_hardly_told"] else []),
    ]
