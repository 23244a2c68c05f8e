package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.detect.exact.ExactBuilder;

/** Packs that name files of hashes. */
class RegisteredFilesTest {

  private static final byte[] SALT = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private static final String RULE =
      """
      rules:
      - id: C-1
        title: Customers
        when: { customer: high }
        do: { block: true, tell: "No customer data." }
        tests:
        - { say: "account 48120937", expect: block }
        - { say: "account 48120938", expect: allow }
      """;

  @TempDir private Path folder;
  private RulesFolder rules;

  @BeforeEach
  void makeRules() {
    rules = new RulesFolder(folder);
  }

  private static byte[] customers(byte[] secret, String value) {
    ExactBuilder builder = new ExactBuilder(List.of("account"), List.of(), SALT, secret);
    builder.add(List.of(value));
    return builder.build().file();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = rules.path().resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private void pack(String find) {
    rules.pack("c", "detectors:\n  customer:\n    find: " + find + "\n" + RULE);
  }

  @Test
  void aRuleFindsRegisteredValues() throws IOException {
    write("lists/customers.edm", customers(new byte[0], "48120937"));
    pack("{ exact: lists/customers.edm }");

    assertThat(rules.faults()).isEmpty();
    assertThat(rules.load().ruleIds()).hasSize(1);
  }

  @Test
  void aNewTableIsANewVersion() throws IOException {
    pack("{ exact: lists/customers.edm }");
    write("lists/customers.edm", customers(new byte[0], "48120937"));
    var before = rules.load().version();
    write("lists/customers.edm", customers(KEY, "48120937"));
    Path key = Files.write(folder.resolve("customers.key"), KEY);
    pack("{ exact: lists/customers.edm, key: \"" + key + "\" }");

    assertThat(rules.load().version()).isNotEqualTo(before);
  }

  @Test
  void whatIsWrongIsSaidAtItsPlace() throws IOException {
    pack("{ exact: lists/customers.edm }");
    assertThat(rules.faults()).anyMatch(fault -> fault.contains("no .edm file"));

    write("lists/customers.edm", new byte[] {1, 2, 3});
    assertThat(rules.faults()).anyMatch(fault -> fault.contains("no file of exact data"));

    write("lists/customers.edm", customers(KEY, "48120937"));
    assertThat(rules.faults()).anyMatch(fault -> fault.contains("built with a key"));

    pack("{ exact: lists/customers.edm, key: secrets/customers.key }");
    assertThat(rules.faults()).anyMatch(fault -> fault.contains("whole path"));

    pack("{ exact: lists/customers.edm, key: " + folder.resolve("absent").toAbsolutePath() + " }");
    assertThat(rules.faults()).anyMatch(fault -> fault.contains("cannot read the key file"));

    pack("{ exact: lists/customers.edm, id: iban }");
    assertThat(rules.faults()).anyMatch(fault -> fault.contains("exactly one of"));

    pack("{ id: iban, key: /x }");
    assertThat(rules.faults()).anyMatch(fault -> fault.contains("key belongs to exact"));
  }
}
