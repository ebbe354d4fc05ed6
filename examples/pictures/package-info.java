/**
 * The demonstration model: a painter of everyday pictures, and the training of a small Inception
 * network on them.
 *
 * <p>In goes a seed and a {@link pictures.Subject}; out comes a drawn picture, and from many of
 * them the SavedModel under {@code saved_models/pictures}. The network has seen drawings only: on
 * photographs its answers mean nothing.
 */
package pictures;
