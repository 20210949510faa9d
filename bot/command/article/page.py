"""An article with its statements as one HTML page that needs nothing else: no script, no font, no request.

A statement is told by its label (a letter for who speaks, a number for the statement) and by its
underline, not by colour alone: it reads in print and by colour-blind readers. The colours are those of
M. Okabe and K. Ito, "Color Universal Design" (2008).
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from bot.layout.marking import UNKNOWN, MarkedArticle, Note, Run, Voice
from bot.words.statements import PUBLISHER_UNKNOWN, day_of
from index.licences import credit_of

_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7a6a00", "#444444")
_LINES = ("solid", "dashed", "dotted", "double")
_UNKNOWN_COLOUR = "#777777"
_STYLE = """
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 76rem; padding: 0 1rem; font: 1rem/1.65 Georgia, serif; color: #1a1a1a;
  background: #fff; display: grid; grid-template-columns: minmax(0, 3fr) minmax(16rem, 2fr); gap: 0 2.5rem; }
header { grid-column: 1 / -1; border-bottom: 1px solid #bbb; margin-bottom: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .4rem; }
h2 { font: bold .8rem/1.4 system-ui, sans-serif; text-transform: uppercase; margin: 1rem 0 .3rem; }
.source, aside, .legend, sup { font-family: system-ui, sans-serif; font-size: .82rem; line-height: 1.45; }
main { white-space: pre-wrap; overflow-wrap: anywhere; }
.said, .line { text-decoration: underline; text-decoration-color: var(--c); text-decoration-thickness: 2px;
  text-underline-offset: 3px; }
.said { background: color-mix(in srgb, var(--c) 9%, #fff); }
.inner { background: color-mix(in srgb, var(--c) 22%, #fff); }
.mention { font-weight: bold; }
.cue { font-style: italic; }
sup { line-height: 0; }
sup a { color: color-mix(in srgb, var(--c) 70%, #000); font-weight: bold; text-decoration: none; padding: 0 1px; }
.legend ul, aside ol { list-style: none; margin: 0 0 1rem; padding: 0; }
.legend li { margin: .15rem 0; }
.letter { display: inline-block; min-width: 1.5em; text-align: center; font-weight: bold; color: #fff;
  background: color-mix(in srgb, var(--c) 75%, #000); border-radius: 3px; }
aside li { border-left: 3px solid var(--c); padding: 0 0 0 .6rem; margin: 0 0 .7rem; }
aside b a { color: inherit; }
.facts { color: #444; }
:target { outline: 2px solid #1a1a1a; outline-offset: 2px; }
@media (max-width: 55rem) { body { display: block; } }
@media print {
  body { display: block; margin: 0; max-width: none; font-size: 10.5pt; print-color-adjust: exact; }
  aside { border-top: 1px solid #bbb; margin-top: 1rem; columns: 2; }
  aside li { break-inside: avoid; }
}
"""


def page_of(marked: MarkedArticle) -> str:
    """The page. All text of the article, and all that was read out of it, is escaped."""
    article = marked.article
    title = escape(article.title or article.id)
    styles = {voice.letter: _style_of(i, voice) for i, voice in enumerate(marked.voices)}
    notes = {note.label: note for note in marked.notes}
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="{escape(article.language, quote=True)}">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
            f'<header><h1>{title}</h1><p class="source">{_source(marked)}</p>',
            f'<div class="legend"><h2>Who speaks</h2><ul>{"".join(_legend(marked, styles))}</ul></div></header>',
            f"<main>{''.join(_text(marked, notes, styles))}</main>",
            f"<aside><h2>Statements</h2><ol>{''.join(_note(note, styles) for note in marked.notes)}</ol></aside>",
            "</body>\n</html>\n",
        ]
    )


def _style_of(number: int, voice: Voice) -> str:
    if voice.letter == UNKNOWN:
        return f"--c: {_UNKNOWN_COLOUR}; text-decoration-style: wavy"
    line = _LINES[(number // len(_COLOURS) + number) % len(_LINES)]
    return f"--c: {_COLOURS[number % len(_COLOURS)]}; text-decoration-style: {line}"


def _source(marked: MarkedArticle) -> str:
    article, credit = marked.article, credit_of(marked.article)
    facts = [article.publisher or PUBLISHER_UNKNOWN, day_of(article), credit.licence, credit.note, article.id]
    linked = [escape(fact) for fact in facts if fact]
    if urlsplit(article.url or "").scheme in {"http", "https"}:
        linked.append(f'<a href="{escape(article.url or "", quote=True)}">{escape(article.url or "")}</a>')
    return " · ".join(linked)


def _legend(marked: MarkedArticle, styles: dict[str, str]) -> Iterator[str]:
    for voice in marked.voices:
        role = f", {escape(voice.role)}" if voice.role else ""
        count = f"{voice.statements} statement{'' if voice.statements == 1 else 's'}"
        yield (
            f'<li style="{styles[voice.letter]}"><span class="letter">{voice.letter}</span> <span class="line" '
            f'style="{styles[voice.letter]}">{escape(voice.name)}</span>{role} · {count}</li>'
        )


def _text(marked: MarkedArticle, notes: dict[str, Note], styles: dict[str, str]) -> Iterator[str]:
    linked: set[str] = set()
    for run in marked.runs:
        for label in run.starts:
            target = "" if label in linked else f' id="s-{label}"'
            linked.add(label)
            style = styles[notes[label].voice.letter]
            yield f'<sup style="{style}"{target}><a href="#n-{label}" title="{_title(notes[label])}">{label}</a></sup>'
        yield _run(run, notes, styles)


def _run(run: Run, notes: dict[str, Note], styles: dict[str, str]) -> str:
    classes = [name for name, on in (("mention", bool(run.mentions)), ("cue", run.cue)) if on]
    text = escape(run.text)
    if not run.notes:
        return f'<span class="{" ".join(classes)}">{text}</span>' if classes else text
    innermost = notes[run.notes[-1]]
    classes += ["said", *(["inner"] if len(run.notes) > 1 else [])]
    title = "&#10;".join(_title(notes[label]) for label in run.notes)
    style = styles[innermost.voice.letter]
    return f'<span class="{" ".join(classes)}" style="{style}" title="{title}">{text}</span>'


def _title(note: Note) -> str:
    facts = "; ".join(f"{name}: {value}" for name, value in note.facts)
    return escape(f"{note.label} {note.voice.name} ({facts})", quote=True)


def _note(note: Note, styles: dict[str, str]) -> str:
    facts = "; ".join(f"{escape(name)} {escape(value)}" for name, value in note.facts)
    return (
        f'<li id="n-{note.label}" style="{styles[note.voice.letter]}"><b><a href="#s-{note.label}">{note.label}</a> '
        f'{escape(note.voice.name)}</b><br><span class="facts">{facts}</span></li>'
    )
