"""Word files to HTML. Runs in the child process of `sandbox.py`."""

import zipfile
from io import BytesIO

from ingest.errors import SourceError

LARGEST = 100 * 1024 * 1024  # bytes of all members, unpacked
RATIO = 200  # unpacked to packed; text packs to about a tenth
MEMBERS = 5_000


def docx_html(data: bytes) -> str:
    """The document's HTML. Raises SourceError where the file is no Word file, or not one that is safe to open."""
    _check(data)
    import mammoth

    options = {"convert_image": mammoth.images.img_element(lambda image: {"src": ""})}
    page = str(mammoth.convert_to_html(BytesIO(data), **options).value)
    if not page.strip():
        raise SourceError("It is a Word file without text. Save it as text, or as a PDF with text.")
    return f"<html><body>{page}</body></html>"


def _check(data: bytes) -> None:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceError("It is a Word file that is damaged or cut off. Save it anew.") from error
    names = {member.filename for member in members}
    if "word/document.xml" not in names:
        raise SourceError("It is an archive, not a Word file. Unpack it, and ingest what is in it.")
    size, packed = (sum(getattr(m, name) for m in members) for name in ("file_size", "compress_size"))
    if len(members) > MEMBERS or size > LARGEST or size > RATIO * max(packed, 10_000):
        raise SourceError("It unpacks to more than a Word file of a posting can hold, so it was not opened.")
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as file:  # the sizes in the list may lie; what is read is counted
                head = file.read(LARGEST + 1)
            if len(head) > LARGEST or b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise SourceError("It holds parts that no Word program writes, so it was not opened.")
