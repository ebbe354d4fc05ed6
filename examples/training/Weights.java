package training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ostrichml.model.SaverOps;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReadVariableOp;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/** The variables of a network by name, and the ops that save and restore them. */
public final class Weights {
  private final Ops tf;
  private final Map<String, Weight> all = new LinkedHashMap<>();

  /** A resource variable, and its value as the network reads it. */
  public record Weight(VarHandleOp handle, ReadVariableOp<TFloat32> value) {
    /** The shape of the variable. */
    public Shape shape() {
      return value.shape();
    }
  }

  /** No variables yet, on that graph. */
  public Weights(Ops tf) {
    this.tf = tf;
  }

  /** All variables, in the order they were made. */
  public Map<String, Weight> all() {
    return all;
  }

  /** Makes a variable. */
  public Weight create(String name, long... dimensions) {
    VarHandleOp handle =
        tf.withName(name)
            .varHandleOp(TFloat32.class, Shape.of(dimensions), VarHandleOp.sharedName(name));
    Weight weight =
        new Weight(handle, tf.withName(name + ".read").readVariableOp(handle, TFloat32.class));
    all.put(name, weight);
    return weight;
  }

  /** Adds the ops behind {@link org.tensorflow.Session#save} and {@code restore}. */
  public void addSaver() {
    Map<VarHandleOp, Operand<TFloat32>> variables = new LinkedHashMap<>();
    all.values().forEach(weight -> variables.put(weight.handle(), weight.value()));
    SaverOps.add(tf, variables);
  }
}
