"""Ten drafts over the sample articles with eighty quotations, each with what is true of it.

``DRAFTS`` were looked at while the rules were made. ``LATER`` were written after that; docs/evaluation.md tells what
the first reading of them gave.
"""

from retrieval.proof.models import Finding

EXACT, NEARLY, ANOTHER, REPORTED, INVENTED = (
    Finding.EXACT,
    Finding.NEARLY,
    Finding.BY_ANOTHER,
    Finding.REPORTED,
    Finding.NOT_FOUND,
)

WATER = (
    "The price of water divides the valley, and has done so for more than a year.\n\n"
    '"Nobody likes this, least of all me," said Peter Amsel, the councillor who proposed the increase.\n\n'
    '"They did not ask one of us," said Ruth Keller, who led the farmers\' union then. '
    '"We are not against pipes," Keller said. "We are against paying for ninety years of neglect in one winter."\n\n'
    '"Not one krone has gone to the union," said Keller, who is the agriculture minister today.\n\n'
    '"A telephone in class is a window that never closes," said Ruth Keller.\n\n'
    'Keller said: "Ten farms might close."\n\n'
    '"I will resign if the harvest fails," said Ruth Keller.\n\n'
    '"The pipes were ninety years old," said Peter Amsel.',
    (EXACT, EXACT, EXACT, NEARLY, NEARLY, ANOTHER, REPORTED, INVENTED, REPORTED),
)
HARBOUR = (
    "After the storm, Velm quarrels about its pier.\n\n"
    "“We have never seen the water this high,” said Marta Lindqvist, the harbour master.\n\n"
    "“The pier is a patient, and it will need a long stay in hospital,” Lindqvist told the Harbour Herald.\n\n"
    "“We sent the report twice,” said Lena Okoye, a civil engineer. “The mayor's office confirmed that it had "
    "arrived,” Okoye added.\n\n"
    "“I never read such a report,” said Tomas Reed, the mayor.\n\n"
    "“I never saw such a report,” said Marta Lindqvist.\n\n"
    "Marta Lindqvist said: “Two fishing boats had sunk at their moorings.”\n\n"
    "“The town is bankrupt,” said Tomas Reed.\n\n"
    "“Nobody should go near the piers before Friday,” said Marta Lindqvist.",
    (EXACT, EXACT, EXACT, EXACT, NEARLY, ANOTHER, REPORTED, INVENTED, NEARLY),
)
RAIL = (
    "The strike is over, and both sides claim to have won it.\n\n"
    '"We want four days on and three days off, and we want it in writing," said Omar Diallo.\n\n'
    '"Nobody got everything. That is how you recognise a compromise," Diallo said later.\n\n'
    '"Half of our trains are running," Northern Rail said in a statement.\n\n'
    '"Half of our trains are running," said Omar Diallo.\n\n'
    '"Nine in ten drivers had joined the strike," said Omar Diallo.\n\n'
    '"We want four days on and three days off. I know what it is to wait for a train," said Omar Diallo.\n\n'
    '"The state would not pay for the shorter week," said Clara Jensen, the transport minister.\n\n'
    '"The tunnel will never open," said Clara Jensen.',
    (EXACT, EXACT, EXACT, ANOTHER, REPORTED, NEARLY, REPORTED, INVENTED),
)
MUSEUM = (
    "The bronze horse is back in Osterby, none the worse for its night out.\n\n"
    '"They knew exactly where the alarm ended," said Inspector Karim Vos.\n\n'
    '"It was standing among real cows," said Vos.\n\n'
    '"He told us that his mare had a strange new friend," said Elsa Nyman, the director.\n\n'
    '"It is worth everything to us […] to a thief," said Elsa Nyman.\n\n'
    '"The horse could not be sold anywhere," said Elsa Nyman.\n\n'
    '"It was standing among real horses," said Elsa Nyman.\n\n'
    '"We shall melt it down," said Elsa Nyman.',
    (EXACT, NEARLY, EXACT, EXACT, REPORTED, ANOTHER, INVENTED),
)
SCIENCE = (
    "Two counts were wrong this year, one of wolves and one of hopes.\n\n"
    '"We counted some of them three times," admitted Sven Dahl, a biologist.\n\n'
    '"I have seen more than eleven from my kitchen," said Birgit Aas, who speaks for the hunters.\n\n'
    '"The spray was safe in all ninety volunteers," said Amina Farouk, who leads the study.\n\n'
    '"That is not enough, and I will not pretend that it was," Farouk said.\n\n'
    '"Wolves are good neighbours," said Birgit Aas.\n\n'
    '"Cameras would replace the old method," said Sven Dahl.\n\n'
    '"The spray was safe in all ninety volunteers," said Sven Dahl.',
    (EXACT, EXACT, EXACT, NEARLY, INVENTED, REPORTED, ANOTHER),
)
DRAFTS = {"water": WATER, "harbour": HARBOUR, "rail": RAIL, "museum": MUSEUM, "science": SCIENCE}

