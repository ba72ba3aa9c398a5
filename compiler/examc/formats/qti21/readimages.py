"""The images of a package, by their address in a document of it."""

from examc.formats.foreign import images
from examc.formats.foreign.packages import Package
from examc.formats.qti21 import names


class Images(images.Images):
    """The images that the items of a package show."""

    def __init__(self, package: Package) -> None:
        super().__init__()
        self.package = package

    def path(self, folder: str, address: str, *, ours: bool) -> images.Found:
        """The path of the image at an address in a document of a folder, or why there is none."""
        return self.elsewhere(address) or self._file(folder, address, ours=ours)

    def _file(self, folder: str, address: str, *, ours: bool) -> images.Found:
        name = self.package.find(folder, address)
        if name is None:
            return "", images.MISSING
        origin = names.media_source(name) if ours else ""
        return self.known(name) or self.keep(name, name, self.package.files[name], origin)
