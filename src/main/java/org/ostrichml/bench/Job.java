package org.ostrichml.bench;

import java.nio.file.Path;
import java.util.List;
import org.ostrichml.data.Batch;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;

/**
 * A work, ready to be done.
 *
 * @param work which
 * @param model its model, open
 * @param subject what is attacked, and how
 * @param input the same for Python
 * @param folder a place for files
 */
record Job(Work work, TargetModel model, Subject subject, PeerInput input, Path folder) {
  /** Results under the name of the work. */
  Result result(List<Entry> entries, List<String> marks) {
    boolean own = work.need() == Work.Need.MODEL || work.need() == Work.Need.PHOTOS;
    String task = own ? subject.model().getFileName() + ": " + work.task() : work.task();
    Entry ours = entries.get(0);
    List<Entry> all = entries.stream().map(entry -> entry.beside(ours)).toList();
    return new Result(work.toString(), task, all, marks);
  }

  /** The class that the model sees in each example. */
  int[] classes(Batch examples) {
    List<Batch> seen =
        subject.parts(examples).stream().map(part -> model.predict(part.examples())).toList();
    return Prediction.classes(Batch.concat(seen));
  }
}
