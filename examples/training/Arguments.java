package training;

import java.nio.file.Path;
import java.util.List;

/** What a command is told, in a fixed order; what it is not told is as usual. */
public record Arguments(List<String> given) {
  /** Those of a {@code main}. */
  public static Arguments of(String[] given) {
    return new Arguments(List.of(given));
  }

  /** The first: where to write. */
  public Path folder(String usual) {
    return Path.of(argument(0, usual));
  }

  /** Whether the second is that name; without a second, all are wanted. */
  public boolean wants(String name) {
    return argument(1, name).equals(name);
  }

  /** A number, such as how many steps to make. */
  public int number(int place, int usual) {
    return Integer.parseInt(argument(place, String.valueOf(usual)));
  }

  private String argument(int place, String usual) {
    return place < given.size() ? given.get(place) : usual;
  }
}
