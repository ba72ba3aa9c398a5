"""Rich text for self-contained pages: formulas as MathML, images inside the page itself."""

import base64
import posixpath
from collections.abc import Mapping

from examc import tex, xhtml
from examc.content import Image, Math
from examc.imagefiles import MEDIA_TYPES


class PageWriter(xhtml.Writer):
    """Writes content for a browser that shall load nothing else."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def math(self, math: Math) -> str:
        """Write a formula as MathML; as LaTeX where that cannot be made."""
        return tex.mathml(math.tex, display=math.display) or super().math(math)

    def image(self, image: Image) -> str:
        """Write an image of the exam; of a missing or remote one its text only."""
        if image.src not in self.files:
            return f"<em>[{xhtml.escape(image.alt or image.src)}]</em>"
        return super().image(image)

    def image_src(self, src: str) -> str:
        """The bytes of an image as an address."""
        kind = MEDIA_TYPES.get(posixpath.splitext(src)[1].lower(), "application/octet-stream")
        return f"data:{kind};base64,{base64.b64encode(self.files[src]).decode()}"
