package org.ostrichml.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;

/**
 * The header of a NumPy file: magic, version, and a Python dictionary of data type, order and
 * shape. See the NumPy Enhancement Proposal 1.
 *
 * @param type kind and size of a value, such as {@code f4}
 * @param order the byte order of a value
 * @param fortran whether the first axis varies fastest
 * @param shape the axes, at least one, none of them zero
 * @param length the bytes of the header, magic included
 */
record NpyHeader(String type, ByteOrder order, boolean fortran, int[] shape, long length) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_LENGTH = 65_536;
  private static final Set<String> TYPES =
      Set.of("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1");
  private static final Pattern DESCR =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*(\\[|['\"]([^'\"]*)['\"])");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)");

  static NpyHeader read(InputStream in, Path path) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length >= 2 && start[0] == 'P' && start[1] == 'K') {
      throw new OstrichException(path + " is an npz archive: save one array with numpy.save.");
    }
    int compared = Math.min(start.length, MAGIC.length);
    if (!Arrays.equals(start, 0, compared, MAGIC, 0, compared)) {
      throw new OstrichException(path + " is not an npy file: save the array with numpy.save.");
    }
    if (start.length < 8) {
      throw Npy.truncated(path);
    }
    if (start[6] < 1 || start[6] > 3) {
      throw new OstrichException(
          path + " is of npy version " + start[6] + ": save it as version 1, 2 or 3.");
    }
    int width = start[6] == 1 ? 2 : 4;
    byte[] field = in.readNBytes(width);
    if (field.length < width) {
      throw Npy.truncated(path);
    }
    ByteBuffer size = ByteBuffer.wrap(field).order(ByteOrder.LITTLE_ENDIAN);
    long length = width == 2 ? size.getShort() & 0xFFFF : size.getInt() & 0xFFFF_FFFFL;
    if (length > MAX_LENGTH) {
      throw new OstrichException(
          path + " has a header of " + length + " bytes: save a plain array with numpy.save.");
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw Npy.truncated(path);
    }
    return parse(new String(text, StandardCharsets.ISO_8859_1), 8 + width + length, path);
  }

  private static NpyHeader parse(String text, long length, Path path) {
    Matcher descr = DESCR.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!descr.find() || !order.find() || !shape.find()) {
      throw new OstrichException(
          path + " has a damaged npy header: save the array anew with numpy.save.");
    }
    String type = descr.group(2);
    if (type == null) {
      throw new OstrichException(
          path + " has a structured dtype: save one field of it with numpy.save.");
    }
    if (type.contains("O")) {
      throw new OstrichException(
          path + " holds Python objects: save a numeric array with numpy.save.");
    }
    String plain = type.isEmpty() ? type : type.substring(1);
    if (!TYPES.contains(plain) || "<>|=".indexOf(type.charAt(0)) < 0) {
      throw new OstrichException(
          path + " holds dtype '" + type + "': save it as float32 or an integer type.");
    }
    return new NpyHeader(
        plain,
        type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        order.group(1).equals("True"),
        axes(shape.group(1), path),
        length);
  }

  private static int[] axes(String text, Path path) {
    if (text.isBlank()) {
      throw new OstrichException(
          path + " holds a single value without axes: add a batch axis, as in array[None].");
    }
    long count = 1;
    String[] items = text.strip().replaceAll(",$", "").split(",", -1);
    int[] shape = new int[items.length];
    try {
      for (int i = 0; i < shape.length; i++) {
        shape[i] = Integer.parseUnsignedInt(items[i].strip());
        count = Math.multiplyExact(count, (long) shape[i]);
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw new OstrichException(
          path + " has the shape (" + text + "), which is damaged or too large: save it anew.", e);
    }
    if (Arrays.stream(shape).anyMatch(axis -> axis <= 0) || count > Integer.MAX_VALUE - 8) {
      throw new OstrichException(
          path + " has the shape (" + text + "): save 1 to 2147483639 values in an array.");
    }
    return shape;
  }

  /** The number of values. */
  int count() {
    return Arrays.stream(shape).reduce(1, (product, axis) -> product * axis);
  }

  /** The bytes of a value. */
  int itemSize() {
    return type.charAt(1) - '0';
  }

  /** The next value of the data, exact but for integers beyond 2 to the 53. */
  double next(ByteBuffer data) {
    return switch (type) {
      case "f2" -> half(data.getShort());
      case "f4" -> data.getFloat();
      case "f8" -> data.getDouble();
      case "i1" -> data.get();
      case "i2" -> data.getShort();
      case "i4" -> data.getInt();
      case "i8" -> data.getLong();
      case "u1" -> data.get() & 0xFF;
      case "u2" -> data.getShort() & 0xFFFF;
      case "u4" -> data.getInt() & 0xFFFF_FFFFL;
      case "u8" -> unsigned(data.getLong());
      default -> data.get() == 0 ? 0 : 1;
    };
  }

  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    double magnitude;
    if (exponent == 0x1F) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) fraction, -24);
    } else {
      magnitude = Math.scalb((double) (0x400 + fraction), exponent - 25);
    }
    return bits < 0 ? -magnitude : magnitude;
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1 | bits & 1) * 2.0;
  }

  /** The row-major place of the value that lies at {@code place} in the file. */
  int rowMajor(int place) {
    if (!fortran) {
      return place;
    }
    int left = place;
    int stride = count();
    int result = 0;
    for (int axis : shape) {
      stride /= axis;
      result += left % axis * stride;
      left /= axis;
    }
    return result;
  }

  /** The header, byte for byte, that {@code numpy.save} writes before float32 values. */
  static byte[] encode(int[] shape) {
    String axes =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': ("
            + (shape.length == 1 ? axes + "," : axes)
            + "), }";
    // NumPy leaves room for the first axis to grow to 21 digits, then fills up to 64 bytes.
    int grown = text.length() + 21 - Integer.toString(shape[0]).length();
    int length = (MAGIC.length + 4 + grown + 1) / 64 * 64 + 64;
    ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (length - 10));
    header.put(text.getBytes(StandardCharsets.ISO_8859_1));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }
}
