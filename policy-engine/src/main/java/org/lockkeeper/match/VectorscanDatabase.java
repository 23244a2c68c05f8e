package org.lockkeeper.match;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Expressions compiled by Vectorscan, which tells of a text which of them match it somewhere.
 *
 * <p>For many threads at once: each scan borrows a scratch of its own. Native memory is given back
 * when the database is no longer reachable, never before the last scan has ended.
 */
public final class VectorscanDatabase {

  /** {@code hs.h}: without regard to capitals. */
  public static final int CASELESS = 1;

  /** Each expression is reported once a scan. */
  public static final int SINGLE_MATCH = 1 << 3;

  /** Texts and expressions are UTF-8; the behaviour on anything else is undefined. */
  public static final int UTF8 = 1 << 5;

  /** More may match than the expression says, never less. */
  public static final int PREFILTER = 1 << 7;

  private static final Cleaner CLEANER = Cleaner.create();
  private static final int SMALLEST_TEXT = 8_192;

  private final Vectorscan library;
  private final Native held;
  private final int expressions;

  /**
   * One expression.
   *
   * @param regex in PCRE syntax as far as Vectorscan knows it
   * @param flags of those above
   */
  public record Expression(String regex, int flags) {}

  /** Why and which expression could not be compiled; -1 for all together. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private final int expression;

    RefusedException(int expression, String why) {
      super(why);
      this.expression = expression;
    }

    int expression() {
      return expression;
    }
  }

  private VectorscanDatabase(Vectorscan library, MemorySegment database, int expressions) {
    this.library = library;
    this.expressions = expressions;
    this.held = new Native(library, database, new ConcurrentLinkedQueue<>());
    var unused = CLEANER.register(this, held);
  }

  /** Whether the library is installed. */
  public static boolean available() {
    return Vectorscan.installed().isPresent();
  }

  /**
   * Compiles expressions.
   *
   * @throws IllegalArgumentException if one is refused
   * @throws IllegalStateException if the library is not installed
   */
  public static VectorscanDatabase of(List<Expression> expressions) {
    try {
      return compile(
          Vectorscan.installed()
              .orElseThrow(() -> new IllegalStateException("libvectorscan5 is not installed")),
          expressions);
    } catch (RefusedException refused) {
      throw new IllegalArgumentException(
          "expression " + refused.expression() + ": " + refused.getMessage(), refused);
    }
  }

  static VectorscanDatabase compile(Vectorscan library, List<Expression> expressions)
      throws RefusedException {
    int count = expressions.size();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment regexes = arena.allocate(ADDRESS, count);
      MemorySegment flags = arena.allocate(JAVA_INT, count);
      MemorySegment ids = arena.allocate(JAVA_INT, count);
      for (int id = 0; id < count; id++) {
        regexes.setAtIndex(ADDRESS, id, arena.allocateFrom(expressions.get(id).regex(), UTF_8));
        flags.setAtIndex(JAVA_INT, id, expressions.get(id).flags());
        ids.setAtIndex(JAVA_INT, id, id);
      }
      MemorySegment database = arena.allocate(ADDRESS);
      MemorySegment error = arena.allocate(ADDRESS);
      int code =
          Vectorscan.call(
              library.compileMulti,
              regexes,
              flags,
              ids,
              count,
              Vectorscan.BLOCK,
              MemorySegment.NULL,
              database,
              error);
      if (code != 0) {
        throw refused(library, Vectorscan.pointer(error));
      }
      return new VectorscanDatabase(library, Vectorscan.pointer(database), count);
    }
  }

  /**
   * Which expressions match somewhere in a text.
   *
   * @param text without lone surrogates, which have no UTF-8
   */
  public BitSet matching(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Slot slot = held.borrow(expressions);
    try {
      BitSet matching = slot.scan(library, held.database, bytes);
      held.idle.add(slot);
      return matching;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private static RefusedException refused(Vectorscan library, MemorySegment error) {
    // struct hs_compile_error { char *message; int expression; }
    MemorySegment fields = error.reinterpret(ADDRESS.byteSize() + JAVA_INT.byteSize());
    String why = fields.get(ADDRESS, 0).reinterpret(4_096).getString(0, UTF_8);
    int expression = fields.get(JAVA_INT, ADDRESS.byteSize());
    Vectorscan.call(library.freeCompileError, error);
    return new RefusedException(expression, why);
  }

  /**
   * What must be given back. Holds no way to the database object, so that it can become garbage.
   */
  private record Native(Vectorscan library, MemorySegment database, Queue<Slot> idle)
      implements Runnable {

    Slot borrow(int expressions) {
      Slot slot = idle.poll();
      return slot != null ? slot : new Slot(library, database, expressions);
    }

    @Override
    public void run() {
      for (Slot slot = idle.poll(); slot != null; slot = idle.poll()) {
        Vectorscan.call(library.freeScratch, slot.scratch);
      }
      Vectorscan.call(library.freeDatabase, database);
    }
  }

  /** What one scan at a time needs: scratch, a place for the text, a byte for each expression. */
  private static final class Slot {
    private final MemorySegment scratch;
    private final MemorySegment seen;
    private final Arena marks = Arena.ofAuto();
    private MemorySegment text;

    Slot(Vectorscan library, MemorySegment database, int expressions) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment cell = arena.allocate(ADDRESS);
        Vectorscan.succeed(
            Vectorscan.call(library.allocateScratch, database, cell), "allocate scratch");
        this.scratch = Vectorscan.pointer(cell);
      }
      this.seen = marks.allocate(Math.max(1, expressions));
      this.text = marks.allocate(SMALLEST_TEXT);
    }

    BitSet scan(Vectorscan library, MemorySegment database, byte[] bytes) {
      if (bytes.length > text.byteSize()) {
        text = Arena.ofAuto().allocate(bytes.length);
      }
      MemorySegment.copy(bytes, 0, text, JAVA_BYTE, 0, bytes.length);
      seen.fill((byte) 0);
      try {
        Vectorscan.succeed(
            (int)
                library.scan.invokeExact(
                    database, text, bytes.length, 0, scratch, library.mark, seen),
            "scan");
      } catch (RuntimeException | Error broken) {
        throw broken;
      } catch (Throwable impossible) {
        throw new IllegalStateException("a C function throws nothing", impossible);
      }
      BitSet matching = new BitSet();
      for (int id = 0; id < seen.byteSize(); id++) {
        if (seen.get(JAVA_BYTE, id) != 0) {
          matching.set(id);
        }
      }
      return matching;
    }
  }
}
