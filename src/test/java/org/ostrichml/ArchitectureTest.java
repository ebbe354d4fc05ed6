package org.ostrichml;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The corridor of rooms, in which dependencies point left only. */
class ArchitectureTest {
  private static final String ROOT = "org.ostrichml";

  /** What each room may use of the others. */
  private static final Map<String, Set<String>> ROOMS =
      Map.ofEntries(
          entry("graph", Set.of()),
          entry("data", Set.of()),
          entry("fetch", Set.of("data")),
          entry("objective", Set.of()),
          entry("model", Set.of("graph", "data")),
          entry("gradient", Set.of("graph", "data", "objective", "model")),
          entry("view", Set.of("data", "model")),
          entry("attack", Set.of("model", "objective", "gradient", "data")),
          entry("evaluate", Set.of("attack", "model", "objective", "data")),
          entry("agent", Set.of("evaluate", "attack", "model", "objective", "data")),
          entry("reader", Set.of("data", "objective", "model", "gradient", "attack", "evaluate")),
          entry("report", Set.of("agent", "reader", "evaluate", "data", "model")),
          entry("demo", Set.of("report", "evaluate", "attack", "model", "objective", "data")),
          entry("bench", Set.of("evaluate", "attack", "model", "objective", "data")),
          entry(
              "cli",
              Set.of(
                  "graph",
                  "data",
                  "fetch",
                  "objective",
                  "model",
                  "gradient",
                  "view",
                  "attack",
                  "evaluate",
                  "agent",
                  "reader",
                  "report",
                  "demo",
                  "bench")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyClassLivesInARoom() {
    assertThat(CLASSES.stream().map(ArchitectureTest::room).collect(Collectors.toSet()))
        .contains("graph", "model", "attack")
        .isSubsetOf(Stream.concat(Stream.of(""), ROOMS.keySet().stream()).toList());
  }

  @Test
  void dependenciesPointLeftOnly() {
    ROOMS.forEach(
        (room, allowed) -> {
          String[] open =
              Stream.concat(Stream.of(room), allowed.stream())
                  .map(name -> ROOT + "." + name + "..")
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage(ROOT + "." + room + "..")
              .should()
              .dependOnClassesThat(
                  resideInAPackage(ROOT + ".*..").and(not(resideInAnyPackage(open))))
              .check(CLASSES);
        });
  }

  @Test
  void graphKnowsProtobufAlone() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".graph..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.tensorflow..").and(not(resideInAPackage("org.tensorflow.proto"))))
        .check(CLASSES);
  }

  @Test
  void dataKnowsNoTensorFlow() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".data..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.tensorflow.."))
        .check(CLASSES);
  }

  @Test
  void onlyFetchKnowsTheNetwork() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".fetch..")
        .should()
        .dependOnClassesThat(resideInAPackage("java.net.."))
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void nobodyLogs() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAPackage("java.util.logging.."))
        .check(CLASSES);
  }

  @Test
  void packagesAreNamedAfterWhatTheyDo() {
    classes().should().resideOutsideOfPackages("..util..", "..impl..", "..common..").check(CLASSES);
  }

  /** The first name below the root; empty for what every room shares. */
  private static String room(JavaClass type) {
    String name = type.getPackageName().substring(ROOT.length());
    return name.isEmpty() ? "" : name.substring(1).split("\\.")[0];
  }
}
