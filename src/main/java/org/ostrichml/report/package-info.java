/**
 * Results enter, files for people and programs leave: JSON, and pictures side by side with
 * captions. Computes nothing.
 */
package org.ostrichml.report;
