package org.ostrichml.evaluate;

import java.util.List;
import java.util.Map;

/**
 * How accurate a model is, and what is left of that under attack.
 *
 * @param clean the examples that are taken for their label, of all that could be read
 * @param attacked how many were attacked: those taken for their label, except where that is the
 *     target
 * @param curves one for each attack
 * @param combined all attacks together: an example stands only if it stands against each; null
 *     where there is one attack alone
 * @param alarms what says that the figures are not to be trusted, by name, those that are quiet
 *     too; empty where nobody watched
 * @param unreadable why some examples could not be read, one sentence each
 */
public record Evaluation(
    Proportion clean,
    int attacked,
    List<RobustnessCurve> curves,
    RobustnessCurve combined,
    Map<String, Alarm> alarms,
    List<String> unreadable) {}
