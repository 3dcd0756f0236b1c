"""The network's half of reading: what addresses lead to, stored as it comes, so that a run resumes.

Asks only for what is new: a list (a feed or sitemap) by its own mark of change, a page when a list says that
it has changed, or when it is given itself. Which requests are made how is fetch/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from samestory.fetch.address import absolute, canonical
from samestory.fetch.client import Answer
from samestory.fetch.dates import believed
from samestory.fetch.kinds import Page, page
from samestory.fetch.listings import Entry, Listing, listing
from samestory.fetch.polite import Polite
from samestory.fetch.trouble import NotFetched
from samestory.ids import content_id
from samestory.ingest.given import WEB
from samestory.intake import Counts, Options, Task, model, work_through
from samestory.model import Document, Failure
from samestory.progress import Progress
from samestory.store.web import Asked
from samestory.store.writer import Batch, Sighting

if TYPE_CHECKING:
    from samestory.reading import Made
    from samestory.store.writer import Writer
