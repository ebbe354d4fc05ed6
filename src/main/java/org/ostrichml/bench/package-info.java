/**
 * The names of works, a model, data and a Python enter; how long Ostrich and the Python libraries
 * take for the same attack leaves, with their ratios, as a table, a record and Markdown. Both are
 * timed in turns in one run, and what comes out is compared. Knows attacks in L-infinity without
 * random starts alone, and measures memory on Linux alone.
 */
package org.ostrichml.bench;
