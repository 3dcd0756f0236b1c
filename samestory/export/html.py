"""The report: everything held, as one HTML page that asks nothing of the network and works without scripts.

Only renders; what the page shows is chosen in page.py.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from samestory.export.page import page
from samestory.model import Contents
from samestory.speech import dress


def report(contents: Contents, title: str, rows: int | None = None, lang: str | None = None) -> str:
    """One self-contained page of ``contents`` under ``title``.

    Of a long account the ``rows`` rows that tell most are open (30 where None), the others fold away. What is
    in the language ``lang`` comes first, and the page's own words are in it where there are messages in it.
    Raises InputError for no language.

    Its content security policy allows its own style and script by their hashes and nothing else.
    """
    templates = Environment(
        loader=PackageLoader("samestory.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # All that is led to stands in the page itself.
    templates.globals["whole"] = True
    templates.filters["link"] = "#{}".format
    made = page(contents, rows, lang)
    dress(templates, made.speech)
    style = templates.get_template("report.css").render()
    script = templates.get_template("report.js").render()
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return templates.get_template("report.html.j2").render(
        page=made,
        title=title,
        policy=policy,
        style=Markup(style),
        script=Markup(script),
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
