package org.lockkeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LayeredFactsTest {

  /** A question that stopped here would be answered with nothing, and rules would not match. */
  @Test
  void everyQuestionIsPassedOn() {
    List<String> passedOn = questions(LayeredFacts.class);
    assertThat(passedOn).containsAll(questions(Facts.class));
  }

  private static List<String> questions(Class<?> facts) {
    return Arrays.stream(facts.getDeclaredMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !method.isSynthetic())
        .map(LayeredFactsTest::signature)
        .toList();
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }
}
