package readers;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws the values of one paragraph, of which no two are the same. */
final class Cast {
  private final Names names;
  private final SplittableRandom random;
  private final int firstYear;
  private final Set<String> used = new HashSet<>();

  Cast(Names names, SplittableRandom random) {
    this.names = names;
    this.random = random;
    firstYear = Lexicon.FIRST_YEAR + random.nextInt(Lexicon.YEARS - Lexicon.SPAN);
  }

  /** A value that was not drawn before. */
  Value draw(Type type) {
    while (true) {
      Value value = type.draw(names, firstYear, random);
      boolean isNew = !used.contains(value.text()) && !used.contains(value.brief());
      if (isNew && !(value.isPerson() && used.contains(value.calling()))) {
        used.add(value.text());
        used.add(value.brief());
        used.add(value.calling());
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
