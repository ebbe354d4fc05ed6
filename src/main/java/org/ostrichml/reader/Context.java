package org.ostrichml.reader;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a text tells of the words of another one.
 *
 * @param kinds what names in it name, by each of their words in lower case
 * @param small words that stand in it without a capital
 */
record Context(Map<String, Kind> kinds, Set<String> small) {
  /** Of no text. */
  static final Context NOTHING = new Context(Map.of(), Set.of());

  /** What an example's paragraph and question tell. */
  static Context of(Example example) {
    return of(example.paragraph(), example.question());
  }

  /** What {@code texts} tell. */
  static Context of(String... texts) {
    Map<String, Kind> kinds = new HashMap<>();
    Set<String> small = new HashSet<>();
    for (String text : texts) {
      for (Name name : Mentions.names(text)) {
        name.told().ifPresent(kind -> name.parts().forEach(word -> kinds.putIfAbsent(word, kind)));
      }
      for (Token token : Tokenizer.tokens(text)) {
        if (Character.isLowerCase(token.text().codePointAt(0))) {
          small.add(token.text());
        }
      }
    }
    return new Context(kinds, small);
  }

  /** What a name of these words, in lower case, names; empty where that is not known. */
  Optional<Kind> kind(List<String> words) {
    return words.stream().filter(kinds::containsKey).map(kinds::get).findFirst();
  }
}
