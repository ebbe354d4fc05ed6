package org.ostrichml.objective;

/**
 * A colour.
 *
 * @param red from 0, none, to 1
 * @param green likewise
 * @param blue likewise
 */
public record Colour(float red, float green, float blue) {}
