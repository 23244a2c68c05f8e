package org.lockkeeper.proxy.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.Reasons;

/**
 * Coaching questions that were asked and not answered yet. A question belongs to one person, one
 * place and one text; an answer opens the gate once. Kept in memory: after a restart the question
 * is asked again, which is stricter and never wrong.
 */
public final class Permits {

  private final Cache<Digest, Question> byMessage;
  private final Cache<String, Question> byName;
  private final Supplier<String> names;

  /**
   * @param most how many open questions are kept; the oldest give way
   * @param window how long a question may be answered
   * @param names unguessable names for the page on which a reason is given
   */
  public Permits(long most, Duration window, Ticker ticker, Supplier<String> names) {
    this.byMessage = cache(most, window, ticker);
    this.byName = cache(most, window, ticker);
    this.names = names;
  }

  /** Asks for a reason. The same message asked about again keeps its name and its answer. */
  public Question ask(MessageEvent event, Notice notice, Reasons reasons) {
    Digest message = fingerprint(event);
    Question question =
        byMessage.get(message, _ -> new Question(message, names.get(), notice, reasons));
    byMessage.put(message, question);
    byName.put(question.name(), question);
    return question;
  }

  /** The open question about a message, if it was asked. */
  public Optional<Question> asked(MessageEvent event) {
    return Optional.ofNullable(byMessage.getIfPresent(fingerprint(event)));
  }

  /** The open question of a name. */
  public Optional<Question> named(String name) {
    return Optional.ofNullable(byName.getIfPresent(name));
  }

  /** Takes a question up: whoever gets true may pass, once. */
  public boolean redeem(Question question) {
    boolean open = byMessage.asMap().remove(question.message()) != null;
    byName.invalidate(question.name());
    return open;
  }

  /** Answers a question on its page; the next sending of the same message passes. */
  public void answer(Question question, String reason) {
    question.reason = Optional.of(reason);
  }

  private static <K> Cache<K, Question> cache(long most, Duration window, Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(most)
        .expireAfterWrite(window)
        .ticker(ticker)
        .executor(Runnable::run)
        .build();
  }

  /** Who, where, what act, which words and which files. */
  private static Digest fingerprint(MessageEvent event) {
    MessageDigest digest = sha256();
    add(digest, event.service().value());
    add(digest, event.actor().account());
    add(digest, event.audience().channel());
    add(digest, event.action().verb());
    Content content = event.action().content();
    for (TextPart part : content.parts()) {
      add(digest, part.pointer());
      add(digest, part.text());
    }
    for (Attachment file : content.attachments()) {
      add(digest, file.name());
      file.file().ifPresent(seen -> digest.update(seen.sha256().bytes()));
    }
    return Digest.fromBytes(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((byte) (bytes.length >>> 24));
    digest.update((byte) (bytes.length >>> 16));
    digest.update((byte) (bytes.length >>> 8));
    digest.update((byte) bytes.length);
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  /** One question put to one person about one message. */
  public static final class Question {
    private final Digest message;
    private final String name;
    private final Notice notice;
    private final Reasons reasons;
    private volatile Optional<String> reason = Optional.empty();

    private Question(Digest message, String name, Notice notice, Reasons reasons) {
      this.message = message;
      this.name = name;
      this.notice = notice;
      this.reasons = reasons;
    }

    /** The unguessable name in the address of its page. */
    public String name() {
      return name;
    }

    /** What the person was told, and by which rule. */
    public Notice notice() {
      return notice;
    }

    /** Which reasons will do. */
    public Reasons reasons() {
      return reasons;
    }

    /** The reason given on the page. */
    public Optional<String> reason() {
      return reason;
    }

    private Digest message() {
      return message;
    }
  }
}
