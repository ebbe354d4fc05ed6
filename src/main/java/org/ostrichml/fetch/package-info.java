/**
 * The name of a well-known public model or data set enters. Its files leave, downloaded, checked
 * and unpacked in a cache folder, with what a model's own files do not say of it. It knows no
 * mirrors and no passwords, and waits without end for a server that stops sending but stays
 * connected.
 */
package org.ostrichml.fetch;
