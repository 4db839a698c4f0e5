# SPDX-License-Identifier: Apache-2.0
"""The officer's dialogue: questions in Chinese, a range that narrows, the reasons at the end."""

from .dialogue import run

__all__ = ["run"]
