package org.lockkeeper.link;

import java.util.Optional;
import java.util.OptionalLong;
import org.lockkeeper.match.Ascii;
import org.lockkeeper.match.DomainNames;

/** Reads the host of a URL: the host parser of the WHATWG URL standard, §3.5. */
final class HostReader {

  private static final String FORBIDDEN_IN_HOST = "\0\t\n\r #/:<>?@[\\]^|";
  private static final int IPV4_PARTS = 4;
  private static final long IPV4_END = 1L << 32;

  private HostReader() {}

  /** The host of a special scheme, where names are domain names; empty if it is none. */
  static Optional<Host> domain(String written) {
    if (written.startsWith("[")) {
      return bracketed(written);
    }
    return DomainNames.toAscii(Percent.decode(written))
        .filter(name -> !name.isEmpty() && !hasForbidden(name))
        .flatMap(HostReader::nameOrAddress);
  }

  /** The host of any other scheme, which is only text. */
  static Optional<Host> opaque(String written) {
    if (written.isEmpty()) {
      return Optional.of(Host.NONE);
    }
    if (written.startsWith("[")) {
      return bracketed(written);
    }
    for (int at = 0; at < written.length(); at++) {
      if (FORBIDDEN_IN_HOST.indexOf(written.charAt(at)) >= 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new Host(Host.Kind.OPAQUE, Percent.encode(written, Percent.Set.CONTROL)));
  }

  private static Optional<Host> nameOrAddress(String name) {
    if (!endsInNumber(name)) {
      return Optional.of(new Host(Host.Kind.NAME, name));
    }
    OptionalLong address = ipv4(name);
    return address.isPresent()
        ? Optional.of(new Host(Host.Kind.IPV4, dotted(address.getAsLong())))
        : Optional.empty();
  }

  private static Optional<Host> bracketed(String written) {
    return written.endsWith("]") && written.length() > 1
        ? Ipv6.canonical(written.substring(1, written.length() - 1))
            .map(text -> new Host(Host.Kind.IPV6, "[" + text + "]"))
        : Optional.empty();
  }

  private static boolean hasForbidden(String name) {
    for (int at = 0; at < name.length(); at++) {
      char unit = name.charAt(at);
      if (unit <= ' ' || unit == 0x7F || unit == '%' || FORBIDDEN_IN_HOST.indexOf(unit) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Such a host is an address or nothing: no top-level domain is a number. */
  private static boolean endsInNumber(String name) {
    int end = name.endsWith(".") ? name.length() - 1 : name.length();
    int start = name.lastIndexOf('.', end - 1) + 1;
    if (start >= end) {
      return false;
    }
    String last = name.substring(start, end);
    return last.chars().allMatch(Ascii::digit) || last.startsWith("0x") && number(last).isPresent();
  }

  /** An IPv4 address in any spelling: up to four parts, decimal, octal or hexadecimal. */
  static OptionalLong ipv4(String name) {
    String text = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    String[] parts = text.split("\\.", -1);
    if (parts.length > IPV4_PARTS) {
      return OptionalLong.empty();
    }
    long address = 0;
    for (int at = 0; at < parts.length; at++) {
      OptionalLong part = number(parts[at]);
      boolean last = at == parts.length - 1;
      long end = last ? IPV4_END >> 8 * at : 256;
      if (part.isEmpty() || part.getAsLong() >= end) {
        return OptionalLong.empty();
      }
      address += last ? part.getAsLong() : part.getAsLong() << 8 * (3 - at);
    }
    return OptionalLong.of(address);
  }

  static String dotted(long address) {
    return (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  private static OptionalLong number(String text) {
    int radix = 10;
    String digits = text;
    if (text.startsWith("0x") || text.startsWith("0X")) {
      radix = 16;
      digits = text.substring(2);
    } else if (text.length() > 1 && text.startsWith("0")) {
      radix = 8;
      digits = text.substring(1);
    }
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (int at = 0; at < digits.length(); at++) {
      char unit = digits.charAt(at);
      int digit = unit < 0x80 ? Character.digit(unit, radix) : -1;
      if (digit < 0) {
        return OptionalLong.empty();
      }
      value = Math.min(IPV4_END, value * radix + digit);
    }
    return OptionalLong.of(value);
  }
}
