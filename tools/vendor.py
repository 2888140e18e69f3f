"""Fetch the browser parts we use from npm, by pinned version and hash, and nothing else.

    python tools/vendor.py          check and copy, downloading what is missing
    python tools/vendor.py --pin    the same, and record the hashes found (after a version bump)

``vendor.toml`` lists every package with its version and the sha512 that npm publishes for it, and every
file that is copied out, with its sha256. A package that does not match its hash is not opened.
"""

import base64
import hashlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANIFEST = ROOT / "bijak/shell/static/vendor/vendor.toml"
SOURCE_MAP = re.compile(rb"\n?(/\*|//)# sourceMappingURL=[^\s*]+( ?\*/)?")
DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def fetch(package: dict, pin: bool) -> tarfile.TarFile:
    """The published archive of a package, refused unless its sha512 is the recorded one."""
    with tempfile.TemporaryDirectory() as folder:
        name = f"{package['name']}@{package['version']}"
        subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        content = archive.read_bytes()
        found = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
        if pin:
            package["integrity"] = found
        if found != package["integrity"]:
            sys.exit(f"{name} is not what was recorded: {found} instead of {package['integrity']}.")
    return tarfile.open(fileobj=io.BytesIO(content))


def read(archive: tarfile.TarFile, path: str) -> bytes:
    member = archive.extractfile(f"package/{path}")
    if member is None:
        sys.exit(f"The archive has no file {path}.")
    # A map that is not shipped would be asked for by the browser and looked for by collectstatic.
    return SOURCE_MAP.sub(b"", member.read())


def sprite(archive: tarfile.TarFile, names: list[str]) -> bytes:
    """One SVG with a symbol per icon, so that a page fetches them all once."""
    symbols = []
    for name in sorted(names):
        (drawing,) = DRAWING.findall(read(archive, f"icons/outline/{name}.svg").decode())
        paths = "".join(line.strip() for line in drawing.splitlines() if 'stroke="none"' not in line)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{paths.replace(" />", "/>")}</symbol>')
    return ('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n").encode()


def write_manifest(manifest: dict, header: str) -> None:
    lines = [header]
    for package in manifest["package"]:
        lines.append("\n[[package]]")
        lines += [f'{key} = "{package[key]}"' for key in ("name", "version", "licence", "why", "integrity")]
        if "icons" in package:
            lines.append(render_icons(package["icons"]))
        for file in package["file"]:
            lines.append("[[package.file]]")
            lines += [f'{key} = "{file[key]}"' for key in ("from", "to", "sha256")]
    MANIFEST.write_text("\n".join(lines) + "\n")


def render_icons(names: list[str]) -> str:
    rows, row = [], "   "
    for name in sorted(set(names)):
        if len(row) + len(name) + 4 > 108:
            rows.append(row)
            row = "   "
        row += f' "{name}",'
    return "icons = [\n" + "\n".join([*rows, row]) + "\n]"


def main(pin: bool) -> None:
    text = MANIFEST.read_text()
    manifest = tomllib.loads(text)
    for package in manifest["package"]:
        with fetch(package, pin) as archive:
            for file in package["file"]:
                content = (
                    sprite(archive, package["icons"])
                    if file["from"] == "sprite"
                    else read(archive, file["from"])
                )
                found = hashlib.sha256(content).hexdigest()
                if pin:
                    file["sha256"] = found
                if found != file["sha256"]:
                    sys.exit(f"{file['to']} differs from the manifest: {found}.")
                target = ROOT / file["to"]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        print(f"{package['name']} {package['version']}")
    if pin:
        write_manifest(manifest, text[: text.index("[[package]]")].rstrip())


if __name__ == "__main__":
    main(pin="--pin" in sys.argv[1:])
