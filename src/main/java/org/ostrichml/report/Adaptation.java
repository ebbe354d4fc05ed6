package org.ostrichml.report;

import java.util.List;
import org.ostrichml.evaluate.Evaluation;

/**
 * The same attacks before they were adapted to a defence.
 *
 * @param how what was adapted, a sentence each
 * @param plain what the attacks left before
 */
public record Adaptation(List<String> how, Evaluation plain) {}
