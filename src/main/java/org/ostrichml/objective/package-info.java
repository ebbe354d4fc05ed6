/**
 * A goal and the outputs of a model enter, one loss per example leaves: what an attack drives up or
 * down, as ops on the graph. Knows neither models nor attacks; classes and maps of classes are
 * supported.
 */
package org.ostrichml.objective;
