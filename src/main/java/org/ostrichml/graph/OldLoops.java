package org.ostrichml.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.FunctionBody.Step;

/**
 * Loops as TF1 writes them: a variable of the loop enters through {@code Enter}, meets what comes
 * around by {@code NextIteration} in a {@code Merge}, and a {@code Switch} on the {@code LoopCond}
 * sends it into the body or out through {@code Exit}. Each loop becomes one step, named after its
 * {@code LoopCond}, that holds the condition and the body; loops inside are left to the body.
 */
final class OldLoops {
  static final Set<String> OPS =
      Set.of(
          "Enter", "RefEnter", "Exit", "RefExit", "NextIteration", "RefNextIteration", "LoopCond");
  private static final int DEPTH_LIMIT = 10;

  private final Map<String, Step> steps;
  private final OpCatalog catalog;
  private final int depth;
  private final Map<String, List<Step>> switches = new HashMap<>();

  /**
   * What a loop does with its variables; those that enter as constants are the last of them.
   *
   * @param condition whether it goes on
   * @param body the variables after one more step
   */
  record Loop(FunctionBody condition, FunctionBody body) {}

  /** A node, and how many loops deeper than the body in question it lies. */
  private record Place(String node, int depth) {}

  /**
   * @param steps the nodes of a graph or of a body, by their names
   * @param depth how many loops they are in
   */
  OldLoops(Map<String, Step> steps, OpCatalog catalog, int depth) {
    this.steps = steps;
    this.catalog = catalog;
    this.depth = depth;
    for (Step step : steps.values()) {
      if (isOf(step, "Switch") && step.inputs().size() == 2) {
        switches.computeIfAbsent(step.inputs().get(1).node(), n -> new ArrayList<>()).add(step);
      }
    }
  }

  static boolean isExit(Step step) {
    return isOf(step, "Exit");
  }

  /** Puts the loop that {@code exit} leaves in the place of its LoopCond; what reads its result. */
  Step leave(Step exit) {
    Step left = source(exit, 0, "Switch");
    Step condition = source(left, 1, "LoopCond");
    String name = condition.node().getName();
    List<Step> variables = switches.get(name);
    if (condition.loop() == null) {
      steps.put(name, new Unwinding(condition, variables).loop());
    }
    TensorName value = new TensorName(name, variables.indexOf(left));
    return new Step(
        exit.node().toBuilder().setOp("Identity").build(), List.of(value), List.of(), null);
  }

  /** One loop on its way into a step. */
  private final class Unwinding {
    private final Step condition;
    private final Map<TensorName, Integer> arguments = new HashMap<>();
    private final Set<String> border = new HashSet<>();
    private final List<TensorName> entered = new ArrayList<>();
    private final List<TensorName> next = new ArrayList<>();

    Unwinding(Step condition, List<Step> variables) {
      this.condition = condition;
      for (Step variable : variables) {
        Step merge = source(variable, 0, "Merge");
        border.add(variable.node().getName());
        border.add(merge.node().getName());
        arguments.put(new TensorName(variable.node().getName(), 1), entered.size());
        arguments.put(new TensorName(merge.node().getName(), 0), entered.size());
        entered.add(input(source(merge, 0, "Enter"), 0));
        next.add(input(source(merge, 1, "NextIteration"), 0));
      }
    }

    Step loop() {
      if (depth >= DEPTH_LIMIT) {
        throw refusal(condition, "is a loop in over %d others: too many".formatted(DEPTH_LIMIT));
      }
      List<Step> inside = inside();
      Map<String, Step> body = new LinkedHashMap<>();
      for (int i = 0; i < entered.size(); i++) {
        Step argument = FunctionBody.argumentStep(i);
        body.put(argument.node().getName(), argument);
      }
      inside.forEach(step -> body.put(step.node().getName(), renamed(step)));
      List<TensorName> results = new ArrayList<>();
      next.forEach(tensor -> results.add(renamed(tensor)));
      for (int i = results.size(); i < entered.size(); i++) {
        results.add(new TensorName(FunctionBody.argument(i), 0));
      }
      List<TensorName> goesOn = List.of(renamed(input(condition, 0)));
      // Both from one map: loops that both read are unwound once.
      FunctionBody first = FunctionBody.of(body, catalog, goesOn, depth + 1);
      Loop loop = new Loop(first, FunctionBody.of(body, catalog, results, depth + 1));
      return new Step(condition.node(), entered, List.of(), loop);
    }

    /** The nodes of condition and body; constants that are met enter. */
    private List<Step> inside() {
      Map<String, Step> found = new LinkedHashMap<>();
      Deque<Place> open = new ArrayDeque<>();
      next.forEach(tensor -> open.add(new Place(tensor.node(), 0)));
      open.add(new Place(input(condition, 0).node(), 0));
      while (!open.isEmpty()) {
        Place place = open.remove();
        if (border.contains(place.node) || found.containsKey(place.node)) {
          continue;
        }
        Step step = steps.get(place.node);
        if (step == null) {
          throw new OstrichException(
              "The model is damaged: it has no node called '" + place.node + "'.");
        }
        if (step.node().getOp().equals("Placeholder")) {
          throw refusal(step, "is fed inside a loop: choose an input outside it with --input");
        }
        boolean enters = isOf(step, "Enter");
        if (enters && place.depth == 0) {
          if (!ControlFlow.attribute(step.node(), "is_constant").getB()) {
            throw refusal(step, "enters a loop otherwise than loops of TensorFlow 1 do");
          }
          border.add(place.node);
          arguments.put(new TensorName(place.node, 0), entered.size());
          entered.add(input(step, 0));
          continue;
        }
        found.put(place.node, step);
        int before = place.depth + (isExit(step) ? 1 : 0) - (enters ? 1 : 0);
        Stream.concat(step.inputs().stream(), step.controls().stream())
            .forEach(read -> open.add(new Place(read.node(), before)));
      }
      return List.copyOf(found.values());
    }

    private Step renamed(Step step) {
      return new Step(
          step.node(),
          step.inputs().stream().map(this::renamed).toList(),
          step.controls().stream().filter(control -> !border.contains(control.node())).toList(),
          null);
    }

    private TensorName renamed(TensorName tensor) {
      if (!border.contains(tensor.node())) {
        return tensor;
      }
      Integer argument = arguments.get(tensor);
      if (argument == null) {
        throw refusal(
            condition, "is a loop that uses '%s' otherwise than loops do".formatted(tensor));
      }
      return new TensorName(FunctionBody.argument(argument), 0);
    }
  }

  private Step source(Step step, int index, String op) {
    Step source = steps.get(input(step, index).node());
    if (source == null || !isOf(source, op)) {
      throw refusal(step, "belongs to a damaged loop: its input %d is no %s".formatted(index, op));
    }
    return source;
  }

  private static TensorName input(Step step, int index) {
    if (index >= step.inputs().size()) {
      throw refusal(step, "belongs to a damaged loop: it has no input " + index);
    }
    return step.inputs().get(index);
  }

  /** Whether a step is of an op, or of its twin for references. */
  private static boolean isOf(Step step, String op) {
    String own = step.node().getOp();
    return own.equals(op) || own.startsWith("Ref") && own.substring(3).equals(op);
  }

  private static OstrichException refusal(Step step, String why) {
    return ControlFlow.refusal(step.node(), step.node().getName(), why);
  }
}
