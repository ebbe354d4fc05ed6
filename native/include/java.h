// What Java calls, as its native interface has it, whose header not every machine has.
#pragma once

#include <cstdint>

#define OSTRICH_JAVA extern "C" __attribute__((visibility("default")))