ISLAND = (
    "The island wants to be rid of its cable, and says so.\n\n"
    "“We have more wind than we have patience,” Nils Falk told a full hall on Saturday.\n\n"
    "Falk, who runs the cooperative, added: “The third turbine will be built by October.”\n\n"
    "“We have more wind than we have money,” Falk told the paper later. “By next summer every house will be heated by "
    "the wind,” he said.\n\n"
    "Others count differently. “I have seen more than eleven turbines from my kitchen,” said Birgit Aas.\n\n"
    "“I have seen more than eleven from my kitchen,” Nils Falk said.\n\n"
    "The mayor of Velm, Tomas Reed, kept out of it: “Taxes would stay where they are.”\n\n"
    "“Houses are for people who live in them,” his sister Hanna Reed replied.",
    (EXACT, REPORTED, NEARLY, INVENTED, NEARLY, ANOTHER, REPORTED, EXACT),
)
CLASSROOM = (
    "Should telephones be banned from school? Greta Holm, the head teacher, thinks so.\n\n"
    '"A telephone in class," Holm said, "is a window that never closes."\n\n'
    '"A telephone in class is a door that never closes," Holm repeated on the radio.\n\n'
    'Jonas Weil, who speaks for the parents, was angry. "The board had not listened," he said. '
    '"Children learn best without screens," Weil said.\n\n'
    '"A telephone in class is a window that never closes," said Viktor Hall, the opposition leader.\n\n'
    '"I have changed the chair, not the view," Ruth Keller said when she was asked about it.\n\n'
    '"I have changed the view, not the chair," Keller said when she was asked again.',
    (EXACT, EXACT, NEARLY, REPORTED, INVENTED, ANOTHER, EXACT, NEARLY),
)
TUNNEL = (
    "Who is to blame for the tunnel?\n\n"
    '"The rock did not read our timetable," said Omar Diallo, the transport minister.\n\n'
    'His predecessor had been blunter. "The tunnel is late and I am responsible," said Clara Jensen. '
    '"I know what it is to wait for a tunnel," Jensen said.\n\n'
    '"The tunnel would cost 400 million crowns more," Diallo admitted.\n\n'
    '"The tunnel is late and I am responsible," Diallo told parliament.\n\n'
    '"The tunnel is late and I am responsible. I know what it is to wait for a train," Jensen said.\n\n'
    '"We shall open it before Christmas," said Diallo.\n\n'
    'Viktor Hall asked: "Had the minister known this in February?"',
    (EXACT, EXACT, NEARLY, REPORTED, ANOTHER, NEARLY, INVENTED, REPORTED),
)
HORSE = (
    "A theft, a barn and a mare.\n\n"
    "Inspector Karim Vos: “They knew exactly where the alarm ended.”\n\n"
    "Elsa Nyman, director of the museum: “It is worth everything to us and nothing to a thief.”\n\n"
    "According to Nyman, “the horse could not be sold anywhere”.\n\n"
    "“They knew where the alarm ended,” said Vos.\n\n"
    "“He told us that his mare had a strange new friend,” said Vos.\n\n"
    "“It was standing among real horses and cows,” said Vos.\n\n"
    "“We have never seen the water this high,” said Marta Lindqvist, the harbour master, of another night.\n\n"
    "“The horse swam,” said Lindqvist.",
    (EXACT, EXACT, REPORTED, NEARLY, ANOTHER, NEARLY, EXACT, INVENTED),
)
NUMBERS = (
    "Two numbers made the news.\n\n"
    '"The spray was safe in all ninety volunteers," Amina Farouk, who leads the study, told reporters.\n\n'
    '"The spray was safe in nearly all ninety volunteers," Farouk told reporters.\n\n'
    '"The spray prevented only a third of infections," she said a year later.\n\n'
    '"Ninety years of neglect" is what Ruth Keller calls the record of the council.\n\n'
    '"They did not ask one of us," Keller said of the councillors.\n\n'
    '"Nobody likes this, least of all me," Keller said.\n\n'
    '"The price would fall again in 2026," said Peter Amsel.\n\n'
    '"I drink only rain," said Peter Amsel.',
    (EXACT, NEARLY, REPORTED, EXACT, EXACT, ANOTHER, REPORTED, INVENTED),
)
LATER = {"island": ISLAND, "classroom": CLASSROOM, "tunnel": TUNNEL, "horse": HORSE, "numbers": NUMBERS}
