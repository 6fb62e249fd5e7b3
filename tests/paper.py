"""PDF and Word files made by hand, sound and hostile."""

import io
import zipfile
import zlib
from collections.abc import Sequence

Line = tuple[float, float, str, str, float]
"""x, y from the top, text, font ("F1" regular, "F2" bold), size."""


def pdf(*pages: Sequence[Line]) -> bytes:
    """A PDF with lines of text at their places, letter size."""
    streams = ["".join(_shown(line) for line in page).encode("latin-1") for page in pages]
    return of_streams([zlib.compress(stream) for stream in streams])


def _shown(line: Line) -> str:
    x, y, text, font, size = line
    words = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {792 - y} Td ({words}) Tj ET\n"


def of_streams(streams: Sequence[bytes], filters: str = "/FlateDecode", more: Sequence[bytes] = ()) -> bytes:
    """A PDF whose pages have these content streams."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    ]
    for n, stream in enumerate(streams):
        fonts = "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {fonts} /Contents {6 + 2 * n} 0 R >>"
        head = f"<< /Length {len(stream)} /Filter {filters} >>\nstream\n".encode()
        objects += [page.encode(), head + stream + b"\nendstream"]
    return whole([*objects, *more])


def whole(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, with its table of places."""
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    table = out.tell()
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode())
    out.write(b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, table))
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: str, style: str = "", bold: bool = False) -> str:
    looks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p>{looks}<w:r>{run}<w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, head: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A Word file with this body; `head` stands before its root element."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>'
    )
    names = {"Heading1": "heading 1", "Heading2": "heading 2", "ListParagraph": "List Paragraph"}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>' for id, name in names.items()
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        archive.writestr("word/document.xml", f"{head}<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return out.getvalue()
