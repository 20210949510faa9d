"""Where the source, the cue and the content stand: in every order, around each other, sharing a subject."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect, misread, mixed


@cases(
    case(
        "source cue content",
        "Deputy mayor Ingrid Solheim said the tram line would open in spring, six months late.",
        indirect("the tram line would open in spring, six months late", "Ingrid Solheim"),
    ),
    case(
        "content source cue",
        "“We found no trace of the virus in the wells,” Dr. Amadou Keita said on Tuesday.",
        direct("We found no trace of the virus in the wells", "Amadou Keita"),
    ),
    case(
        "content cue source",
        "“Nobody phoned us until the water was in the kitchen,” said Margaret Doyle, who has lived on Quay Street "
        "since 1971.",
        direct("Nobody phoned us until the water was in the kitchen", "Margaret Doyle"),
    ),
    case(
        "cue first",
        "Said Colonel Petra Novak: “The bridge is ours and it will stay ours.”",
        direct("The bridge is ours and it will stay ours", "Petra Novak"),
    ),
    case(
        "cue first with an adverbial",
        "Added the fire chief, Luis Ortega, later that night: “Two more houses may have to come down.”",
        direct("Two more houses may have to come down", "Luis Ortega"),
    ),
    case(
        "reported clause first, no marks",
        "The reservoir will be empty by August, the water board's director, Hannah Brandt, said.",
        misread(
            indirect("The reservoir will be empty by August", "Hannah Brandt"),
            words="The reservoir will be empty by August, the water board's director, Hannah Brandt",
        ),
        weak="source and content are parsed as one clause",
    ),
    case(
        "interview: present tense and a cue in front",
        "Says Ferhat: “I hate premieres.” Her producer, Luc Simenon, laughs. “She cries at all of them,” he says.",
        direct("I hate premieres", "Ferhat"),
        direct("She cries at all of them", "Luc Simenon"),
    ),
)
def test_source_cue_and_content_in_every_order(case):
    check(case)


@cases(
    case(
        "after a comma",
        "“The jury,” Judge Ellen Marsh said, “will disregard the last answer.”",
        direct("The jury … will disregard the last answer", "Ellen Marsh"),
    ),
    case(
        "after a full stop",
        "“I never signed it,” said Tomas Vrba. “Show me the paper and I will eat my hat.”",
        direct("I never signed it … Show me the paper and I will eat my hat", "Tomas Vrba"),
    ),
    case(
        "reported speech around its cue",
        "The strike, union leader Rosa Campos said, would go on until the last contract was renewed.",
        indirect("The strike … would go on until the last contract was renewed", "Rosa Campos"),
    ),
    case(
        "narration after the second piece",
        "Shaun Farrell has repaired boats here for thirty years.\n\n“Look,” Farrell said, leaning on the counter, “you "
        "can have it cheap.” He paused. “You cannot have it soon.”",
        direct("Look … you can have it cheap … You cannot have it soon", "Shaun Farrell"),
    ),
    case(
        "cue with an adverbial between the pieces",
        "“When the lights went out,” recalled Mina Aoki, 34, a nurse on the ward that night, “we sang.”",
        direct("When the lights went out … we sang", "Mina Aoki"),
    ),
    case(
        "a clause without marks before the cue",
        "When the last ferry left the island, Nora Quist said, “nobody even waved.”",
        mixed("When the last ferry left the island … nobody even waved", "Nora Quist"),
    ),
    case(
        "an adverbial behind the cue's comma",
        "But, as engineer Paul Moor observed, in a wet year the dyke is “a sponge with a road on top.”",
        mixed("But … in a wet year the dyke is “a sponge with a road on top", "Paul Moor"),
    ),
    case(
        "profile: a profile",
        "Nadia Ferhat lights a cigarette. She never wanted to direct, she says; she wanted to sleep late. “Directors "
        "get up at four,” she sighs. “Somebody should have told me.”",
        misread(
            indirect("She never wanted to direct … she wanted to sleep late", "Nadia Ferhat"),
            words="She never wanted to direct",
            speaker=None,
        ),
        misread(direct("Directors get up at four … Somebody should have told me", "Nadia Ferhat"), speaker=None),
        weak="a clause after a semicolon is lost, and “she” is nobody",
    ),
    case(
        "column: a maxim",
        "As Mark Twain never said, history does not repeat itself. It does, wrote Professor Ada Lovett in these "
        "pages last year, “clear its throat.”",
        indirect("history does not repeat itself", "Mark Twain", negated=True),
        misread(
            mixed("It does … “clear its throat", "Ada Lovett"),
            words="Professor Ada Lovett in these pages last year, “clear its throat",
        ),
        weak="the source is taken into the content, and what stands before the cue is left out",
    ),
    case(
        "feature: a letter home",
        "“Dear Mother,” he wrote in March 1916, “the mud is worse than the shells.” Corporal Ned Tully was nineteen.",
        direct("Dear Mother … the mud is worse than the shells", None),
    ),
)
def test_content_split_around_its_cue(case):
    check(case)


@cases(
    case(
        "two cues, one subject",
        "Governor Alicia Reyes questioned the board's figures and blamed the delay on two contractors.",
        indirect("the board's figures", "Alicia Reyes", act=Act.ASKS),
        indirect("the delay on two contractors", "Alicia Reyes"),
    ),
    case(
        "said and warned",
        "Seismologist Ivo Radic said the tremors had ended but warned that the slope could still move.",
        indirect("the tremors had ended", "Ivo Radic"),
        indirect("the slope could still move", "Ivo Radic"),
    ),
    case(
        "adding",
        "Manager Fiona Burke said the factory would reopen on Monday, adding that nobody would lose pay.",
        indirect("the factory would reopen on Monday", "Fiona Burke"),
        indirect("nobody would lose pay", "Fiona Burke"),
    ),
    case(
        "three in a row",
        "Lawyer Simon Achebe denied the charge, praised the police and said his client would appeal.",
        indirect("the charge", "Simon Achebe", act=Act.DENIES),
        indirect("the police", "Simon Achebe"),
        indirect("his client would appeal", "Simon Achebe"),
    ),
    case(
        "said and warned somebody",
        "Greenpeace said it was “deeply alarmed” by the leak and warned the plant to shut down.",
        mixed("it was “deeply alarmed” by the leak", "Greenpeace"),
        indirect("to shut down", "Greenpeace"),
    ),
    case(
        "science: a prediction and a caution",
        "Seismologist Jun Hayashi predicts that the fault will move again within thirty years, but cautions that "
        "nobody can say where.",
        indirect("the fault will move again within thirty years", "Jun Hayashi", act=Act.PREDICTS),
        indirect("nobody can say where", "Jun Hayashi"),
    ),
    case(
        "press release: an appeal",
        "Save the Marshes urged the government to withdraw the plan and demanded an apology for the trees already "
        "felled.",
        misread(indirect("the government to withdraw the plan", "Save the Marshes", act=Act.ORDERS), speaker="Marshes"),
        misread(indirect("an apology for the trees already felled", "Save the Marshes", act=Act.ORDERS), speaker=None),
        weak="a name that is an imperative is cut, and the second cue has no subject",
    ),
    case(
        "markets: an analyst",
        "“It is a value trap,” said Bo Zhang, an analyst at Morland Securities, who rates the stock a sell.",
        direct("It is a value trap", "Bo Zhang"),
        indirect("the stock a sell", "Bo Zhang"),
    ),
)
def test_cues_that_share_a_subject(case):
    check(case)
