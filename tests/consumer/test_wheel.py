# SPDX-License-Identifier: Apache-2.0
"""A C++ project finds the headers and the packs inside the installed Python package."""

import importlib.util
import os
import subprocess
from pathlib import Path

CONSUMER = Path(__file__).resolve().parent / "find_package"


def test_find_package_takes_the_wheel(tmp_path: Path) -> None:
    """The same consumer as of the CMake install, less the compiled library, which a wheel does not carry."""
    spec = importlib.util.find_spec("cailiang")
    assert spec is not None and spec.submodule_search_locations
    config = next(
        Path(place) / "cmake" for place in spec.submodule_search_locations if (Path(place) / "cmake").exists()
    )
    build = tmp_path / "build"
    configure = ["cmake", "-S", str(CONSUMER), "-B", str(build), f"-Dcailiang_DIR={config}"]
    subprocess.run(configure, check=True, env={**os.environ, "CXX": "g++", "CMAKE_GENERATOR": "Ninja"})
    subprocess.run(["cmake", "--build", str(build), "--parallel", "2"], check=True)
    subprocess.run(["ctest", "--test-dir", str(build), "--output-on-failure", "--no-tests=error"], check=True)
