/**
 * Arguments enter, the other rooms do the work, text and exit codes leave: 0 done and succeeded, 1
 * the attack did not succeed, 2 bad usage or input, 3 internal error. Results go to standard
 * output, progress and notes to standard error.
 */
package org.ostrichml.cli;
