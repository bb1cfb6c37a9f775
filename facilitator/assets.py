"""Static files under an address that changes when they do, so that browsers may keep them for good."""

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request, send_from_directory
from werkzeug.security import safe_join

from facilitator.config import packed

assets = Blueprint("assets", __name__)
FOR_GOOD = 365 * 24 * 60 * 60
SKIPPED = "node_modules"
COMPRESSED = frozenset({"text/javascript", "text/css", "image/svg+xml"})
"""What becomes a third when it is compressed; fonts and pictures are already."""

# Not every system knows them, and a module or a font of an unknown type is refused by the browser.
for kind, ending in (("text/javascript", ".js"), ("font/woff2", ".woff2"), ("image/svg+xml", ".svg"), ("text/css", ".css")):
    mimetypes.add_type(kind, ending)


def version_of(folder: Path) -> str:
    """Ten letters that stand for everything in the folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder)
        if SKIPPED not in name.parts:
            digest.update(f"{name.as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:10]


def serve_assets(app: Flask) -> None:
    """Serves the folder `static`, and gives templates `asset(path)` and `assets_base()`."""
    folder = packed("static")
    app.config["ASSETS_FOLDER"] = folder
    app.config["ASSETS_VERSION"] = version_of(folder)
    app.register_blueprint(assets)
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["assets_base"] = lambda: asset("").rstrip("/")


def asset(path: str) -> str:
    """The address of a static file. Relative imports from it carry the same version."""
    return f"/assets/{current_app.config['ASSETS_VERSION']}/{path}"


@assets.get("/assets/<version>/<path:path>")
def file(version: str, path: str) -> Response:
    """A static file. One asked for under an old version is given, but not kept."""
    if SKIPPED in path.split("/"):
        abort(404)
    response = _compressed(path) or send_from_directory(current_app.config["ASSETS_FOLDER"], path)
    response.vary.add("Accept-Encoding")
    if version == current_app.config["ASSETS_VERSION"]:
        response.headers["Cache-Control"] = f"public, max-age={FOR_GOOD}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response


def _compressed(path: str) -> Response | None:
    """The file compressed, for whoever can read it so: on bad wifi that is what one waits for. None where it is not worth it."""
    kind = mimetypes.guess_type(path)[0]
    found = safe_join(current_app.config["ASSETS_FOLDER"], path)
    if kind not in COMPRESSED or not request.accept_encodings["gzip"] or found is None or not Path(found).is_file():
        return None
    response = Response(_packed(found, current_app.config["ASSETS_VERSION"]), mimetype=kind)
    response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=512)
def _packed(file: str, version: str) -> bytes:
    # Once for each version of our files: they are few.
    return gzip.compress(Path(file).read_bytes(), 9, mtime=0)


@assets.get("/favicon.ico")
def favicon() -> Response:
    """The mark, for browsers that ask for it unasked."""
    return send_from_directory(current_app.config["ASSETS_FOLDER"], "icon.svg", max_age=86_400)
