"""Password-protected archives: the AES ones that archivers write today, and the old zip cipher."""

import io
from pathlib import Path

import pyzipper

from pipeline.errors import Refused
from pipeline.stages.read.asked import Limits, Password

HOW_TO_GIVE_IT = "Give it with --password-file, or type it when asked."


def data_members(path: Path, needed: bool) -> list[str]:
    """Names of the files in an archive, without folders and what a Mac puts beside them.

    One that cannot be opened is Refused; a damaged one only when it is `needed`, and else holds nothing.
    """
    try:
        with pyzipper.AESZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
    except PermissionError:
        raise Refused(f"{path.name}: the file cannot be opened. Check that you may read it.") from None
    except Exception:  # a damaged archive fails in a dozen ways, from struct.error to IndexError
        if needed:
            raise Refused(f"{path.name}: the archive cannot be opened; it is damaged or no .zip. Export it again.") from None
        return []
    return sorted(name for name in names if not name.startswith("__MACOSX/") and not name.endswith(".DS_Store"))


def unpack(data: bytes, name: str, password: Password, limits: Limits) -> bytes:
    """The bytes of one member; `name` is `archive.zip/member`, as messages call it.

    Raises Refused without or with the wrong password, when it is damaged, and when it unpacks beyond the limit.
    """
    locked = False
    try:
        with pyzipper.AESZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo(name.partition("/")[2])
            locked = bool(info.flag_bits & 1)
            with archive.open(info, pwd=_secret(password, name) if locked else None) as file:
                content: bytes = file.read(limits.file_bytes + 1)
    except Refused:
        raise
    except Exception:  # as above; a wrong password, too, may show only as damage
        raise Refused(_does_not_open(name, locked)) from None
    if len(content) > limits.file_bytes:
        raise Refused(f"{name}: unpacks to more than {limits.file_bytes:,} bytes. Split the extract or check what it holds.")
    return content


def _secret(password: Password, name: str) -> bytes:
    given = password(name) if callable(password) else password
    if not given:
        raise Refused(f"{name}: the archive has a password and none was given. {HOW_TO_GIVE_IT}")
    return given.encode("utf-8")


def _does_not_open(name: str, locked: bool) -> str:
    if locked:
        return f"{name}: the password does not open the archive, or the archive is damaged. {HOW_TO_GIVE_IT}"
    return f"{name}: the archive is damaged or packed in a way that cannot be read. Export it again."
