/**
 * The readers: a grammar that writes paragraphs with questions, and two networks that learn to
 * answer them, one of which is taught with sentences that mislead.
 */
package readers;
