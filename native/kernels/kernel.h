// A kernel as a class: constructed from an op's attributes, it has compute(context, status).
#pragma once

#include <vector>

#include "status.h"

namespace ostrich {

// The attributes of the op that a kernel is made for.
class Attributes {
 public:
  Attributes(TF_OpKernelConstruction* context, Status& status)
      : context_(context), status_(status) {}

  int64_t integer(const char* name) {
    int64_t value = 0;
    if (status_.ok()) {
      TF_OpKernelConstruction_GetAttrInt64(context_, name, &value, status_.get());
    }
    return value;
  }

  float number(const char* name) {
    float value = 0;
    if (status_.ok()) {
      TF_OpKernelConstruction_GetAttrFloat(context_, name, &value, status_.get());
    }
    return value;
  }

  std::vector<int64_t> integers(const char* name) {
    std::vector<int64_t> values(static_cast<size_t>(size(name, true)));
    if (status_.ok() && !values.empty()) {
      TF_OpKernelConstruction_GetAttrInt64List(context_, name, values.data(),
                                               static_cast<int>(values.size()), status_.get());
    }
    return values;
  }

  std::vector<char> text(const char* name) {
    std::vector<char> value(static_cast<size_t>(size(name, false)));
    if (status_.ok()) {
      TF_OpKernelConstruction_GetAttrString(context_, name, value.data(), value.size(),
                                            status_.get());
    }
    return value;
  }

  void require(bool holds, const char* why) {
    if (status_.ok() && !holds) {
      status_.refuse(why);
    }
  }

 private:
  int32_t size(const char* name, bool list) {
    int32_t length = 0;
    int32_t bytes = 0;
    if (status_.ok()) {
      TF_OpKernelConstruction_GetAttrSize(context_, name, &length, &bytes, status_.get());
    }
    const int32_t found = list ? length : bytes;
    return found < 0 ? 0 : found;
  }

  TF_OpKernelConstruction* context_;
  Status& status_;
};

template <class Kernel>
void* create(TF_OpKernelConstruction* context) {
  Status status;
  Attributes attributes(context, status);
  auto* kernel = new Kernel(attributes);
  if (!status.ok()) {
    TF_OpKernelConstruction_Failure(context, status.get());
  }
  return kernel;
}

template <class Kernel>
void compute(void* kernel, TF_OpKernelContext* context) {
  Status status;
  static_cast<const Kernel*>(kernel)->compute(context, status);
  if (!status.ok()) {
    TF_OpKernelContext_Failure(context, status.get());
  }
}

template <class Kernel>
void destroy(void* kernel) {
  delete static_cast<Kernel*>(kernel);
}

// Registers a kernel for float32 on a CPU.
template <class Kernel>
bool register_kernel(const char* op) {
  Status status;
  TF_RegisterKernelBuilder(
      op, TF_NewKernelBuilder(op, "CPU", create<Kernel>, compute<Kernel>, destroy<Kernel>),
      status.get());
  return status.ok();
}

}  // namespace ostrich
