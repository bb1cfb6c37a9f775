"""Static files under an address that changes when they do, so that browsers may keep them for good."""

import hashlib
import mimetypes
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, send_from_directory

from facilitator.config import packed

assets = Blueprint("assets", __name__)
FOR_GOOD = 365 * 24 * 60 * 60
SKIPPED = "node_modules"

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
    response = send_from_directory(current_app.config["ASSETS_FOLDER"], path)
    if version == current_app.config["ASSETS_VERSION"]:
        response.headers["Cache-Control"] = f"public, max-age={FOR_GOOD}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response


@assets.get("/favicon.ico")
def favicon() -> Response:
    """The mark, for browsers that ask for it unasked."""
    return send_from_directory(current_app.config["ASSETS_FOLDER"], "icon.svg", max_age=86_400)
