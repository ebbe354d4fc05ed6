/**
 * A policy model, an environment and a disturbance of what the agent observes enter; the returns of
 * many episodes leave. Knows no training, and no model whose output is not one score for each
 * action. Episodes run side by side, one forward pass for a step of all of them.
 */
package org.ostrichml.agent;
