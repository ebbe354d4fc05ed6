// How many threads the kernels may use; org.ostrichml.model.NativeKernels calls it.

#include "java.h"
#include "parallel.h"

OSTRICH_JAVA void Java_org_ostrichml_model_NativeKernels_limitThreads(void*, void*, int32_t most) {
  ostrich::limit_threads(most);
}
