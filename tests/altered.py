"""Musterstadt altered in one thing: other rows, filters, services, questions."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from laufmappe.domain.condition import ALWAYS, Is
from laufmappe.domain.guide import Guide
from laufmappe.domain.question import Option, Question
from laufmappe.domain.rules import BASE, Branch, Filter, Pair, Row, Table
from laufmappe.domain.service import Phone

Alter = Callable[[Guide], Guide]


def one(part: str, key: str, /, **values: Any) -> Alter:
    """Return what alters one service, kind of office, role, deadline or question."""
    def alter(guide: Guide) -> Guide:
        every = getattr(guide, part)
        return replace(guide, **{part: {**every, key: replace(every[key], **values)}})

    return alter


def without(part: str, name: str) -> Alter:
    """Return what takes one of these away."""
    def alter(guide: Guide) -> Guide:
        return replace(guide, **{part: {
            key: each for key, each in getattr(guide, part).items() if key != name}})

    return alter


def in_tables(change: Callable[[Table], Table]) -> Alter:
    """Return what alters every table."""
    def alter(guide: Guide) -> Guide:
        return replace(guide, safety=change(guide.safety), duty=change(guide.duty),
                       advice=change(guide.advice),
                       needs={name: change(table) for name, table in guide.needs.items()})

    return alter


def row(name: str, /, **values: Any) -> Alter:
    """Return what alters a row."""
    return in_tables(lambda table: replace(table, rows=tuple(
        replace(each, **values) if each.id == name else each for each in table.rows)))


def no_row(name: str) -> Alter:
    """Return what takes a row away."""
    return in_tables(lambda table: replace(
        table, rows=tuple(each for each in table.rows if each.id != name)))


def before(name: str, new: Row) -> Alter:
    """Return what puts a new row before another one."""
    def change(table: Table) -> Table:
        rows = [one for each in table.rows
                for one in ((new, each) if each.id == name else (each,))]
        return replace(table, rows=tuple(rows))

    return in_tables(change)


def turned(table: str) -> Alter:
    """Return what turns the rows of safety or duty round."""
    return lambda guide: replace(guide, **{table: replace(
        getattr(guide, table), rows=getattr(guide, table).rows[::-1])})


def filters(name: str, *new: Filter) -> Alter:
    """Return what puts filters in the place of one."""
    return lambda guide: replace(guide, filters=tuple(
        some for each in guide.filters for some in (new if each.id == name else (each,))))


def said(name: str, /, **values: Any) -> Alter:
    """Return what alters a filter."""
    return lambda guide: replace(guide, filters=tuple(
        replace(each, **values) if each.id == name else each for each in guide.filters))


def option(question: str, name: str, /, **values: Any) -> Alter:
    """Return what alters an option of a question or adds it."""
    def alter(guide: Guide) -> Guide:
        known = guide.questions[question].options
        made = replace(known.get(name, Option(name, 25, name)), **values)
        return one("questions", question, options={**known, name: made})(guide)

    return alter


def no_option(question: str, *names: str) -> Alter:
    """Return what takes options of a question away."""
    def alter(guide: Guide) -> Guide:
        known = guide.questions[question].options
        return one("questions", question, options={
            key: each for key, each in known.items() if key not in names})(guide)

    return alter


def several(*alters: Alter) -> Alter:
    """Return what alters several things."""
    def alter(guide: Guide) -> Guide:
        for each in alters:
            guide = each(guide)
        return guide

    return alter


def service(like: str, name: str, /, **values: Any) -> Alter:
    """Return what adds a service that is like another one."""
    def alter(guide: Guide) -> Guide:
        made = replace(guide.services[like], id=name, number=90, name=name.title(), **values)
        return replace(guide, services={**guide.services, name: made})

    return alter


def phone(owner: str, old: str, new: str) -> Alter:
    """Return what gives an organization another telephone number."""
    def alter(guide: Guide) -> Guide:
        def other(each: Phone) -> Phone:
            return replace(each, number=new, tel=new) if each.number == old else each

        return replace(guide, services={
            name: replace(each, phones=tuple(map(other, each.phones)))
            if each.organization.id == owner else each for name, each in guide.services.items()})

    return alter


def need(name: str, *rows: Row) -> Alter:
    """Return what adds a need with its table."""
    def alter(guide: Guide) -> Guide:
        added = option("need", name)(guide)
        return replace(added, needs={**added.needs, name: Table(name, rows)})

    return alter


def no_need(name: str) -> Alter:
    """Return what takes a need away."""
    return several(no_option("need", name), without("needs", name))


MEET = Pair("leisure", "begegnung")
DESK = Pair("first-advice", "welcome-desk")
POLICE = Pair("emergency", "notruf-polizei")
REGISTRY = Pair("registration", "meldebehoerde")
RESIDENCE = Pair("residence-law", "auslaenderbehoerde")
NEW_ROW = Row("N1", Is("registered", frozenset({"yes"})), (MEET, DESK), "Neu hier.")
PETS = Question("pets", 29, "Haben Sie ein Tier?", {"dog": Option("dog", 1, "Einen Hund"),
                                                    "cat": Option("cat", 2, "Eine Katze")})
DOG = Row("N2", Is("pets", frozenset({"dog"})), (MEET,), "Mit dem Hund.")


def asked(guide: Guide) -> Guide:
    """Add a question that decides about a row."""
    added = replace(guide, questions={**guide.questions, "pets": PETS})
    return before("F6", DOG)(added)


ALTERS: dict[str, Alter] = {
    "nothing": lambda guide: guide,
    "row gone": no_row("F2"),
    "safety row gone": no_row("S9"),
    "duty gone": no_row("D1"),
    "advice gone": no_row("A2"),
    "sentence": row("F3", why="Anders."),
    "sentence for the young": row("C8", why_young="Du anders."),
    "sentence without": row("F2", why_without={REGISTRY: "Ohne Amt."}),
    "sentence elsewhere": row("F2", about=(Pair("health", "krankenkasse"),)),
    "sentence about more": row("F5", about=(Pair("money", "sozialamt-asylblg"), MEET)),
    "sentence about another": several(
        row("F5", about=(RESIDENCE,), why_without={RESIDENCE: "Ohne."}),
        one("offices", "auslaenderbehoerde", called=("Ohne",))),
    "phone": one("services", "rathaus", phones=()),
    "phone of the city": phone("stadt", "030 23125-100", "030 23125-999"),
    "unreachable": one("services", "migrationsberatung", phones=(), website=""),
    "service gone": without("services", "migrationsberatung"),
    "service renamed": one("services", "migrationsberatung", name="Beratung am Platz"),
    "service new": service("migrationsberatung", "zweite", languages=("en",), state="unconfirmed"),
    "service for Arabic": service("jmd", "dritte", languages=("ar",)),
    "service with conditions": one("services", "migrationsberatung", statuses=frozenset({"eu"}),
                                   statuses_partly=frozenset({"work"})),
    "for all ages": one("services", "migrationsberatung", ages=None),
    "for some ages": one("services", "jmd", ages=(14, 26)),
    "what to bring": one("services", "rathaus", bring=("Pass",)),
    "what everybody brings": lambda guide: replace(
        guide, bring={**guide.bring, "general": ("Alles",), "confidential": ("Nichts",)}),
    "exposed filter gone": filters("FLT1"),
    "line gone": filters("FLT3"),
    "line other": said("FLT3", say="Andere Zeile."),
    "fallback gone": filters("FLT4"),
    "say gone": filters("FLT2"),
    "replacing gone": filters("FLT16"),
    "deadline filter gone": filters("FLT17"),
    "filter for a row": filters("FLT6", Filter(
        "FLT6", Is("registered", frozenset({"yes"})), rows=frozenset({"S9"}), say="Zeile.",
        fallback=(MEET,))),
    "row new": before("F2", NEW_ROW),
    "branch new": row("F6", send=(Branch(Is("topic", frozenset({"meet"})), (MEET,), (DESK,)),)),
    "order of a list": row("F3", send=(REGISTRY, RESIDENCE, BASE, Branch(
        Is("topic", frozenset({"meet"})), (MEET,)))),
    "order of safety": turned("safety"),
    "order of duties": several(one("deadlines", "D-EXTEND", days=1)),
    "deadline": one("deadlines", "D-REG", text="In einer Woche"),
    "deadline elsewhere": one("deadlines", "D-REG", roles=frozenset({"residence-law"})),
    "deadline other": row("F3", deadlines=("D-EXTEND",)),
    "urgency": one("roles", "money", urgency="now"),
    "papers": one("offices", "auslaenderbehoerde", gives=frozenset({"meldebestaetigung"})),
    "office": one("offices", "begegnung", title="Menschen treffen"),
    "hidden": one("questions", "status", groups={"hidden": frozenset({"no_papers"})}),
    "question new": asked,
    "option new": several(option("topic", "pets"), before("F2", replace(
        NEW_ROW, when=Is("topic", frozenset({"pets"}))))),
    "option gone": no_option("topic", "meet"),
    "default other": one("questions", "kind", default="child_in_danger"),
    "need new": need("work", replace(NEW_ROW, when=ALWAYS)),
    "need gone": no_need("safety"),
    "status gone": no_option("status", "work"),
    "age for others": option("age", "12-17", who=frozenset({"child"})),
    "children told": before("F2", replace(NEW_ROW, when=Is("children", frozenset({"0"})))),
}
