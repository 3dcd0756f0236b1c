"""The application under /api: its paths, its description at openapi.json, and a page that lists them."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from samestory.api import shapes_held
from samestory.api.answers import Answers
from samestory.api.correcting import Works, correcting
from samestory.api.problems import handle
from samestory.api.routes import reading
from samestory.dossier.opened import Dossier

ABOUT = (
    "What a dossier holds, as the command prints it with `--json`. Offsets are Unicode code points, "
    "half-open, into the text of an article, which never changes. Ids are hashes of contents; that of a "
    "story changes with its articles. Errors are problems as RFC 9457 has them."
)
PAGE = Markup("""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>API · {dossier}</title>
<link rel="stylesheet" href="/static/style.css"></head>
<body><main id="main"><h1>API</h1>
<p>Every answer is JSON. Their form is in <a href="/api/openapi.json">openapi.json</a>.</p>
{paths}<p><a href="/">Back to the reader</a></p></main></body></html>
""")
PATH = Markup("<h3><code>{verb} {path}</code></h3><p>{summary}{parameters}</p>")


def create(dossier: Dossier, works: Works | None = None) -> FastAPI:
    """The application for ``dossier``; whoever mounts it says who may ask.

    Without ``works``, which carry corrections out, it only reads.
    """
    app = FastAPI(
        title="Samestory",
        description=ABOUT,
        version=version("samestory"),
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        # An answer's form is told by its shape alone.
        separate_input_output_schemas=False,
    )
    app.include_router(reading(Answers(dossier)))
    if works is not None:
        app.include_router(correcting(dossier, works))
    handle(app)
    _describe(app)

    @app.get("/", include_in_schema=False)
    def listed() -> HTMLResponse:
        return HTMLResponse(page(app.openapi(), dossier.path.stem))

    return app


def page(described: dict[str, Any], dossier: str) -> str:
    """The paths that OpenAPI has ``described``, to be read."""
    each = (
        PATH.format(
            verb=verb.upper(),
            path=f"/api{path}",
            summary=told.get("summary", ""),
            parameters=_parameters(told.get("parameters", [])),
        )
        for path, verbs in described["paths"].items()
        for verb, told in verbs.items()
    )
    return PAGE.format(dossier=dossier, paths=Markup("\n").join(each))


def _parameters(told: list[dict[str, Any]]) -> Markup:
    names = [Markup("<code>{}</code>").format(one["name"]) for one in told if one["in"] == "query"]
    return Markup(": ") + Markup(", ").join(names) if names else Markup("")


def _describe(app: FastAPI) -> None:
    """Have problems in the description, in place of FastAPI's own form of a refusal."""
    made = app.openapi

    def described() -> dict[str, Any]:
        told = made()
        schemas = told.setdefault("components", {}).setdefault("schemas", {})
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        schemas["Problem"] = shapes_held.Problem.model_json_schema()
        return told

    app.openapi = described  # type: ignore[method-assign]
