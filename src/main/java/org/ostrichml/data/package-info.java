/**
 * Pictures (PNG, JPEG, BMP, GIF), NumPy arrays, idx files and folders of pictures enter. Batches of
 * float32 values within a model's bounds leave, with labels where there are some, and so do PNG and
 * {@code .npy} files, each written whole or not at all. It cannot read 16-bit, CMYK, WebP or TIFF
 * pictures, manages no colours (embedded profiles are ignored, as TensorFlow and Pillow ignore
 * them), and knows no model.
 */
package org.ostrichml.data;
