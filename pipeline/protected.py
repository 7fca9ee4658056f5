"""Archives that a password protects, for what leaves the landlord: AES-256, as archivers open it."""

import io
from datetime import date

import pyzipper


def protected(members: dict[str, bytes], password: str, day: date) -> bytes:
    """A .zip of the members, in their order, encrypted with AES-256 under the password; members are dated `day`."""
    content = io.BytesIO()
    with pyzipper.AESZipFile(content, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode("utf-8"))
        for name, data in members.items():
            archive.writestr(archive.zipinfo_cls(name, (day.year, day.month, day.day, 0, 0, 0)), data, pyzipper.ZIP_DEFLATED)
    return content.getvalue()


def unprotected(content: bytes, password: str) -> dict[str, bytes]:
    """The members of such an archive, to see that it opens before it is sent."""
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        archive.setpassword(password.encode("utf-8"))
        return {name: archive.read(name) for name in archive.namelist()}
