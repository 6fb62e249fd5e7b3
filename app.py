"""The recruiters' page: ask, and see the words that each answer rests on. `rolecall studio` starts it.

Words from postings are shown by `st.html`, escaped: Streamlit's Markdown rewrites "--" and "->" even where they are
escaped, and a quote must stand as it is.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import streamlit as st

from bot import chat, grid, incident, markup, settings
from bot.answer import Answer, Citation, Turn

OPENERS = ("What is the salary?", "Can I work remotely?", "What are the benefits?", "How do I apply?")
OFFERED = 12  # postings offered as buttons where the bot asks which is meant; the picker has them all

STYLE = """<style>
.said p { margin: 0 0 .35rem; line-height: 1.55 }
.said ul { margin: 0; padding-left: 1.2rem } .said li { margin: 0 0 .25rem; line-height: 1.5 }
.said, .posting { white-space: pre-wrap; overflow-wrap: anywhere }
.said b { font-weight: 600; font-size: .78em; opacity: .65; vertical-align: .15em; margin-left: .15em }
.said table { border-collapse: collapse; line-height: 1.45 }
.said th, .said td { text-align: left; vertical-align: top; padding: .3rem .9rem .3rem 0; font-weight: 400 }
.said th { font-weight: 600 } .said tr > th:first-child { white-space: nowrap }
.said tr + tr { border-top: 1px solid color-mix(in srgb, currentColor 14%, transparent) }
.unanswered { border-left: 3px solid color-mix(in srgb, #f2b400 70%, transparent); padding-left: .8rem }
.posting { line-height: 1.6; font-size: .95rem }
.posting strong { font-weight: 600 }
.posting mark { background: color-mix(in srgb, #f2b400 34%, transparent); color: inherit; padding: .1em 0 }
</style>"""
SCROLL = """<script>
setTimeout(() => document.querySelector(".posting mark")?.scrollIntoView({block: "center"}), 150)
</script>"""


def main() -> None:
    st.set_page_config(page_title="Rolecall", page_icon=":material/quick_reference_all:")
    st.html(STYLE)
    incident.keep_log(settings.home())
    try:
        page(opened(str(settings.home())))
    except chat.RolecallError as error:
        st.info(literal(str(error)))
    except Exception as error:
        st.error(literal(incident.record(error, settings.home())))


@st.cache_resource(show_spinner="Opening the index")
def opened(home: str) -> chat.Chat:
    return chat.open_chat(Path(home))


def page(bot: chat.Chat) -> None:
    exchanges: list[tuple[str, Answer]] = st.session_state.setdefault("exchanges", [])
    posting = sidebar(bot)
    # A click on a suggestion is asked as if it had been typed.
    typed = st.chat_input("Ask about a posting")
    asked = st.session_state.pop("pending", None) or typed
    with st.chat_message("assistant", avatar=":material/forum:"):
        st.html(f'<div class="said">{markup.paragraph(hello())}</div>')
        with st.empty():  # cleared at once when a question comes, not when its answer does
            if not exchanges and not asked:
                suggest((bot.suggestions(posting) if posting else ()) or OPENERS, "opener")
    for n, (question, answer) in enumerate(exchanges):
        show_question(question)
        with st.chat_message("assistant", avatar=":material/forum:"):
            show_answer(bot, answer, n, last=not asked and n == len(exchanges) - 1)
    if asked:
        show_question(asked)
        with st.chat_message("assistant", avatar=":material/forum:"):
            with st.spinner("Reading"):
                answer = bot.ask(asked, posting=posting, history=history(exchanges))
            exchanges.append((asked, answer))
            show_answer(bot, answer, len(exchanges) - 1, last=True)


def sidebar(bot: chat.Chat) -> str | None:
    """The picker; returns the id of the posting that is asked about, None for all."""
    names = {"": "All postings"}
    for summary in bot.postings():
        names[summary.id] = summary.title + (" (closed)" if summary.status == "closed" else "")
    with st.sidebar:
        st.subheader("Rolecall")
        # Not None for all of them: Streamlit shows that as no choice made.
        chosen: str = st.selectbox("Ask about", list(names), format_func=lambda key: names[key], key="posting")
        st.button("New conversation", on_click=st.session_state.pop, args=("exchanges", None), width="stretch")
        st.caption(literal(f"Every answer quotes the postings. For anything else, ask {settings.contact()}."))
    return chosen or None


def hello() -> str:
    return (
        "I am a bot. I answer from the job postings, and show the words that I rely on. "
        f"Where a posting is silent I say so; for a person, ask {settings.contact()}."
    )


def history(exchanges: Iterable[tuple[str, Answer]]) -> list[Turn]:
    return [turn for asked, answer in exchanges for turn in (Turn("user", asked), Turn("assistant", answer.text))]


def show_question(question: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.html(f'<div class="said">{markup.paragraph(question)}</div>')


def show_answer(bot: chat.Chat, answer: Answer, n: int, last: bool) -> None:
    """The sentences, a button for each passage, and under the last answer what to ask next."""
    kind = "said unanswered" if answer.status in ("not_stated", "declined") else "said"
    rows = grid.grid(answer)
    said = markup.comparison(rows, answer.postings) if rows else markup.sentences(answer.parts)
    st.html(f'<div class="{kind}">{said}</div>')
    passages: dict[tuple[str, str], list[Citation]] = {}
    for citation in (c for c in answer.citations if c.quote != c.posting_title):
        passages.setdefault((citation.posting_id, citation.section), []).append(citation)
    with st.container(horizontal=True, gap="small"):
        for m, cited in enumerate(passages.values()):
            name = passage_name(cited)
            if st.button(name, key=f"passage-{n}-{m}", icon=":material/format_quote:", type="tertiary"):
                st.dialog(literal(cited[0].posting_title), width="medium")(show_posting)(bot, cited)
    if answer.credit:
        st.caption(literal(answer.credit))
    if last and (answer.status == "clarify" or answer.reason == "no_posting"):
        with st.container(horizontal=True, gap="small"):
            for ref in answer.postings[:OFFERED]:
                st.button(literal(ref.title), key=f"choose-{ref.id}", on_click=choose, args=(ref.id, answer.question))
        if len(answer.postings) > OFFERED:
            st.caption(f"The list at the left has all {len(answer.postings)}.")
    elif last:
        suggest(answer.suggestions, f"next-{n}")


def suggest(questions: Iterable[str], key: str) -> None:
    with st.container(horizontal=True, gap="small"):
        for n, question in enumerate(questions):
            st.button(literal(question), key=f"{key}-{n}", on_click=choose, args=(st.session_state.posting, question))


def choose(posting: str, question: str) -> None:
    st.session_state.posting, st.session_state.pending = posting, question


def show_posting(bot: chat.Chat, cited: Sequence[Citation]) -> None:
    """The whole posting with the quotes marked; the quotes alone, where it has changed since the answer."""
    posting = bot.posting(cited[0].posting_id)
    if all(posting.quote(c.start, c.end) == c.quote for c in cited):
        st.html(f'<div class="posting">{markup.posting(posting, cited)}</div>')
        st.html(SCROLL, unsafe_allow_javascript=True)
    else:
        st.caption("The posting has changed since this answer. It quoted:")
        st.html(f'<div class="posting">{markup.quotes(cited)}</div>')


def passage_name(cited: Sequence[Citation]) -> str:
    numbers, title, section = "".join(f"[{c.n}]" for c in cited), cited[0].posting_title, cited[0].section
    where = title if section in ("", title) else f"{title} › {section}"
    return literal(f"{numbers} {where}" if len(where) <= 90 else f"{numbers} {where[:40]}… › {section[:50]}")


def literal(text: str) -> str:
    """The text for a place that reads Markdown (a label, a title): every mark of punctuation escaped."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


if __name__ == "__main__":
    main()
