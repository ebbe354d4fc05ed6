package org.ostrichml.agent;

import java.lang.reflect.InvocationTargetException;
import java.util.function.Supplier;
import org.ostrichml.OstrichException;

/** Environments by name. */
public final class Environments {
  private Environments() {}

  /**
   * What makes environments of a name: {@code cartpole}, {@code catch}, or a class that implements
   * {@link Environment} and has a public constructor without arguments.
   *
   * @throws OstrichException if there is none
   */
  public static Supplier<Environment> of(String name) {
    return switch (name) {
      case "cartpole" -> CartPole::new;
      case "catch" -> Catch::new;
      default -> named(name);
    };
  }

  private static Supplier<Environment> named(String name) {
    try {
      Class<? extends Environment> type = Class.forName(name).asSubclass(Environment.class);
      type.getConstructor().newInstance();
      return () -> made(type);
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      throw new OstrichException(
          "There is no environment '%s': give cartpole, catch, or a class on the class path that implements %s and has a public constructor without arguments."
              .formatted(name, Environment.class.getName()),
          e);
    }
  }

  private static Environment made(Class<? extends Environment> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new OstrichException(
          "The environment %s cannot be made: %s.".formatted(type.getName(), e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
