/**
 * A picture model, a model of digits and labelled pictures for them enter; the claims of the
 * literature on adversarial examples leave, each beside what was measured, as a table, a record and
 * a page. Saves the pictures it makes and judges them as read back. Knows six claims, all of them
 * about classifiers of pictures with the classes school bus and ostrich.
 */
package org.ostrichml.demo;
