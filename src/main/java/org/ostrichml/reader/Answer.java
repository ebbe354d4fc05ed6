package org.ostrichml.reader;

/**
 * A true answer.
 *
 * @param text a piece of the paragraph
 * @param start offset of its first char in the paragraph
 */
public record Answer(String text, int start) {}
