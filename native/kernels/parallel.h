// Threads of the library's own: those of TensorFlow cannot be had through its C API.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace ostrich {

// How many threads work, that of the caller included.
int threads();

// Lets no more threads work than that, if none has worked yet.
void limit_threads(int most);

// Calls `work(first, last)` for parts of [0, n) that are at most `grain` long, on this thread and
// those of the pool, and returns when all are done. Where a part begins depends on n and grain
// alone. Any number of threads may call it at once; `work` must not call it, nor throw.
void parallel_for(int64_t n, int64_t grain, const std::function<void(int64_t, int64_t)>& work);

// Calls `work(image, first_row, last_row)` for strips of images of so many rows, at most `high` rows
// each, as parallel_for does for parts.
void parallel_rows(int64_t images, int64_t rows, int64_t high,
                   const std::function<void(int64_t, int64_t, int64_t)>& work);

// A thread's memory to work with, which it keeps: fresh memory of this size costs more than it saves.
float* scratch(size_t size);

}  // namespace ostrich
