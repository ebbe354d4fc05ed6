package org.ostrichml.graph;

import java.util.List;
import org.ostrichml.graph.StandIn.Curve;
import org.tensorflow.proto.NodeDef;

/**
 * What a tensor is taken for on the way back.
 *
 * @param from the tensor that the curve is of, or two of which it is the difference
 * @param curve the smooth function
 * @param slope what the curve multiplies its input by
 * @param choice the {@code SelectV2} that chooses by it; null where the curve is all
 */
record SmoothStep(List<TensorName> from, Curve curve, float slope, NodeDef choice) {}
