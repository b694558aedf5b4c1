"""Clauses (句法分析): of each verb of the field, who acts, on what, where, and whether it is so.

Chinese marks what a name does in a clause by the word before it: 由, 被 the one who acts, 对, 将
the one acted on, 在, 赴 the place. A name without such a word is the subject where it opens the
clause, and the object where it follows the verb. A clause that opens with its verb goes on with
the subject of the clause before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from loaders.documents.grammar.anaphora import referred, shortened
from loaders.documents.grammar.predicate import Predicate
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import Run, runs
from loaders.documents.lexicon import alternation, lists
from loaders.documents.statements import EntityType, Span
from loaders.documents.text.segment import Sentence
from loaders.documents.text.spans import Spans

__all__ = ["predicates", "stated"]

_KINDS: Final = tuple(name.removeprefix("verb.") for name in lists() if name.startswith("verb."))

_OF_VERB: Final = {
    verb: frozenset(kind for kind in _KINDS if verb in lists()[f"verb.{kind}"])
    for kind in _KINDS
    for verb in lists()[f"verb.{kind}"]
}
_VERB: Final = re.compile(alternation(*(f"verb.{kind}" for kind in _KINDS)))
_DEICTIC: Final = r"(?:[我本全该各你贵][省市区县国州]|辖区内?)?"
_MARKED: Final = re.compile(
    rf"(?:(?P<agent>{alternation('clause.agent')})|(?P<target>{alternation('clause.target')})"
    rf"|(?P<place>{alternation('clause.place')})|(?P<partner>与|同)|(?P<ground>按|据)){_DEICTIC}[“《]?\Z"
)
_LEAD: Final = re.compile(
    rf"(?:[#\s“《,，至\-—~许左右晚]|[一二三四五六七八九十]+是|[\d一二三四五六七八九十]+[年月日时点分]"
    rf"|[上中下][旬午]|以来|{alternation('clause.lead')})*"
)
_AFTER: Final = re.compile(
    rf"[”》]?(?:等[\d一二两三四五六七八九十多]*[余多]?[个家]?(?:单位|部门|企业|公司|园区|地|市|区|县)*)?"
    rf"(?:{alternation('clause.member')}(?:一行)?)?(?:{alternation('clause.after_subject')}|{_VERB.pattern}|\d|$|[,，:：；;。（(])"
)
_OTHER: Final = re.compile(
    rf"(?!{_VERB.pattern}|{alternation('clause.after_subject', 'clause.target', 'clause.agent')})"
    rf"(?:{alternation('clause.other_subject')}"
    rf"|[^,，。;；“《]{{0,8}}?{alternation('clause.other_actor')}(?={_AFTER.pattern}))"
)
_GAP: Final = re.compile(
    r"(?:的|了?集[^。]{2,60}?[为于]一体的)?(?:[了着对在由为以就“《\s]|[一二三两\d]+[起个项家批次]|第[一二三四五\d]+[个项批次届]|首[个批次家]"
    r"|全[省市区县国]|[本我该各][省市区县地]|新版?|关于|开展|建设|实施|进行|推进|较?[大小]|重特?大|一般|有关|相关|年度)*"
    r"|[^的,，。由被]{0,4}"
)
_HEAD: Final = re.compile(rf"[”》]?{alternation('clause.head_noun', 'clause.heeded')}")
_HEEDED: Final = re.compile(rf"[”》]?{alternation('clause.heeded')}")
_VERB_OR_WISH: Final = re.compile(
    rf"(?P<skip>集[^,，。;；]{{2,60}}?[于为]一体的?)"
    rf"|(?P<wish>{alternation('modality.wish')})|(?P<unreal>{alternation('modality.unreal')}|必须"
    rf"|(?<![主重需必摘纪概首简只不紧])要(?!求|点|素|闻|害|道|件|塞|情))|(?P<verb>{_VERB.pattern})"
)
_NOT_YET: Final = re.compile(
    rf"(?:{alternation('modality.denied', 'modality.future')}|正在?研究)"
    rf"(?:{alternation('clause.after_subject')})*\Z"
)
_DANGLING: Final = re.compile("(?:近年来[,，])?(?:通过|经过|依托|借助|利用|运用|除了|除)")
_VISITED: Final = frozenset({EntityType.ENTERPRISE})
_TOWARDS: Final = re.compile("对|针对")
_NOUN_ENDINGS: Final = frozenset("人组员站队厅局处室科部长者工")
_FAR: Final = 400


@lru_cache(maxsize=4)
def predicates(reading: Reading) -> tuple[Predicate, ...]:
    """Return the verbs of a document, in order (谓词列表)."""
    found: list[Predicate] = []
    carried: Run | None = None
    end = 0
    for sentence in reading.sentences:
        if "\n" in reading.text[end : sentence.span.start]:
            carried = None
        told = list(_of(reading, sentence, carried))
        found += told
        carried = (told[-1].subject if told else None) or carried
        end = sentence.span.end
    return tuple(found)


def stated(reading: Reading, *kinds: str) -> Iterator[Predicate]:
    """Yield the verbs of some meanings that are stated as so (所述之事)."""
    wanted = frozenset(kinds)
    return (p for p in predicates(reading) if p.real and p.kinds & wanted)


def _of(reading: Reading, sentence: Sentence, carried: Run | None) -> Iterator[Predicate]:
    subject: Run | None = None
    topic: Run | None = None
    visited: Run | None = None
    wished = False
    dangling: list[Predicate] = []
    for span in sentence.clauses:
        clause = _Clause(reading, span, sentence.span, subject, topic, carried, place=visited)
        found = clause.read(wished=wished)
        visited = clause.place if _is_visit(clause, found) else None
        wished = clause.wished
        if clause.subject:
            yield from (replace(p, subject=clause.subject) for p in dangling)
            dangling = []
        opens = _DANGLING.match(reading.text, span.start) or (dangling and found and found[0].opens)
        if found and opens and not (subject or clause.subject):
            dangling += found
            continue
        yield from dangling
        dangling = []
        yield from found
        subject = clause.subject or clause.inherited
        if any(p.agent for p in found):
            topic = clause.subject
        elif clause.target and not any(p.kinds for p in found):
            topic = clause.target
    yield from dangling


def _is_visit(clause: "_Clause", found: Sequence[Predicate]) -> bool:
    """Return whether a clause says no more than whither: 检查组来到甲公司,…."""
    there = clause.place.of(_VISITED) if clause.place else ()
    return bool(there) and not any(p.kinds for p in found)


def _place(named: Named) -> int:
    return named.span.start


def _denied(reading: Reading, floor: int, verb: int) -> bool:
    return bool(_NOT_YET.search(reading.text[max(floor, verb - 12) : verb]))


@dataclass(slots=True)
class _Clause:
    """Reads one clause from left to right."""

    reading: Reading
    span: Span
    sentence: Span
    inherited: Run | None
    topic: Run | None
    carried: Run | None
    subject: Run | None = None
    before: Run | None = None
    agent: Run | None = None
    target: Run | None = None
    place: Run | None = None
    partner: Run | None = None
    lead: int = 0
    wished: bool = False
    follows: bool = False
    anaphor: Named | None = None
    done: list[Predicate] = field(default_factory=list)
    open: list[Predicate] = field(default_factory=list)

    def read(self, *, wished: bool) -> list[Predicate]:
        """Return the verbs of the clause; of one without any, what stands in it."""
        self.wished = wished
        position = self.span.start
        lead = _LEAD.match(self.reading.text, self.span.start, self.span.end)
        self.lead = lead.end() if lead else position
        named = self.reading.mentions(self.span)
        short = shortened(self.reading, self.span)
        if short:
            taken = Spans(n.span for n in named)
            named = tuple(
                sorted((*named, *(n for n in short if not taken.hold(n.span))), key=_place)
            )
        nameless = named[0].span.start if named else self.span.end
        meant = referred(self.reading, self.lead)
        if meant and self.lead < nameless and self._is_whole(meant):
            named = (meant, *named)
            self.anaphor = meant
        elif _OTHER.match(self.reading.text, self.lead, nameless):
            self.inherited = self.carried = None
        for run in runs(self.reading, named):
            self._verbs(position, run.span.start)
            self._run(run)
            position = run.span.end
        self._verbs(position, self.span.end)
        self._close()
        if not self.done and (self.target or self.place or self.agent):
            self.done.append(self._predicate(Span(self.span.end, self.span.end), frozenset()))
        return self.done

    def _is_whole(self, meant: Named) -> bool:
        """Return whether the word that refers is not part of a longer one, nor 该局的."""
        return not self.reading.text.startswith(("的", "人", "长"), meant.span.end)

    def _verbs(self, start: int, end: int) -> None:
        """Take up the verbs between two names, and the wishes."""
        for match in _VERB_OR_WISH.finditer(self.reading.text, start, end):
            if match.group("skip"):
                continue
            if match.group("verb") is None:
                self.wished = self.wished or match.group("wish") is None or not self.follows
            elif self._is_verb(match):
                span, kinds = Span(*match.span()), _OF_VERB[match.group()]
                if self.open and span.start > self.open[-1].verb.end:
                    self._close()
                self.open.append(self._predicate(span, kinds))
                self.follows = self.follows or "follow" in kinds

    def _is_verb(self, match: re.Match[str]) -> bool:
        """Return whether it is a word by itself, not the front of 负责人 or 检查组."""
        words, end = self.reading.words, match.end()
        fronts = self.reading.text[end : end + 1] in _NOUN_ENDINGS
        return words.begins(end) or (words.begins(match.start()) and not fronts)

    def _predicate(self, verb: Span, kinds: frozenset[str]) -> Predicate:
        return Predicate(
            verb=verb,
            kinds=kinds,
            clause=self.span,
            sentence=self.sentence,
            opens=self.lead >= verb.start,
            subject=self.subject or self.inherited,
            before=self.before,
            agent=self.agent,
            target=self.target,
            place=self.place,
            partner=self.partner,
            topic=self.topic,
            carried=None if self.subject or self.inherited else self.carried,
            real=not self.wished and not _denied(self.reading, self.span.start, verb.start),
        )

    def _close(self) -> None:
        self.done += self.open
        self.open = []

    def _run(self, run: Run) -> None:
        start = run.span.start
        marked = self._mark(start)
        if self.open and self._governs(run):
            self.open = [replace(p, objects=run) for p in self.open]
            self._close()
        elif marked:
            self._marked(marked, run)
        elif self._is_subject(run):
            self.subject = run
        elif self._is_far_target(run):
            self.target = run
        self.before = run

    def _mark(self, start: int) -> re.Match[str] | None:
        """Return the word before a name that says what it does here, if it is a word by itself."""
        floor = max(self.span.start, start - 8)
        found = _MARKED.search(self.reading.text[floor:start])
        if found is None:
            return None
        place = floor + found.start()
        follows = place in {self.span.start, self.before.span.end if self.before else -1}
        return found if follows or self.reading.words.begins(place) else None

    def _marked(self, marked: re.Match[str], run: Run) -> None:
        if marked.group("agent"):
            self.agent = run
        elif marked.group("target"):
            self.target = run
        elif marked.group("place"):
            self.place = run
        elif marked.group("partner"):
            self.partner = run
        self._close()

    def _governs(self, run: Run) -> bool:
        """Return whether the run is the object of the verbs before it."""
        start, end = self.open[-1].verb.end, run.span.start
        if end - start > _FAR or not _GAP.fullmatch(self.reading.text, start, end):
            return False
        is_paper = run.heads[-1].type in {EntityType.PROGRAMME, EntityType.PLATFORM}
        if "follow" in self.open[-1].kinds and _HEEDED.match(self.reading.text, run.span.end):
            return True
        return not (is_paper and _HEAD.match(self.reading.text, run.span.end))

    def _is_far_target(self, run: Run) -> bool:
        """Return whether 对 that opens the clause is for this name: 对有隐患的甲公司."""
        if self.target or self.done or self.open:
            return False
        text, start = self.reading.text, run.span.start
        return text.startswith("的", start - 1) and bool(_TOWARDS.match(text, self.lead, start))

    def _is_subject(self, run: Run) -> bool:
        if self.subject or self.done or self.open:
            return False
        if self.anaphor and self.anaphor.span.start == run.span.start:
            return True
        return self.lead >= run.span.start and bool(
            _AFTER.match(self.reading.text, run.span.end, self.span.end)
        )
