"""Beginnings of articles in the ways of many sites, written for the project; sites and persons are invented."""

from dataclasses import dataclass

BODY = """
The ferry sails again after two years. "Nobody missed it," said Olga Stern, the keeper of the lighthouse.
Rain fell."""


@dataclass(frozen=True)
class Beginning:
    """The head lines of an article of a site, what its fields state, and what is to be found in the text."""

    lines: str
    title: str = ""
    authors: tuple[str, ...] = ()
    day: str | None = None
    url: str = ""
    author: str = ""
    source: str = ""


def of(site: str, *beginnings: Beginning) -> list[tuple[str, Beginning]]:
    return [(site, one) for one in beginnings]


BEGINNINGS = [
    *of(
        "links to jump over the menu",
        Beginning(
            "Skip to main content\nYou are here:\nHome\nFerry sails again\nMarch 3, 2020",
            "Ferry sails again",
            (),
            "2020-03-03",
        ),
        Beginning("FOR IMMEDIATE RELEASE\nWho owns the pier?\nApril 14, 2021", "Who owns the pier?", (), "2021-04-14"),
    ),
    *of(
        "dash and site, author, month first",
        Beginning(
            "Ferry sails again - VELMCHECK\nIda Brandt\nMarch 3, 2020",
            "Ferry sails again",
            ("Ida Brandt",),
            "2020-03-03",
            "https://velmcheck.example/ferry/",
            "Ida Brandt",
        ),
        Beginning(
            "Who owns the pier? - VELMCHECK\nTom Ek\nApril 14, 2021",
            "Who owns the pier?",
            ("Tom Ek",),
            "2021-04-14",
            "https://velmcheck.example/pier/",
        ),
        Beginning(
            "Is the water safe?... - VELMCHECK\nIda Brandt and Tom Ek\nMay 1, 2019",
            "Is the water safe?...",
            ("Ida Brandt", "Tom Ek"),
            "2019-05-01",
            "https://velmcheck.example/water/",
            "Ida Brandt and Tom Ek",
        ),
        Beginning(
            "Explained: the new fares - VELMCHECK\nMay 2, 2019",
            "Explained: the new fares",
            (),
            "2019-05-02",
            "https://velmcheck.example/fares/",
        ),
    ),
    *of(
        "dash and short site, published on",
        Beginning(
            "Using less rope well - 720\nTara Som\nPublished on June 15, 2022",
            "Using less rope well",
            ("Tara Som",),
            "2022-06-15",
            "https://720info.example/rope/",
            "Tara Som",
        ),
        Beginning(
            "A gull in the house - 720\nSara Leg\nPublished on March 7, 2022",
            "A gull in the house",
            ("Sara Leg",),
            "2022-03-07",
            "",
            "Sara Leg",
            "news-720info",
        ),
        Beginning(
            "Why nets tear - 720\nTara Som, Sara Leg\nPublished on March 9, 2022",
            "Why nets tear",
            ("Tara Som", "Sara Leg"),
            "2022-03-09",
            "https://720info.example/nets/",
            "Tara Som, Sara Leg",
        ),
    ),
    *of(
        "middle dot and site, author, blank line",
        Beginning(
            "Thoughts from the pier · Harbour Voices\nRebecca Mark\n",
            "Thoughts from the pier",
            ("Rebecca Mark",),
            None,
            "https://harbourvoices.example/thoughts/",
            "Rebecca Mark",
        ),
        Beginning(
            "Velm: songs of the tide · Harbour Voices\nRebecca Mark\n3 March 2020\n",
            "Velm: songs of the tide",
            ("Rebecca Mark",),
            "2020-03-03",
            "https://harbourvoices.example/songs/",
        ),
        Beginning(
            "Letters · Harbour Voices\nAnna Holm\n",
            "Letters",
            ("Anna Holm",),
            None,
            "https://harbourvoices.example/letters/",
        ),
    ),
    *of(
        "bar and site, by",
        Beginning(
            "Bridge closes for repairs | Velton Post\nBy Ida Roth\n2 May 2024",
            "Bridge closes for repairs",
            ("Ida Roth",),
            "2024-05-02",
        ),
        Beginning(
            "Bridge opens | Local news | Velton Post\nBy Ida Roth and Ben Kade\n3 May 2024",
            "Bridge opens",
            ("Ida Roth", "Ben Kade"),
            "2024-05-03",
        ),
        Beginning(
            "Mayor resigns | Velton Post\nBy IDA ROTH, Staff Writer\nMay 4, 2024 | 10:15 am",
            "Mayor resigns",
            ("Ida Roth",),
            "2024-05-04",
        ),
        Beginning(
            "Let the bridge fall | Velton Post\nBy Ben Kade\nMay 5, 2024",
            "Let the bridge fall",
            ("Ben Kade",),
            "2024-05-05",
        ),
    ),
    *of(
        "title, date and by in one line",
        Beginning("Tunnel late again\nMarch 3, 2020 by Ida Brandt", "Tunnel late again", ("Ida Brandt",), "2020-03-03"),
        Beginning("Tunnel opens\nBy Ida Brandt | March 9, 2020", "Tunnel opens", ("Ida Brandt",), "2020-03-09"),
        Beginning("Tunnel leaks\nBy Ida Brandt on March 10, 2020", "Tunnel leaks", ("Ida Brandt",), "2020-03-10"),
        Beginning(
            "Tunnel shut\nIda Brandt · March 11, 2020 · 4 min read",
            "Tunnel shut",
            ("Ida Brandt",),
            "2020-03-11",
            "",
            "Ida Brandt",
        ),
    ),
    *of(
        "weekday below the title",
        Beginning(
            "Hackers attack the harbour's website\n\nSunday, January 20, 2008\n",
            "Hackers attack the harbour's website",
            (),
            "2008-01-20",
        ),
        Beginning(
            "At least 17 rescued off the coast\n\nMonday, May 18, 2015\n",
            "At least 17 rescued off the coast",
            (),
            "2015-05-18",
        ),
        Beginning(
            "Interview: the keeper of the lighthouse\nFriday, July 21, 2017",
            "Interview: the keeper of the lighthouse",
            (),
            "2017-07-21",
        ),
    ),
    *of(
        "section above the title",
        Beginning(
            "Politics\nCouncil votes to sell the ferry\nBy Tom Ek\n12 June 2018",
            "Council votes to sell the ferry",
            ("Tom Ek",),
            "2018-06-12",
        ),
        Beginning(
            "Home > News > Business\nRope prices double\nBy Tom Ek\n13 June 2018",
            "Rope prices double",
            ("Tom Ek",),
            "2018-06-13",
        ),
        Beginning(
            "OPINION\nSell the ferry\nTom Ek\n14 June 2018", "Sell the ferry", ("Tom Ek",), "2018-06-14", "", "Tom Ek"
        ),
    ),
    *of(
        "standfirst between title and byline",
        Beginning(
            "Island loses its doctor\nThe nearest one is three hours away.\nBy Anna Holm\nPublished: 1 February 2017",
            "Island loses its doctor",
            ("Anna Holm",),
            "2017-02-01",
        ),
        Beginning(
            "Island finds a doctor\nShe comes from the capital and cannot swim.\nBy Anna Holm\nPublished: 1 March 2017",
            "Island finds a doctor",
            ("Anna Holm",),
            "2017-03-01",
        ),
        Beginning(
            "Island keeps its school\nTwelve children are enough, the council says.\n3 March 2017",
            "Island keeps its school",
            (),
            "2017-03-03",
        ),
    ),
    *of(
        "day first with dots",
        Beginning("Fähre fährt wieder\n03.03.2020", "Fähre fährt wieder", (), "2020-03-03"),
        Beginning("Rates rise at the quay\n04.05.2019, 18:30", "Rates rise at the quay", (), "2019-05-04"),
        Beginning("Quay sinks\nPer Holm\n05.05.2019", "Quay sinks", ("Per Holm",), "2019-05-05"),
    ),
    *of(
        "ISO day and time",
        Beginning("Storm closes two ports\n2021-11-05 14:20", "Storm closes two ports", (), "2021-11-05"),
        Beginning("Storm passes\nBy Newsroom\n2021-11-06", "Storm passes", (), "2021-11-06"),
        Beginning("Ports reopen\n2021-11-07T08:00:00Z", "Ports reopen", (), "2021-11-07"),
    ),
    *of(
        "site before the title",
        Beginning(
            "Velton Wire | Drivers strike on Monday\nNovember 8, 2023",
            "Drivers strike on Monday",
            (),
            "2023-11-08",
            "https://veltonwire.example/strike",
        ),
        Beginning(
            "Velton Wire - Drivers return\nNovember 9, 2023",
            "Drivers return",
            (),
            "2023-11-09",
            "https://veltonwire.example/return",
        ),
    ),
    *of(
        "labels before names and days",
        Beginning(
            "Wolves counted again\nWritten by: Ruth Keller\nPosted on: 7 October 2016\nShare",
            "Wolves counted again",
            ("Ruth Keller",),
            "2016-10-07",
        ),
        Beginning(
            "Fewer wolves than bears\nAuthor: Ruth Keller\nLast updated: 8 October 2016",
            "Fewer wolves than bears",
            ("Ruth Keller",),
            "2016-10-08",
        ),
        Beginning(
            "Bears counted\nReported by Ruth Keller and Tom Ek\nUpdated 9 October 2016",
            "Bears counted",
            ("Ruth Keller", "Tom Ek"),
            "2016-10-09",
        ),
    ),
    *of(
        "title stated in the fields of nothing but the address",
        Beginning(
            "School bans phones – The Quay\nBy Lena Moss",
            "School bans phones",
            ("Lena Moss",),
            None,
            "https://www.thequay.example/phones",
        ),
        Beginning(
            "School allows phones — The Quay\nBy Lena Moss",
            "School allows phones",
            ("Lena Moss",),
            None,
            "https://www.thequay.example/phones-2",
        ),
        Beginning(
            "Phones: what pupils say » The Quay\nLena Moss",
            "Phones: what pupils say",
            ("Lena Moss",),
            None,
            "https://www.thequay.example/phones-3",
        ),
    ),
    *of(
        "decoration around",
        Beginning(
            "Vaccine works, trial shows\nBy Nils Berg\nShare this article\n5 May 2021",
            "Vaccine works, trial shows",
            ("Nils Berg",),
            "2021-05-05",
        ),
        Beginning(
            "Second trial begins\n5 min read\nBy Nils Berg\n6 May 2021",
            "Second trial begins",
            ("Nils Berg",),
            "2021-05-06",
        ),
        Beginning(
            "Third trial stops\nBy Nils Berg\nMay 7, 2021 / 12 comments",
            "Third trial stops",
            ("Nils Berg",),
            "2021-05-07",
        ),
    ),
    *of(
        "agency's style",
        Beginning(
            "Minister meets guild\nVelm Agency - 7 Dec 2021",
            "Minister meets guild",
            (),
            "2021-12-07",
            "https://velmagency.example/1",
        ),
        Beginning(
            "Guild thanks minister | Velm Agency\n8 Dec 2021 16:40 GMT",
            "Guild thanks minister",
            (),
            "2021-12-08",
            "https://velmagency.example/2",
        ),
        Beginning("Minister denies letter\n9th December 2021", "Minister denies letter", (), "2021-12-09"),
    ),
    *of(
        "names with particles and initials",
        Beginning(
            "Rent rises in the old town\nBy J. K. van der Berg\n4 April 2014",
            "Rent rises in the old town",
            ("J. K. van der Berg",),
            "2014-04-04",
        ),
        Beginning("Rent falls\nBy Seán O’Brien\n5 April 2014", "Rent falls", ("Seán O’Brien",), "2014-04-05"),
        Beginning(
            "Rent frozen\nMaría del Mar Ruiz\n6 April 2014", "Rent frozen", ("María del Mar Ruiz",), "2014-04-06"
        ),
    ),
    *of(
        "nothing to be found",
        Beginning("The council met on Monday and voted to sell the ferry, the last of three."),
        Beginning("Rain fell on Velm.\nThe ferry stayed in port until 3 March."),
        Beginning("VELM, March 3 (VA) — The ferry sails again after two years, its owner said."),
        Beginning("By Monday the river had risen two metres.\nNobody was hurt."),
        Beginning("On March 3, 2020 the ferry burned.\nIts captain swam ashore."),
        Beginning("“Nobody missed it,” said Olga Stern.\nThe ferry sails again - at last."),
        Beginning(
            "What the ferry costs\nThe ferry costs two crowns a day to run and earns one, the council's books show."
        ),
        Beginning("Dear editor,\nYour report of 3 March 2020 on the ferry was wrong."),
        Beginning("Olga Stern keeps the lighthouse.\nTom Ek runs the ferry."),
        Beginning("In 2019, 14 ferries ran.\nIn 2020, two did."),
    ),
]
