/**
 * Paragraphs with questions enter (SQuAD's JSON); a reader's answers leave, and sentences that
 * mislead it without contradicting the true answer. Knows English only, by rules and short lists of
 * words, and answers that are one span of the paragraph.
 */
package org.ostrichml.reader;
