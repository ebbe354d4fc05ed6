/**
 * The street model: a painter of streets that also says what each pixel shows, and the training of
 * a small fully convolutional network on them.
 *
 * <p>In goes a seed; out comes a drawn street with its map, and from many of them the SavedModel
 * under {@code saved_models/street}. The network has seen drawings only: on photographs its maps
 * mean nothing.
 */
package street;
