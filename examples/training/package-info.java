/**
 * Training of small classifiers of pictures or pixels with TensorFlow Java, and their export.
 *
 * <p>In goes a {@link training.Classifier} and batches with the right answers; out comes a
 * checkpoint, and from that a SavedModel for inference. The loss is always cross entropy and the
 * optimiser Adam; what is learnt from, and for how long, is up to the caller; a {@link
 * training.Course} on drawn {@link training.Subjects} is there ready-made, with its {@link
 * training.Exam}.
 */
package training;
