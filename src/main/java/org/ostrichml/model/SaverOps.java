package org.ostrichml.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.train.Restore;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * The ops behind {@link org.tensorflow.Session#save} and {@code restore} for resource variables.
 * TensorFlow Java makes them for the reference variables of TensorFlow 1 only, through which
 * TensorFlow 2 takes no gradients; but where a graph already has ops of these names, it uses them.
 */
public final class SaverOps {
  private SaverOps() {}

  /**
   * Adds them.
   *
   * @param tf of the graph, outside of all scopes
   * @param variables each variable of float32 and its value as it is read
   */
  public static void add(Ops tf, Map<VarHandleOp, ? extends Operand<TFloat32>> variables) {
    Ops save = tf.withSubScope("save");
    Operand<TString> names =
        save.array(
            variables.keySet().stream().map(handle -> handle.op().name()).toArray(String[]::new));
    Operand<TString> whole = save.zerosLike(names);
    Placeholder<TString> file =
        save.withName("filename").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    Op saved = save.train.save(file, names, whole, List.copyOf(variables.values()));
    save.withControlDependencies(List.of(saved)).withName("control_dependency").identity(file);

    List<Class<? extends TType>> types = Collections.nCopies(variables.size(), TFloat32.class);
    Restore restored = save.train.restore(file, names, whole, types);
    List<Op> assigned = new ArrayList<>();
    for (VarHandleOp handle : variables.keySet()) {
      assigned.add(save.assignVariableOp(handle, restored.tensors().get(assigned.size())));
    }
    save.withControlDependencies(assigned).withName("restore_all").noOp();
  }
}
