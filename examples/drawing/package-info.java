/**
 * What the painters of all examples share.
 *
 * <p>In goes a generator of random numbers; out come strokes with a random hand, and what light and
 * camera do to a finished picture. There is no text, whose fonts a bare machine lacks.
 */
package drawing;
