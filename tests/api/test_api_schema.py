"""Whatever is asked of the API is answered as its own description says, and never fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from samestory.dossier.opened import Dossier
from samestory.web.app import create


@pytest.fixture(scope="module")
def api(pile_dossier: Path, prepared: Path) -> Iterator[schemathesis.BaseSchema]:
    with Dossier(pile_dossier) as dossier:
        yield schemathesis.openapi.from_asgi("/api/openapi.json", create(dossier))


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(max_examples=15, derandomize=True, suppress_health_check=list(HealthCheck))
def test_answers_are_as_described(case: schemathesis.Case):
    case.call_and_validate()
