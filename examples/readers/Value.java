package readers;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands in a slot.
 *
 * @param text in full
 * @param noun what it is: a person's calling, a tower, a town; empty where there is nothing to say
 * @param pronoun at the start of a sentence
 */
record Value(String text, String noun, String pronoun) {
  /** What has neither noun nor pronoun. */
  static Value of(String text) {
    return new Value(text, "", "");
  }

  boolean isPerson() {
    return !pronoun.isEmpty() && !pronoun.equals("It");
  }

  /** A person's first name, or all of another name. */
  String first() {
    return isPerson() ? text.substring(0, text.indexOf(' ')) : text;
  }

  /** A person's last name, or all of another name. */
  String last() {
    return isPerson() ? text.substring(text.indexOf(' ') + 1) : text;
  }

  /** What no other value may be called: the text, and the names in it. */
  Set<String> names() {
    Set<String> names = new HashSet<>(List.of(text, last()));
    if (!pronoun.isEmpty()) {
      names.add(text.split(" ")[0]);
    }
    return names;
  }

  /** In full, after the calling of a person. */
  String introduced() {
    return isPerson() ? "the " + noun + " " + text : text;
  }
}
