"""Images as typst takes them from memory: text, so that pixels stand inside of an SVG."""

from base64 import b64encode
from functools import lru_cache

from examc.files.imagefiles import MEDIA_TYPES, ending_of, size
from examc.formats.print.compiling import prints


@lru_cache(maxsize=64)
def printable(data: bytes, name: str) -> bytes | None:
    """An image as an SVG; None for one that cannot be printed, which only a trial shows."""
    ending = ending_of(data, name).lower()
    if ending == ".svg":
        return data if _is_text(data) and prints(data, pixels=False) else None
    pixels = size(data)
    if not ending or pixels is None:
        return None
    width, height = pixels
    wrapped = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}"><image width="{width}" height="{height}" '
        f'href="data:{MEDIA_TYPES[ending]};base64,{b64encode(data).decode()}"/></svg>\n'
    ).encode()
    return wrapped if prints(wrapped, pixels=True) else None


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
