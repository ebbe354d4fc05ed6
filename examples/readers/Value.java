package readers;

/**
 * What stands in a slot.
 *
 * @param text in full
 * @param brief how it is called once it is known: a person by the last name
 * @param calling what a person does, empty for all else
 * @param pronoun at the start of a sentence
 */
record Value(String text, String brief, String calling, String pronoun) {
  /** Whatever is no person. */
  static Value of(String text) {
    return new Value(text, text, "", "It");
  }

  boolean isPerson() {
    return !calling.isEmpty();
  }

  /** In full, with the calling. */
  String introduced() {
    return "the " + calling + " " + text;
  }
}
