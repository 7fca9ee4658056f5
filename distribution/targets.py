"""The machines that are supported: each Python on each operating system, as markers and package tags describe them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {"linux": ("posix", "Linux"), "win32": ("nt", "Windows"), "darwin": ("posix", "Darwin")}
MACHINES = (("linux", "x86_64"), ("linux", "aarch64"), ("win32", "AMD64"), ("darwin", "arm64"))
PATCHES = (0, 99)
"""The first release of a Python and one beyond all its later ones: a marker may tell them apart."""

GLIBC = range(28, 4, -1)

TAGS = {
    ("linux", "x86_64"): (*(f"manylinux_2_{minor}_x86_64" for minor in GLIBC), "manylinux2014_x86_64"),
    ("linux", "aarch64"): (*(f"manylinux_2_{minor}_aarch64" for minor in GLIBC), "manylinux2014_aarch64"),
    ("win32", "AMD64"): ("win_amd64",),
    ("darwin", "arm64"): ("macosx_14_0_arm64",),
}
"""The tags of the wheels that each machine takes: glibc 2.28 is Debian 10 and RHEL 8, macOS 14 the oldest that Apple mends."""


@dataclass(frozen=True)
class Target:
    """One supported machine: a Python (such as 3.12), its patch release, a `sys.platform` and a kind of processor."""

    python: str
    patch: int
    platform: str
    machine: str

    def __str__(self) -> str:
        return f"Python {self.python} on {self.platform} {self.machine}"

    @property
    def environment(self) -> dict[str, str]:
        """What markers are judged by there (PEP 508), every variable given, so that nothing of this machine slips in."""
        os_name, system = SYSTEMS[self.platform]
        full = f"{self.python}.{self.patch}"
        return {
            "implementation_name": "cpython",
            "implementation_version": full,
            "os_name": os_name,
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": system,
            "platform_version": "",
            "python_full_version": full,
            "python_version": self.python,
            "sys_platform": self.platform,
        }


def targets() -> Iterator[Target]:
    """Every supported machine, in a fixed order."""
    for python, patch, (platform, machine) in product(PYTHONS, PATCHES, MACHINES):
        yield Target(python, patch, platform, machine)
