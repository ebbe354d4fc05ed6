package org.ostrichml.reader;

/** What a word or a group of words names. */
enum Kind {
  PERSON,
  TOWN,
  COUNTRY,
  RIVER,
  ORGANISATION,
  THING,
  /** As in "the Dutch king". */
  PEOPLE,
  /** A name that tells nothing of its kind. */
  NAME,
  MONTH,
  WEEKDAY,
  /** Of a month. */
  DAY,
  YEAR,
  NUMBER,
  /** An adjective or adverb that has an opposite. */
  QUALITY;

  /** Whether it is a proper name. */
  boolean isName() {
    return compareTo(NAME) <= 0;
  }

  /** Whether it is the name of a place. */
  boolean isPlace() {
    return this == TOWN || this == COUNTRY || this == RIVER;
  }

  /** Whether it is a number, or a part of a date. */
  boolean isNumber() {
    return !isName() && this != QUALITY;
  }
}
