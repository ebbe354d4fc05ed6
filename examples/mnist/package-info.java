/**
 * The digits model: the training of a plain network of three layers on MNIST, and digits drawn to
 * go with it.
 *
 * <p>In go the idx files of MNIST and a seed; out comes the SavedModel under {@code
 * saved_models/mnist-mlp} with its samples. Nothing is done to make the network robust, or less so.
 */
package mnist;
