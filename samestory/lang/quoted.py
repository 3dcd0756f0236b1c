"""The record of a language's words for quotes; the lists stand in its file, the rules in ``read/``."""

from __future__ import annotations

import msgspec


class Quotes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How words are told to be someone's, beside the marks of ``[sentences]``.

    ``verbs`` attribute what is said, beside ``sentences.saying``; ``according`` stand before the name of who
    says it, ``according_after`` behind it, ``asides`` only right behind a closing mark. ``pronouns`` and the
    nouns ``speakers`` may stand for who says it; where ``drops_pronoun``, nothing need, and where
    ``compounds``, a word may end in such a noun. Where ``interposes``, who says it may stand between commas
    within the marks. ``not_cues`` hold such a word and tell nothing. ``leads`` open a clause in
    front of who says it ("but").

    Of those told: ``audience`` stands before their name, ``towards`` too but also before other names,
    ``audience_after`` behind it; ``audience_endings`` are set off from it. Where ``audience_at_verb``, a
    body's name right behind the verb is theirs.

    Of reported speech: ``that`` opens it behind a verb of these or of ``reporting``; ``as_told`` opens the
    clause of who says it ("as X said"); such a clause may also end a sentence, with a verb that is none of
    ``transitive``. ``according_nouns`` tell of a source some words behind ``according_opens``. Where
    ``comma_opens``, a comma may stand for the opening word if the clause has one of ``reported_forms``
    or ends as one of ``infinitives`` does ("zu *en"), and opens with none of ``subordinate``. Behind the
    verbs ``bare`` a clause follows at once, its first word one of ``clause_openers`` or a name that none of
    ``not_verbs`` follows; behind ``promises`` an infinitive or soon one of ``to``. ``reported_endings`` end
    the word before the verb where the clause stands before it.
    """

    verbs: frozenset[str] = frozenset()
    according: frozenset[str] = frozenset()
    according_after: frozenset[str] = frozenset()
    asides: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    drops_pronoun: bool = False
    compounds: bool = False
    interposes: bool = False
    audience: frozenset[str] = frozenset()
    towards: frozenset[str] = frozenset()
    audience_after: frozenset[str] = frozenset()
    audience_endings: frozenset[str] = frozenset()
    audience_at_verb: bool = False
    not_cues: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    transitive: frozenset[str] = frozenset()
    as_told: frozenset[str] = frozenset()
    according_opens: frozenset[str] = frozenset()
    according_nouns: frozenset[str] = frozenset()
    comma_opens: bool = False
    reported_forms: frozenset[str] = frozenset()
    infinitives: frozenset[str] = frozenset()
    subordinate: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    clause_openers: frozenset[str] = frozenset()
    not_verbs: frozenset[str] = frozenset()
    promises: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    reported_endings: frozenset[str] = frozenset()
