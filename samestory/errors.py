"""Every error Samestory raises on purpose; each message says what happened, where, and what to do.

SamestoryError
├── InputError            a path or option the user gave cannot be used
├── UnreadableDocument    one document cannot be read; becomes a Failure, the run goes on
├── WeightsError          the encoder's weights are missing or damaged
│   ├── WeightsMissing
│   └── WeightsDamaged
├── WorkersLost           workers died again and again at the same documents, or their scheduler did
├── WorkersUnlike         a worker of a cluster has another Samestory, or other weights
├── LanguageDataError     a file in lang/ does not say what it should
└── DossierError          the dossier cannot be opened or written
    ├── DossierMissing
    └── DossierVersionError
"""


class SamestoryError(Exception):
    """Base of all errors raised on purpose."""


class InputError(SamestoryError):
    """A path or option the user gave cannot be used."""


class UnreadableDocument(SamestoryError):
    """One document cannot be read; the pipeline records it as a Failure and goes on."""


class WeightsError(SamestoryError):
    """The encoder's weights cannot be used."""


class WeightsMissing(WeightsError):
    """No prepared weights, and nothing here to prepare them from."""


class WeightsDamaged(WeightsError):
    """Weights are there but do not match their checksum or layout."""


class WorkersLost(SamestoryError):
    """Worker processes died again and again at the same documents, as they do when memory runs out.

    Or the scheduler of a cluster was lost.
    """


class WorkersUnlike(SamestoryError):
    """A worker of a cluster reads with another version of Samestory, or with other weights."""


class LanguageDataError(SamestoryError):
    """A file in lang/ does not say what it should."""


class DossierError(SamestoryError):
    """The dossier cannot be opened or written."""


class DossierMissing(DossierError):
    """No dossier at the path given."""


class DossierVersionError(DossierError):
    """The dossier was written by another version of the schema."""
