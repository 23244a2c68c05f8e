package org.lockkeeper.tests.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockkeeper.message.Digest;

/** Keeps ARCHITECTURE.md true: who may know whom, and one library in one room. */
class HouseTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.lockkeeper");

  /**
   * A library and the only packages that name it.
   *
   * @param packages of the library, in ArchUnit's notation
   * @param rooms where it may be named, with the packages below
   */
  private record Room(String library, String[] packages, String... rooms) {
    static Room of(String library, String packages, String... rooms) {
      return new Room(library, packages.split(" "), rooms);
    }

    @Override
    public String toString() {
      return library;
    }
  }

  static Stream<Room> aLibraryIsNamedInOneRoom() {
    String tests = "org.lockkeeper.tests..";
    return Stream.of(
        Room.of(
            "Netty",
            "io.netty..",
            "org.lockkeeper.proxy.net..",
            "org.lockkeeper.proxy.tls..",
            tests),
        Room.of("Tika", "org.apache.tika.. org.apache.poi..", "org.lockkeeper.extract.."),
        Room.of("RE2/J", "com.google.re2j..", "org.lockkeeper.match.."),
        Room.of("Snowball", "org.tartarus.snowball..", "org.lockkeeper.match.."),
        Room.of("ICU4J", "com.ibm.icu..", "org.lockkeeper.match.."),
        Room.of("UnboundID", "com.unboundid..", "org.lockkeeper.proxy.directory.."),
        Room.of("aalto-xml", "com.fasterxml.aalto..", "org.lockkeeper.proxy.service.xmpp.."),
        Room.of(
            "mime4j",
            "org.apache.james..",
            "org.lockkeeper.archive.intake..",
            "org.lockkeeper.archive.export.."),
        Room.of("picocli", "picocli..", "org.lockkeeper.proxy.app.."),
        Room.of(
            "Bouncy Castle",
            "org.bouncycastle..",
            "org.lockkeeper.archive.keys..",
            "org.lockkeeper.archive.seal..",
            "org.lockkeeper.archive.verify..",
            "org.lockkeeper.proxy.tls..",
            "org.lockkeeper.proxy.console.."),
        Room.of("Lucene", "org.apache.lucene..", "org.lockkeeper.archive.index.."),
        Room.of(
            "engines elsewhere",
            "org.opensearch.. software.amazon.awssdk.. org.apache.kafka..",
            "org.lockkeeper.archive.remote.."),
        Room.of("JDBC", "java.sql.. javax.sql.. org.h2..", "org.lockkeeper.archive.catalog.."),
        Room.of(
            "Micronaut",
            "io.micronaut.. gg.jte..",
            "org.lockkeeper.proxy.console..",
            "org.lockkeeper.proxy.app..",
            "gg.jte.generated.."),
        Room.of("Hazelcast", "com.hazelcast..", "org.lockkeeper.proxy.cluster.."),
        Room.of("SnakeYAML", "org.snakeyaml..", "org.lockkeeper.yaml.."));
  }

  @ParameterizedTest
  @MethodSource
  void aLibraryIsNamedInOneRoom(Room room) {
    check(
        noClasses()
            .that(resideInAPackage("org.lockkeeper.."))
            .and(not(resideInAnyPackage(room.rooms())))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(room.packages())
            .because("one library, one room: ask for the port instead"));
  }

  @Test
  void thePolicyEngineKnowsNeitherArchiveNorProxy() {
    check(
        noClasses()
            .that(resideInAPackage("org.lockkeeper.."))
            .and(
                not(
                    resideInAnyPackage(
                        "org.lockkeeper.archive..",
                        "org.lockkeeper.proxy..",
                        "org.lockkeeper.tests..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.lockkeeper.archive..", "org.lockkeeper.proxy..", "org.lockkeeper.tests.."));
  }

  @Test
  void theArchiveKnowsNoProxy() {
    check(
        noClasses()
            .that(resideInAPackage("org.lockkeeper.archive.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.lockkeeper.proxy..", "org.lockkeeper.tests.."));
  }

  @Test
  void theStandAloneVerifierStandsAlone() {
    check(
        classes()
            .that(resideInAnyPackage("org.lockkeeper.archive.proof", "org.lockkeeper.archive.tlog"))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "javax.security.auth.x500..",
                        "org.jspecify..",
                        "org.lockkeeper.archive.proof",
                        "org.lockkeeper.archive.tlog")
                    .or(
                        describe(
                            "digests",
                            type -> type.getBaseComponentType().isEquivalentTo(Digest.class))))
            .because("its jar holds nothing else, so that one person can read all of it"));
  }

  @Test
  void thePolicyEngineOpensNoSocket() {
    check(
        noClasses()
            .that(
                not(
                    resideInAnyPackage(
                        "org.lockkeeper.archive..",
                        "org.lockkeeper.proxy..",
                        "org.lockkeeper.tests..")))
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.net\\.(Socket|ServerSocket|http\\..*)|java\\.nio\\.channels\\..*Socket.*"));
  }

  @Test
  void messageTextMeetsNoBacktracking() {
    check(
        noClasses()
            .that(
                resideInAnyPackage(
                    "org.lockkeeper.match..", "org.lockkeeper.detect..", "org.lockkeeper.policy.."))
            .and(not(resideInAPackage("org.lockkeeper.policy.load..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.regex..")
            .because("java.util.regex can be made to run for years; use match.PatternSet"));
  }

  @Test
  void onlyTheProcessItselfSpeaksToTheTerminal() {
    check(
        noClasses()
            .that(
                not(
                    resideInAnyPackage(
                        "org.lockkeeper.proxy.app..",
                        // The stand-alone verifier is a process of its own.
                        "org.lockkeeper.archive.proof..",
                        "org.lockkeeper.tests..")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .because(
                "a library that prints cannot be asked to be quiet; use a logger or a result"));
  }

  @Test
  void nobodySleeps() {
    JavaClasses withTests = new ClassFileImporter().importPackages("org.lockkeeper");

    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", Duration.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .because("a sleep is a guess; wait for what is meant")
        .allowEmptyShould(true)
        .check(withTests);
  }

  @Test
  void noTestIsSwitchedOff() {
    noClasses()
        .should()
        .beAnnotatedWith(Disabled.class)
        .because("a test that is off proves nothing; mend it or remove it")
        .check(new ClassFileImporter().importPackages("org.lockkeeper"));
  }

  private static void check(ArchRule rule) {
    // Rooms stand ready for libraries that have not moved in yet.
    rule.allowEmptyShould(true).check(HOUSE);
  }
}
