/**
 * One input enters, the pictures that a model is shown of it leave, as ops on the model's graph:
 * turned and lit in many ways, or stuck on photos. What is drawn at random comes from a seed and
 * the number of the drawing alone. Pictures only; a bend or a perspective is not among the
 * transformations.
 */
package org.ostrichml.view;
