/**
 * Sections in words, numbers and pictures enter; one HTML file leaves that needs no other file and
 * no network. It is well-formed XML, escapes every text, follows the reader's light or dark scheme
 * and any width from a telephone's. Computes nothing, and touches no fonts: the browser draws text.
 */
package org.ostrichml.report.page;
