# SPDX-License-Identifier: MIT
"""The sign-off page as one HTML file: no script, nothing fetched, made to be read and printed."""

from collections.abc import Iterator
from html import escape

from caregiver_app.domain.levels import Level
from docs.sign_off.page import Entry, Fact, Grid, Row, Section, SignOff
from docs.sign_off.rule_sections import READS

_MARKS = {Level.EMERGENCY: "\u25a0", Level.URGENT: "\u25b2", Level.WATCH: "\u25c6"}
_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 15px/1.4 "IBM Plex Sans", system-ui, sans-serif; color: #1a1f26; background: #fff;
  max-width: 68rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.3rem; margin: 2.4rem 0 .4rem; border-bottom: 3px solid #1a1f26; }
h3 { font-size: 1.05rem; margin: 0; }
p { margin: .3rem 0; max-width: 46rem; }
a { color: #1d4f80; }
.state { font-weight: 600; border: 2px solid #1a1f26; padding: .4rem .7rem; display: inline-block; }
.summary { display: grid; grid-template-columns: max-content max-content; gap: .1rem 1.2rem; }
.summary dd { margin: 0; font-weight: 600; text-align: right; }
nav ol { columns: 2; padding-left: 2rem; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0 1.2rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
caption small, .source { font-weight: 400; color: #444c56; font-size: .87rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; overflow-wrap: break-word;
  border-bottom: 1px solid #9aa3ad; }
thead th { border-bottom: 2px solid #1a1f26; background: #eef0f2; font-size: .87rem; }
tbody th { font-weight: 600; }
.plain tbody th { font-weight: 400; }
td .ticks { display: flex; }
td .line { flex: 1; min-height: 1.4rem; min-width: 5rem; }
.rule { display: grid; grid-template-columns: 1fr 13rem; gap: .2rem 1rem; padding: .6rem 0;
  border-bottom: 1px solid #9aa3ad; }
.rule h3 { grid-column: 1 / -1; }
.rule dl { display: grid; grid-template-columns: 7.5rem 1fr; gap: .15rem .8rem; margin: 0; }
.rule dt { color: #444c56; font-size: .87rem; padding-top: .1rem; }
.rule dd { margin: 0; overflow-wrap: break-word; }
.told { font-weight: 600; }
.heard { position: absolute; clip-path: inset(50%); }
.ticks { display: flex; gap: .9rem; align-items: flex-end; flex-wrap: wrap; }
.rule .line { flex-basis: 100%; }
label { display: inline-flex; align-items: center; gap: .35rem; min-height: 24px; }
input[type=checkbox] { width: 18px; height: 18px; margin: 0; }
.line { width: 100%; border: 0; border-bottom: 1px solid #1a1f26; min-height: 1.9rem; font: inherit;
  background: none; display: block; resize: none; }
.sign { border: 2px solid #1a1f26; padding: 1rem; margin-top: 1.5rem; }
.sign label { display: grid; grid-template-columns: 12rem 1fr; margin: .5rem 0; }
@media (max-width: 44rem) { .rule { grid-template-columns: 1fr; } nav ol { columns: 1; } }
@media print {
  @page { size: letter; margin: 14mm 12mm; }
  body { font-size: 9.5pt; max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; }
  h2, h3, caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .rule, .sign { break-inside: avoid; }
}
"""


def html(page: SignOff) -> str:
    """Return the whole file; every text is escaped."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: SignOff) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{escape(page.language)}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(page.title)}, {escape(page.heading)}</title>"
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<header>"
    yield f"<h1>{escape(page.title)}</h1>\n<p>{escape(page.heading)}</p>"
    yield f'<p class="state">{escape(page.state)}</p>'
    yield from (f"<p>{escape(text)}</p>" for text in page.how_to_use)
    yield '<dl class="summary">'
    yield from (f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in page.summary)
    yield '</dl>\n</header>\n<nav aria-label="Contents">\n<h2>Contents</h2>\n<ol>'
    yield from (f'<li><a href="#{s.id}">{escape(s.title)}</a></li>' for s in page.sections)
    yield "</ol>\n</nav>\n<main>"
    for section in page.sections:
        yield from _section(section)
    yield from _signature(page)
    yield "</main>\n</body>\n</html>"


def _section(section: Section) -> Iterator[str]:
    yield f'<section id="{section.id}" aria-labelledby="h-{section.id}">'
    yield f'<h2 id="h-{section.id}">{escape(section.title)}</h2>'
    yield from (f"<p>{escape(text)}</p>" for text in section.intro)
    for part in section.parts:
        yield from _entry(part) if isinstance(part, Entry) else _grid(part, section.title)
    yield "</section>"


def _entry(entry: Entry) -> Iterator[str]:
    mark = ""
    if entry.level is not None:
        mark = f' <span aria-hidden="true">{_MARKS[entry.level]}</span> {entry.level.name}'
    yield f'<article class="rule" id="{entry.id}"><h3>{escape(entry.title)}{mark}</h3>\n<dl>'
    for fact in entry.facts:
        yield from _fact(fact)
    yield f"</dl>\n<div>{_ticks(entry.id, entry.title)}</div></article>"


def _fact(fact: Fact) -> Iterator[str]:
    told = ' class="told"' if fact.label.startswith(READS) else ""
    for place, text in enumerate(fact.texts):
        yield f"<dt>{escape('' if place else fact.label)}</dt><dd{told}>{escape(text)}</dd>"


def _grid(grid: Grid, chapter: str) -> Iterator[str]:
    source = f"<br><small>{escape(grid.source)}</small>" if grid.source else ""
    title = escape(grid.caption)
    if grid.caption == chapter:
        title = f'<span class="heard">{title}</span>'
    kind = "asks plain" if grid.asks else "plain" if len(grid.columns) == 1 else "named"
    yield f'<table id="{grid.id}" class="{kind}">\n<caption>{title}{source}</caption>'
    whole, share = sum(column.width for column in grid.columns), 50 if grid.asks else 70
    cols = (f'<col style="width: {share * c.width / whole:.1f}%">' for c in grid.columns)
    yield f"<colgroup>{''.join(cols)}<col></colgroup>\n<thead><tr>"
    yield from (f'<th scope="col">{escape(column.title)}</th>' for column in grid.columns)
    yield f'<th scope="col" class="view">{"Your answer" if grid.asks else "Your view"}</th>'
    yield "</tr></thead>\n<tbody>"
    for row in grid.rows:
        yield _row(grid, row)
    yield "</tbody>\n</table>"


def _row(grid: Grid, row: Row) -> str:
    first, *others = row.cells
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
    name = f"{grid.caption}: {first}"
    view = _ticks(row.id, name)
    if grid.asks:
        about = escape(f"Answer, {name}")
        view = f'<textarea class="line" rows="3" aria-label="{about}"></textarea>'
    return f'<tr id="{row.id}"><th scope="row">{escape(first)}</th>{cells}<td>{view}</td></tr>'


def _ticks(name: str, about: str) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" id="{name}-{word}" '
        f'aria-label="{escape(f"{word}: {about}")}">{word}</label>'
        for word in ("agree", "change")
    )
    return f'<span class="ticks">{boxes}{_line(name, f"What to change: {about}")}</span>'


def _line(name: str, about: str) -> str:
    return f'<input class="line" type="text" id="{name}-line" aria-label="{escape(about)}">'


def _signature(page: SignOff) -> Iterator[str]:
    yield '<section id="signature" aria-labelledby="h-signature" class="sign">'
    yield f'<h2 id="h-signature">Signature</h2>\n<p>{escape(page.declaration)}</p>'
    for place, words in enumerate(page.signature_lines, 1):
        yield f'<label>{escape(words)}<input class="line" type="text" id="sign-{place}"></label>'
    yield "</section>"
