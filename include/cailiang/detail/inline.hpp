// SPDX-License-Identifier: Apache-2.0
#pragma once

// Heavy function bodies live in detail/*.ipp. Headers alone, they are inline; with CAILIANG_COMPILED the headers only
// declare them and src/*.cpp is their one home.
#ifdef CAILIANG_COMPILED
#define CAILIANG_INLINE
#else
#define CAILIANG_INLINE inline
#endif
