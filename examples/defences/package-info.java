/**
 * Defences that were proposed against adversarial examples, each around a small network: most hide
 * its gradient, and two train it on adversarial examples.
 *
 * <p>In go the weights of {@code saved_models/mnist-mlp} and {@code saved_models/pictures}, and the
 * idx files of MNIST for what is trained anew; out come the SavedModels under {@code
 * saved_models/defended}.
 */
package defences;
