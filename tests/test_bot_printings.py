"""Where a quotation was printed, over the wire: the earliest first, with what differs in its words and its speaker."""

import json

from index.build import index_corpus
from index.config import CorpusSettings
from tests.bot_app import PRIVATE, READER, running, settings_for
from tests.botapi import BotApi
from tests.test_bot_buttons import press
from tests.test_bot_conversation import ask

SAID = {
    ("Herald", "2024-05-03"): '"The bridge will be closed for nine weeks," said Olga Stern, the engineer, on Thursday.',
    ("Post", "2024-05-01"): 'The engineer spoke first. "The bridge will be closed for nine weeks," said Olga Stern.',
    ("Mirror", "2024-05-07"): 'Drivers are angry. "The bridge will be closed for six weeks," said Olga Stern.',
    ("Echo", "2024-05-09"): '"The bridge will be closed for nine weeks," said Karl Brandt, the mayor of the town.',
    ("Globe", "2024-05-11"): '"The tunnel is open, and nobody has to wait," said Olga Stern in the evening.',
}


def article(publisher, day, text):
    """Short enough to be a notice, not a story that another paper took over."""
    return {
        "id": publisher.lower(),
        "title": f"{publisher} on roads",
        "publisher": publisher,
        "published": day,
        "url": f"https://example.org/{publisher.lower()}",
        "text": text,
    }


async def test_all_printings_of_a_quotation_are_listed_by_day_with_what_differs(settings, corpus):
    for (publisher, day), text in SAID.items():
        record = article(publisher, day, text)
        (corpus / f"{publisher}.json").write_text(json.dumps(record), encoding="utf-8")
    index_corpus([corpus], settings, CorpusSettings())
    async with BotApi() as api, running(settings_for(api, settings)):
        sent = await ask(api, PRIVATE, READER, 'who said "the bridge will be closed for nine weeks"?')
        answer = sent.text
        await press(api, READER, sent, "⋯")
        await press(api, READER, sent, "All printings")
        printed, entities = sent.text, sent.entities
        await press(api, READER, sent, "Back")
    heading, *rows = printed.split("\n")[:5]
    assert heading.startswith("“The bridge will be closed for nine")
    assert heading.endswith("was printed in 4 places, the earliest first:")
    assert rows[0] == "1 May 2024 · Post"
    assert rows[1] == "3 May 2024 · Herald"
    assert rows[2] == "7 May 2024 · Mirror, in other words: The bridge will be closed for nine six weeks"
    assert rows[3].startswith("9 May 2024 · Echo, by ")
    assert "Globe" not in printed
    struck = [printed[start:end] for tag, start, end, _ in entities if tag == "s"]
    assert "nine" in struck
    assert sent.text == answer
    assert api.refused == []
