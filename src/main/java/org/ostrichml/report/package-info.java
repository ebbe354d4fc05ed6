/**
 * Results enter, files for people and programs leave: JSON, pictures side by side with captions,
 * and pages for the browser. Computes nothing.
 */
package org.ostrichml.report;
