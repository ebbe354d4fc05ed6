package org.ostrichml.gradient;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ostrichml.model.RegisteredOps;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * An op on the way back, as its rule sees it: its inputs {@code x}, its outputs {@code y}, the
 * gradients {@code g} at its outputs, and what rules have in common. The element type is whatever
 * the op has; {@code TNumber} stands for it.
 */
final class Backward {
  /** Where the ops go. */
  final Ops tf;

  /** The op of the model. */
  final GraphOperation op;

  private final List<Operand<?>> arriving;
  private final List<Operand<?>> inputs;

  private Backward(Ops tf, GraphOperation op, List<Operand<?>> arriving, List<Operand<?>> inputs) {
    this.tf = tf;
    this.op = op;
    this.arriving = arriving;
    this.inputs = inputs;
  }

  /** What a rule makes of an op: the gradient at one of its inputs, or an equivalent of the op. */
  @FunctionalInterface
  interface Expression {
    Operand<?> in(Backward b);
  }

  /**
   * A rule that gives the gradient of each input by itself. Inputs beyond the expressions, and
   * those where the expression is null, have no gradient.
   */
  static GradientRule inputs(Expression... gradients) {
    return (tf, op, arriving, wanted) -> {
      Backward b = new Backward(tf, op, arriving, op.inputs());
      List<Operand<?>> results = new ArrayList<>();
      for (int i = 0; i < wanted.length; i++) {
        boolean has = wanted[i] && i < gradients.length && gradients[i] != null;
        results.add(has ? gradients[i].in(b) : null);
      }
      return results;
    };
  }

  /**
   * A rule for an op whose gradients one other op computes: its first {@code count} outputs are
   * those at the inputs from {@code first} on.
   */
  static GradientRule together(Function<Backward, Operation> gradients, int first, int count) {
    return (tf, op, arriving, wanted) -> {
      Operation built = gradients.apply(new Backward(tf, op, arriving, op.inputs()));
      List<Operand<?>> results = new ArrayList<>();
      for (int i = 0; i < wanted.length; i++) {
        boolean has = wanted[i] && i >= first && i < first + count;
        results.add(has ? built.output(i - first) : null);
      }
      return results;
    };
  }

  /**
   * A rule that writes the op's first output as other ops, and differentiates these. They are
   * computed anew as far as their gradients read them.
   */
  static GradientRule equivalent(Expression forward) {
    return (tf, op, arriving, wanted) -> {
      List<Operand<?>> starts = new ArrayList<>();
      for (int i = 0; i < wanted.length; i++) {
        starts.add(wanted[i] ? tf.identity(op.input(i)) : op.input(i));
      }
      Backward b = new Backward(tf, op, arriving, starts);
      Operand<?> end = forward.in(b);
      List<Operand<?>> results = new ArrayList<>();
      for (int i = 0; i < wanted.length; i++) {
        results.add(wanted[i] ? Gradients.between(tf, end, b.g(), starts.get(i)) : null);
      }
      return results;
    };
  }

  int inputCount() {
    return inputs.size();
  }

  Operand<TNumber> x(int index) {
    return number(inputs.get(index));
  }

  /** An input of integers: axes, sizes, or other numbers that are not differentiated. */
  Operand<TInt32> ints(int index) {
    @SuppressWarnings("unchecked")
    Operand<TInt32> input = (Operand<TInt32>) inputs.get(index);
    return input;
  }

  Operand<TNumber> y(int index) {
    return number(op.output(index));
  }

  /** The gradient at the first output. */
  Operand<TNumber> g() {
    return g(0);
  }

  /** The gradient at an output; zeros if none arrives. */
  Operand<TNumber> g(int output) {
    Operand<?> gradient = arriving.get(output);
    return gradient == null ? tf.zerosLike(y(output)) : number(gradient);
  }

  /** Whether a gradient arrives at an output. */
  boolean arrives(int output) {
    return arriving.get(output) != null;
  }

  AttrValue attribute(String name) {
    return op.attributes().getAttrValueProto(name);
  }

  /** A constant of an operand's type. */
  Operand<TNumber> constant(double value, Operand<?> like) {
    return cast(tf.constant(value), like);
  }

