package org.ostrichml.model;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetRegisteredKernelsForOp;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.ostrichml.OstrichException;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.KernelList;

/** What TensorFlow can run on here; its Java API does not say, its C API does. */
final class Devices {
  private static final String GPU = "GPU";

  /** An op that every build for GPUs has a kernel for. */
  private static final String ANY_OP = "MatMul";

  private static final boolean GPU_BUILD = hasGpuKernels();

  private Devices() {}

  /**
   * The device that sessions of an engine run on, never {@link Device#AUTO}.
   *
   * @throws OstrichException if a GPU is wanted and there is none
   */
  static Device of(Engine engine) {
    if (engine.device() == Device.CPU) {
      return Device.CPU;
    }
    if (GPU_BUILD && hasGpu(Sessions.config(engine))) {
      return Device.GPU;
    }
    if (engine.device() == Device.GPU) {
      throw new OstrichException(
          GPU_BUILD
              ? "TensorFlow finds no GPU: see that nvidia-smi lists one and that CUDA 12 and cuDNN 9 are installed (TF_CPP_MIN_LOG_LEVEL=0 tells what is missing), or take --device cpu."
              : "This is TensorFlow's build without GPUs: start with OSTRICH_GPU=1 or build with ./mvnw -Pgpu (on Linux, x86-64), or take --device cpu.");
    }
    return Device.CPU;
  }

  /** What a user may not expect of the device; one sentence. */
  static Optional<String> note(Engine engine, Device device) {
    return engine.device() == Device.AUTO && device == Device.CPU && GPU_BUILD
        ? Optional.of("TensorFlow finds no GPU and runs on the processor (--device gpu says more).")
        : Optional.empty();
  }

  /** Whether TensorFlow was built for GPUs, be there one or not. */
  static boolean isGpuBuild() {
    return GPU_BUILD;
  }

  private static boolean hasGpuKernels() {
    try (TF_Status status = TF_Status.newStatus()) {
      TF_Buffer buffer = TF_GetRegisteredKernelsForOp(ANY_OP, status);
      status.throwExceptionIfNotOK();
      KernelList kernels = KernelList.parseFrom(buffer.dataAsByteBuffer());
      TF_DeleteBuffer(buffer);
      return kernels.getKernelList().stream()
          .anyMatch(kernel -> kernel.getDeviceType().equals(GPU));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean hasGpu(ConfigProto config) {
    try (TF_Status status = TF_Status.newStatus();
        TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
        BytePointer bytes = new BytePointer(config.toByteArray());
        TF_Graph nothing = TF_Graph.newGraph()) {
      TF_SetConfig(options, bytes, bytes.limit(), status);
      status.throwExceptionIfNotOK();
      try (TF_Session session = TF_Session.newSession(nothing, options, status)) {
        status.throwExceptionIfNotOK();
        TF_DeviceList devices = TF_SessionListDevices(session, status);
        status.throwExceptionIfNotOK();
        boolean found =
            IntStream.range(0, TF_DeviceListCount(devices))
                .mapToObj(i -> TF_DeviceListType(devices, i, status).getString())
                .anyMatch(GPU::equals);
        TF_DeleteDeviceList(devices);
        return found;
      }
    }
  }
}
