/** Micro-benchmarks of the library on the small models that come along; JMH runs them. */
package org.ostrichml.jmh;
