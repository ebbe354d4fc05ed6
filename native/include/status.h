// Owners of what TensorFlow's C API hands out.
#pragma once

#include "tensorflow_c.h"

namespace ostrich {

class Status {
 public:
  Status() : status_(TF_NewStatus()) {}
  ~Status() { TF_DeleteStatus(status_); }
  Status(const Status&) = delete;
  Status& operator=(const Status&) = delete;

  TF_Status* get() { return status_; }
  bool ok() const { return TF_GetCode(status_) == TF_OK; }
  void refuse(const char* why) { TF_SetStatus(status_, TF_INVALID_ARGUMENT, why); }

 private:
  TF_Status* status_;
};

// An input or output of a kernel; null where TensorFlow gave none.
class Tensor {
 public:
  Tensor() = default;
  explicit Tensor(TF_Tensor* tensor) : tensor_(tensor) {}
  Tensor(Tensor&& other) noexcept : tensor_(other.tensor_) { other.tensor_ = nullptr; }
  Tensor& operator=(Tensor&&) = delete;
  ~Tensor() {
    if (tensor_ != nullptr) {
      TF_DeleteTensor(tensor_);
    }
  }

  static Tensor input(TF_OpKernelContext* context, int index, Status& status) {
    TF_Tensor* tensor = nullptr;
    if (status.ok()) {
      TF_GetInput(context, index, &tensor, status.get());
    }
    return Tensor(tensor);
  }

  static Tensor output(TF_OpKernelContext* context, int index, const int64_t* axes, int rank,
                       Status& status) {
    if (!status.ok()) {
      return Tensor();
    }
    size_t bytes = sizeof(float);
    for (int i = 0; i < rank; i++) {
      bytes *= static_cast<size_t>(axes[i]);
    }
    return Tensor(TF_AllocateOutput(context, index, TF_FLOAT, axes, rank, bytes, status.get()));
  }

  int rank() const { return TF_NumDims(tensor_); }
  int64_t axis(int index) const { return TF_Dim(tensor_, index); }
  int64_t size() const { return TF_TensorElementCount(tensor_); }
  float* data() const { return static_cast<float*>(TF_TensorData(tensor_)); }

  // Whether both have the same shape.
  bool like(const Tensor& other) const {
    bool same = rank() == other.rank();
    for (int i = 0; same && i < rank(); i++) {
      same = axis(i) == other.axis(i);
    }
    return same;
  }

 private:
  TF_Tensor* tensor_ = nullptr;
};

}  // namespace ostrich
