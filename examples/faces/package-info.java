/**
 * The faces model: a painter of twelve made-up people, and the training of a small Inception
 * network that tells them apart.
 *
 * <p>In goes a seed and an {@link faces.Identity}; out comes a drawn face, and from many of them
 * the SavedModel under {@code saved_models/faces}, with a mask of a pair of glasses. The network
 * has seen drawings only: on photographs its answers mean nothing.
 */
package faces;
