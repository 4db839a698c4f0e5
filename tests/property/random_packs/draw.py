# SPDX-License-Identifier: Apache-2.0
"""What is drawn by chance: the same for the same seed."""

import random


def label(text):
    return {"zh": text}


class Draw:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.ids = 0

    def chance(self, share):
        return self.random.random() < share

    def pick(self, *listed):
        return self.random.choice(listed)

    def some(self, listed, least, most):
        return self.random.sample(listed, min(len(listed), self.random.randint(least, most)))

    def id(self, stem):
        self.ids += 1
        return f"{stem}{self.ids}"
