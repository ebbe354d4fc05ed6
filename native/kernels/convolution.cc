#include <algorithm>
#include <memory>

#include "functors.h"
#include "kernel.h"
#include "parallel.h"
#include "shared_panels.h"

namespace ostrich {
namespace {

// Floats that the transformed input of one part takes: it stays in a core's cache.
constexpr int64_t kCached = 1 << 16;

// What the registers of every instruction set divide: no tile is then multiplied alone.
constexpr int64_t kTilesTogether = 12;

// Parts that a thread should find, so that none waits long for another.
constexpr int64_t kPartsEach = 2;

// How a convolution is cut: into blocks of tiles, and into groups of panels where these are few.
struct Cut {
  int64_t tiles;
  int64_t panels;
  int64_t block;
  int64_t blocks;
  int64_t groups;

  explicit Cut(const Convolution& shape, int64_t images)
      : tiles(images * ((shape.rows + 1) / 2) * ((shape.columns + 1) / 2)),
        panels(panel_count(shape.outputs)) {
    const int64_t most = together(std::max(2 * kTilesTogether, kCached / kProducts / shape.channels));
    block = together(share(tiles, share(tiles, most)));
    blocks = share(tiles, block);
    groups = blocks < kPartsEach * threads() ? std::min<int64_t>(panels, threads()) : 1;
  }

  ConvolutionPart part(int64_t index) const {
    const int64_t first = index % blocks * block;
    const int64_t group = index / blocks;
    return {first, std::min(tiles, first + block), panels * group / groups,
            panels * (group + 1) / groups};
  }

 private:
  static int64_t share(int64_t all, int64_t size) { return (all + size - 1) / size; }
  static int64_t together(int64_t count) { return share(count, kTilesTogether) * kTilesTogether; }
};

class ConvolutionKernel {
 public:
  explicit ConvolutionKernel(Attributes& attributes)
      : turned_(attributes.integer("turned") != 0),
        relu_(attributes.integer("relu") != 0),
        panels_(turned_ ? Use::kTurnedConvolution : Use::kConvolution) {}

  void compute(TF_OpKernelContext* context, Status& status) const {
    const Tensor input = Tensor::input(context, 0, status);
    const auto filter = std::make_shared<const Tensor>(Tensor::input(context, 1, status));
    const Tensor bias = Tensor::input(context, 2, status);
    if (!status.ok()) {
      return;
    }
    if (input.rank() != 4 || input.axis(3) == 0 || bias.rank() != 1 || filter->rank() != 4 ||
        filter->axis(0) != 3 || filter->axis(1) != 3 ||
        filter->axis(turned_ ? 3 : 2) != input.axis(3) ||
        filter->axis(turned_ ? 2 : 3) != bias.axis(0)) {
      return status.refuse(
          "input, filter and bias must be [N, H, W, C], [3, 3, C, M] (turned: M, C) and [M]");
    }
    const Convolution shape = {input.axis(1), input.axis(2), input.axis(3), bias.axis(0)};
    const int64_t axes[] = {input.axis(0), shape.rows, shape.columns, shape.outputs};
    const Tensor output = Tensor::output(context, 0, axes, 4, status);
    if (!status.ok() || output.size() == 0) {
      return;
    }
    const auto panels = panels_.of(filter);
    const Cut cut(shape, input.axis(0));
    parallel_for(cut.blocks * cut.groups, 1, [&](int64_t first, int64_t last) {
      const int64_t size = convolution_scratch(cut.block, shape.channels);
      for (int64_t i = first; i < last; i++) {
        functors().convolution(shape, cut.part(i), input.data(), panels->weights(), bias.data(),
                               relu_, output.data(), scratch(static_cast<size_t>(size)));
      }
    });
  }

 private:
  const bool turned_;
  const bool relu_;
  const KernelPanels panels_;
};

const bool registered = register_kernel<ConvolutionKernel>("OstrichConvolution");

}  // namespace
}  // namespace ostrich
