package training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReadVariableOp;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.train.Restore;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

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

  /**
   * Adds the ops behind {@link org.tensorflow.Session#save} and {@code restore}. TensorFlow Java
   * makes them for the reference variables of TensorFlow 1 only, through which TensorFlow 2 takes
   * no gradients; but where a graph already has ops of these names, it uses them.
   */
  public void addSaver() {
    String[] names = all.keySet().toArray(String[]::new);
    List<Operand<?>> values = new ArrayList<>();
    List<Class<? extends TType>> types = new ArrayList<>();
    for (Weight weight : all.values()) {
      values.add(weight.value());
      types.add(TFloat32.class);
    }
    Ops save = tf.withSubScope("save");
    Placeholder<TString> file =
        save.withName("filename").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    Operand<TString> whole = save.zerosLike(save.array(names));
    Op saved = save.train.save(file, save.array(names), whole, values);
    save.withControlDependencies(List.of(saved)).withName("control_dependency").identity(file);

    Restore restored = save.train.restore(file, save.array(names), whole, types);
    List<Op> assigned = new ArrayList<>();
    for (Weight weight : all.values()) {
      assigned.add(save.assignVariableOp(weight.handle(), restored.tensors().get(assigned.size())));
    }
    save.withControlDependencies(assigned).withName("restore_all").noOp();
  }
}
