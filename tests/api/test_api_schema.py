"""Whatever is asked of the API is answered as its own description says, and never fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from samestory.api.app import create
from samestory.dossier.opened import Dossier

# Of each path, so many requests that its description allows, and so many that it does not.
EXAMPLES = 12


@pytest.fixture(scope="module")
def dossier(pile_dossier: Path, prepared: Path) -> Iterator[Dossier]:
    with Dossier(pile_dossier) as opened:
        yield opened


@pytest.fixture(scope="module")
def api(dossier: Dossier) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/openapi.json", create(dossier))


@pytest.fixture(scope="module")
def ids(dossier: Dossier) -> dict[str, list[str]]:
    held = dossier.catalogue()
    return {
        "story": list(held.stories), "thread": list(held.threads), "article": list(held.articles),
        "name": list(held.entities),
    }  # fmt: skip


def asking(operation: Any, mode: GenerationMode, ids: dict[str, list[str]]) -> Counter[int]:
    """The statuses of what was asked; where it is allowed by the description, of what is held."""
    statuses = Counter[int]()

    @given(operation.as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def asked(case: schemathesis.Case) -> None:
        for name in case.path_parameters if mode is GenerationMode.POSITIVE else ():
            case.path_parameters[name] = ids[name][statuses.total() % len(ids[name])]
        # What is asked for in the right form may still be called so by nobody.
        statuses[case.call_and_validate(excluded_checks=[positive_data_acceptance]).status_code] += 1

    asked()
    return statuses


def test_what_is_allowed_is_answered_as_described(api: schemathesis.BaseSchema, ids: dict[str, list[str]]):
    operations = [found.ok() for found in api.get_all_operations()]
    assert len(operations) > 15
    for one in operations:
        assert asking(one, GenerationMode.POSITIVE, ids)[200] or one.path == "/why", one.label


def test_what_is_not_allowed_is_refused(api: schemathesis.BaseSchema, ids: dict[str, list[str]]):
    refused = Counter[int]()
    for one in (found.ok() for found in api.get_all_operations()):
        try:
            refused += asking(one, GenerationMode.NEGATIVE, ids)
        except Unsatisfiable:
            # It takes nothing that could be wrong.
            assert one.path == "/overview"
    assert refused[422] > 0.8 * refused.total()
