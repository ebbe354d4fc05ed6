package readers;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws the values of one paragraph, of which no two are the same. */
final class Cast {
  private final Names names;
  private final SplittableRandom random;
  private final Set<String> used = new HashSet<>();

  Cast(Names names, SplittableRandom random) {
    this.names = names;
    this.random = random;
  }

  /** A value that was not drawn before; no two have a name or a calling in common. */
  Value draw(Type type) {
    while (true) {
      Value value = type.draw(names, random);
      Set<String> words = value.names();
      if (value.isPerson()) {
        words.add(value.noun());
      }
      if (Collections.disjoint(words, used)) {
        used.addAll(words);
        return value;
      }
    }
  }

  /** A fact about {@code subject}, all else in it new. */
  Story.Fact fact(Kind kind, Value subject) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (String slot : kind.slots()) {
      values.put(slot, slot.equals(kind.subject()) ? subject : draw(Type.of(slot)));
    }
    return new Story.Fact(kind, values);
  }
}
