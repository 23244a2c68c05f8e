package org.lockkeeper.match;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * The functions of Vectorscan 5 (the free fork of Hyperscan; Debian's package {@code
 * libvectorscan5}) that are used here, by the C interface of its {@code hs.h}. Loaded at run time
 * where it is installed.
 */
final class Vectorscan {

  /** {@code HS_MODE_BLOCK}: whole texts, not streams. */
  static final int BLOCK = 1;

  private static final String LIBRARY = "libhs.so.5";
  private static final int SUCCESS = 0;

  /** A pointer to the bytes that {@link #mark} marks. */
  private static final AddressLayout MARKS =
      ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Integer.MAX_VALUE, JAVA_BYTE));

  private static final Optional<Vectorscan> INSTALLED = load();

  final MethodHandle compileMulti;
  final MethodHandle freeCompileError;
  final MethodHandle allocateScratch;
  final MethodHandle freeScratch;
  final MethodHandle freeDatabase;
  final MethodHandle scan;

  /** {@code match_event_handler}: marks the byte of an expression's id behind the context. */
  final MemorySegment mark;

  private Vectorscan(Linker linker, SymbolLookup library) throws ReflectiveOperationException {
    this.compileMulti =
        function(
            linker,
            library,
            "hs_compile_multi",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS,
                ADDRESS));
    this.freeCompileError =
        function(
            linker, library, "hs_free_compile_error", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    this.allocateScratch =
        function(
            linker, library, "hs_alloc_scratch", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    this.freeScratch =
        function(linker, library, "hs_free_scratch", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    this.freeDatabase =
        function(linker, library, "hs_free_database", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    this.scan =
        function(
            linker,
            library,
            "hs_scan",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    this.mark =
        linker.upcallStub(
            MethodHandles.lookup()
                .findStatic(
                    Vectorscan.class,
                    "mark",
                    MethodType.methodType(
                        int.class,
                        int.class,
                        long.class,
                        long.class,
                        int.class,
                        MemorySegment.class)),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, MARKS),
            Arena.global());
  }

  /** The library, if it is installed and this processor can run it. */
  static Optional<Vectorscan> installed() {
    return INSTALLED;
  }

  /** Calls a function that answers with an {@code hs_error_t}. */
  static int call(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeWithArguments(arguments);
    } catch (RuntimeException | Error broken) {
      throw broken;
    } catch (Throwable impossible) {
      throw new IllegalStateException("a C function throws nothing", impossible);
    }
  }

  /** Insists on success. */
  static void succeed(int code, String what) {
    if (code != SUCCESS) {
      throw new IllegalStateException("vectorscan could not " + what + ": error " + code);
    }
  }

  private static Optional<Vectorscan> load() {
    try {
      Linker linker = Linker.nativeLinker();
      SymbolLookup library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
      // Without SSE 4.2 a scan would end the process.
      MethodHandle valid =
          function(linker, library, "hs_valid_platform", FunctionDescriptor.of(JAVA_INT));
      return call(valid) == SUCCESS
          ? Optional.of(new Vectorscan(linker, library))
          : Optional.empty();
    } catch (IllegalArgumentException
        | UnsupportedOperationException
        | IllegalCallerException missing) {
      return Optional.empty();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MethodHandle function(
      Linker linker, SymbolLookup library, String name, FunctionDescriptor form) {
    MemorySegment address =
        library.find(name).orElseThrow(() -> new IllegalArgumentException("no function " + name));
    return linker.downcallHandle(address, form);
  }

  /** Called from C, where an exception would end the process: nothing here can throw. */
  @SuppressWarnings({"unused", "UnusedMethod"}) // Found by name; the C side fixes its parameters.
  private static int mark(int id, long from, long to, int flags, MemorySegment seen) {
    seen.set(JAVA_BYTE, id, (byte) 1);
    return 0;
  }

  /** A pointer read from memory. */
  static MemorySegment pointer(MemorySegment cell) {
    return cell.get(ADDRESS, 0);
  }
}
