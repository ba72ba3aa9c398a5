"""Images as typst takes them from memory: text, so that pixels stand inside of an SVG."""

from base64 import b64encode

from examc.files.imagefiles import MEDIA_TYPES, ending_of, size


def printable(data: bytes, name: str) -> bytes | None:
    """An image as an SVG; None for one that cannot be printed."""
    ending = ending_of(data, name)
    if ending == ".svg":
        return data if _is_text(data) else None
    pixels = size(data)
    if not ending or pixels is None:
        return None
    width, height = pixels
    code = b64encode(data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}"><image width="{width}" height="{height}" '
        f'href="data:{MEDIA_TYPES[ending.lower()]};base64,{code}"/></svg>\n'
    ).encode()


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
