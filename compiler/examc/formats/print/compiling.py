"""Source of typst → PDF/UA-1, from memory; the home of typst."""

from collections.abc import Callable, Mapping
from typing import cast

from examc.core import lazyre
from examc.files.extras import needed

_UNSHOWN = lazyre.compile(r'the text `"((?:[^`]|`(?!"))*)"` could not be displayed')
_CODE = lazyre.compile(r"\\u\{([0-9a-f]{1,6})\}")
_PAGES = lazyre.compile(rb"/Type/Page(?!s)")


class Unshown(Exception):
    """No font has a drawing of these characters."""

    def __init__(self, characters: str) -> None:
        super().__init__(characters)
        self.characters = characters


class Refused(Exception):
    """typst takes the source for wrong; the text says why in one line."""


def compiled(
    files: Mapping[str, bytes], main: str, fonts: str = "", *, accessible: bool = True
) -> bytes:
    """The PDF of one of the files, which sees the others and nothing else of the disk.

    `fonts` is a folder with more fonts than typst's own. Where it is not `accessible`, it need not
    be what PDF/UA asks. Raises Unshown, Refused, MissingExtra.
    """
    with needed("to print an exam"):
        import typst
    compile = cast(Callable[..., bytes], typst.compile)  # its stub forgets files from memory
    seen = {"main.typ" if name == main else name: data for name, data in files.items()}
    try:
        return compile(
            seen,
            format="pdf",
            font_paths=[fonts] if fonts else [],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"] if accessible else [],
            pdf_tags=accessible,
        )
    except typst.TypstError as error:
        unshown = "".join(_UNSHOWN.findall(error.diagnostic))
        if unshown:
            raise Unshown(_CODE.sub(lambda found: chr(int(found[1], 16)), unshown)) from error
        raise Refused(error.message) from error
    except RuntimeError as error:
        raise Refused(str(error)) from error
    except BaseException as error:  # a panic inside of typst is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise Refused(str(error)) from error


def prints(image: bytes, *, pixels: bool) -> bool:
    """Whether an image, as an SVG, can be printed; `pixels` that stand in it are looked for."""
    text = b'#set document(title: "x", date: none)\n#image("x.svg", alt: "x")'
    try:
        pdf = compiled({"x.typ": text, "x.svg": image}, "x.typ")
    except (Refused, Unshown):
        return False
    return not pixels or b"/Subtype/Image" in pdf


def pages(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    return len(_PAGES.findall(pdf))
