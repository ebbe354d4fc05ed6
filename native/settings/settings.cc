// Sets variables of the process that TensorFlow reads as it loads, which Java cannot, and tells what
// came of it. Needs no other library, so it loads before TensorFlow; org.ostrichml.model.OneDnn calls it.

#include <cstdlib>

#include <dlfcn.h>

#include "java.h"

// What the user has set stays.
OSTRICH_JAVA void Java_org_ostrichml_model_OneDnn_setDefaults(void*, void*) {
  setenv("TF_ENABLE_ONEDNN_OPTS", "1", 0);
  setenv("TF_CPP_MIN_LOG_LEVEL", "1", 0);  // Else a line says that oneDNN is on.
}

// Whether TensorFlow uses oneDNN: 1 or 0, or -1 where it is not loaded or does not say.
OSTRICH_JAVA int32_t Java_org_ostrichml_model_OneDnn_state(void*, void*) {
  void* tensorflow = dlopen("libtensorflow_framework.so.2", RTLD_LAZY | RTLD_NOLOAD);
  if (tensorflow == nullptr) {
    return -1;
  }
  // tensorflow::IsMKLEnabled()
  auto enabled = reinterpret_cast<bool (*)()>(dlsym(tensorflow, "_ZN10tensorflow12IsMKLEnabledEv"));
  const int32_t state = enabled == nullptr ? -1 : enabled();
  dlclose(tensorflow);
  return state;
}