  /** A value cast to an operand's type. */
  Operand<TNumber> cast(Operand<?> value, Operand<?> like) {
    DataType type = like.asOutput().dataType();
    return value.asOutput().dataType() == type
        ? number(value)
        : number(likewise("Cast", Map.of("DstT", attribute(type)), value).output(0));
  }

  /** An attribute's value that is a type. */
  static AttrValue attribute(DataType type) {
    return AttrValue.newBuilder().setType(type).build();
  }

  /** An attribute's value that is a string. */
  static AttrValue text(String value) {
    return AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build();
  }

  /** An attribute's value that is an integer. */
  static AttrValue integer(long value) {
    return AttrValue.newBuilder().setI(value).build();
  }

  /** An attribute's value that is a list of integers. */
  static AttrValue integers(long... values) {
    return AttrValue.newBuilder()
        .setList(AttrValue.ListValue.newBuilder().addAllI(Arrays.stream(values).boxed().toList()))
        .build();
  }

  Operand<TNumber> add(Operand<TNumber> left, Operand<TNumber> right) {
    return tf.math.add(left, right);
  }

  Operand<TNumber> add(Operand<TNumber> value, double constant) {
    return tf.math.add(value, constant(constant, value));
  }

  Operand<TNumber> sub(Operand<TNumber> left, Operand<TNumber> right) {
    return tf.math.sub(left, right);
  }

  Operand<TNumber> mul(Operand<TNumber> left, Operand<TNumber> right) {
    return tf.math.mul(left, right);
  }

  Operand<TNumber> mul(Operand<TNumber> value, double factor) {
    return tf.math.mul(value, constant(factor, value));
  }

  Operand<TNumber> div(Operand<TNumber> left, Operand<TNumber> right) {
    return tf.math.div(left, right);
  }

  Operand<TNumber> neg(Operand<TNumber> value) {
    return tf.math.neg(value);
  }

  Operand<TNumber> square(Operand<TNumber> value) {
    return tf.math.square(value);
  }

  /** An op of {@code type} with those attributes of this one that it has too. */
  Operation likewise(String type, Operand<?>... inputs) {
    return likewise(type, Map.of(), inputs);
  }

  /** The same with further attributes, or other values; types follow from the inputs. */
  Operation likewise(String type, Map<String, AttrValue> attributes, Operand<?>... inputs) {
    OperationBuilder builder = tf.scope().opBuilder(type, type);
    for (Operand<?> input : inputs) {
      builder.addInput(input.asOutput());
    }
    List<String> ours = RegisteredOps.with(op.type()).attributes(op.type());
    for (String name : RegisteredOps.with(type).attributes(type)) {
      if (attributes.containsKey(name)) {
        builder.setAttr(name, attributes.get(name));
      } else if (ours.contains(name)
          && attribute(name).getValueCase() != AttrValue.ValueCase.TYPE) {
        builder.setAttr(name, attribute(name));
      }
    }
    return builder.build();
  }

  /** The first output of {@link #likewise(String, Operand[])}. */
  Operand<TNumber> like(String type, Operand<?>... inputs) {
    return number(likewise(type, inputs).output(0));
  }

  /** Sums a gradient of the output's shape over what broadcasting repeated of an input. */
  Operand<TNumber> reduceTo(int input, Operand<TNumber> gradient) {
    Shape from = gradient.shape();
    Shape to = x(input).shape();
    if (!from.hasUnknownDimension() && from.equals(to)) {
      return gradient;
    }
    Operand<TInt32> shape = Shapes.of(tf, x(input));
    Operand<TInt32> axes = tf.broadcastGradientArgs(shape, Shapes.of(tf, gradient)).r0();
    return tf.reshape(tf.reduceSum(gradient, axes), shape);
  }

  /** The length of an axis; a negative one counts from the last. */
  Operand<TInt32> length(Operand<?> value, int axis) {
    return tf.stridedSlice(Shapes.of(tf, number(value)), Indices.at(axis));
  }

  /** The sum over the last axis, which is kept. */
  Operand<TNumber> sumLast(Operand<TNumber> value) {
    return tf.reduceSum(value, tf.constant(-1), ReduceSum.keepDims(true));
  }

  @SuppressWarnings("unchecked")
  static Operand<TNumber> number(Operand<?> operand) {
    return (Operand<TNumber>) operand;
  }
}
