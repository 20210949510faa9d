"""Through whom words are known: the outlet is via, unless it alone is the source."""

from tests.reading import case, cases, check, direct, indirect, misread, mixed


@cases(
    case(
        "told an agency",
        "“The engines stopped one after the other,” pilot Henrik Moe told Reuters.",
        direct("The engines stopped one after the other", "Henrik Moe", via="Reuters"),
    ),
    case(
        "an outlet reports what somebody said",
        "Press TV reported that Oil Minister Bahram Sadeghi said exports would double by June.",
        indirect("exports would double by June", "Bahram Sadeghi", via="Press TV"),
    ),
    case(
        "according to an agency, at the end",
        "Oil Minister Bahram Sadeghi said exports would double by June, according to ISNA.",
        indirect("exports would double by June", "Bahram Sadeghi", via="ISNA"),
    ),
    case(
        "the agency alone is the source",
        "Kyodo reported that two ministers would resign before the summit.",
        indirect("two ministers would resign before the summit", "Kyodo"),
    ),
    case(
        "in an interview with",
        "In an interview with Der Spiegel, central banker Uta Brandt said inflation would fall below two per cent.",
        misread(indirect("inflation would fall below two per cent", "Uta Brandt", via="Der Spiegel"), via=None),
        weak="with an outlet in front, the outlet stays unknown",
    ),
    case(
        "was quoted by",
        "“The border is open,” Interior Minister Tariq Aziz Khan was quoted as saying by the daily Dawn.",
        misread(direct("The border is open", "Tariq Aziz Khan", via="Dawn"), via="the daily Dawn"),
        weak="via keeps what stands before the newspaper's name",
    ),
    case(
        "one person reports another",
        "Widow Clara Jessen said her husband had told her that the brakes were failing.",
        indirect("her husband had told her that the brakes were failing", "Clara Jessen"),
        indirect("the brakes were failing", None, via="Clara Jessen"),
    ),
)
def test_the_outlet_is_via_unless_it_alone_is_the_source(case):
    check(case)


@cases(
    case(
        "abroad: through an agency",
        "Iran's deputy oil minister, Kaveh Rostami, said the refinery would be repaired by autumn, the semi-official "
        "Tasnim news agency reported on Saturday.",
        misread(
            indirect("the refinery would be repaired by autumn", "Kaveh Rostami", via="Tasnim news agency"), via=None
        ),
        weak="an agency behind the statement is no via",
    ),
    case(
        "abroad: on the radio",
        "Speaking on Radio Zagreb, former president Vesna Juric accused her party of cowardice. Her party's leader, "
        "Ante Maric, later told N1 that she was “a tourist in politics.”",
        misread(indirect("her party of cowardice", "Vesna Juric", via="Radio Zagreb"), via=None),
        misread(mixed("she was “a tourist in politics", "Ante Maric", via="N1"), via=None),
        weak="a station is no via",
    ),
    case(
        "abroad: a post",
        "“Not one euro more,” Finance Minister Otto Graf posted on X, after Bild had reported that he would raise the "
        "petrol tax.",
        direct("Not one euro more", "Otto Graf", via=None),
        indirect("he would raise the petrol tax", "Bild"),
    ),
    case(
        "foreign desk: an agency within an agency",
        "Yemen's Houthi-run Saba news agency quoted health minister Taha Anwar as saying that three hospitals "
        "had run out of fuel.",
        misread(
            indirect("three hospitals had run out of fuel", "Taha Anwar", via="Saba news agency"),
            via="Yemen's Houthi-run Saba news agency",
        ),
        weak="via keeps what stands before the agency's name",
    ),
    case(
        "foreign desk: an official to an agency",
        "A senior Turkish official told AFP that the talks had collapsed.",
        indirect("the talks had collapsed", None, via="AFP"),
    ),
    case(
        "foreign desk: a newspaper's interview",
        "“There will be no second term,” President Ilir Doda said in an interview published by Shekulli on Sunday.",
        misread(direct("There will be no second term", "Ilir Doda", via="Shekulli"), via=None),
        weak="an outlet behind “published by” is no via",
    ),
)
def test_agencies_broadcasters_and_posts_in_news_from_abroad(case):
    check(case)
