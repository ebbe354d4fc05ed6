package org.ostrichml.reader;

/**
 * A word, a number or a single sign of a text.
 *
 * @param text as it stands in the text
 * @param start offset of its first char in the text
 * @param end offset behind its last char
 */
public record Token(String text, int start, int end) {}
