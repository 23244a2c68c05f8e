package org.lockkeeper.link;

import java.util.Locale;
import java.util.Set;

/**
 * Words with a dot inside that end like a domain and seldom are one: file names, members of
 * objects, two sentences without a space between. They count only with a path, {@code www.} or a
 * scheme.
 */
final class BareWords {

  private static final int COUNTRY = 2;

  /** Top-level domains that are the names of members in source code, or short common words. */
  private static final Set<String> COMMON =
      Set.of(
          """
          am as at be by call center class click data date design do domains events example \
          fail foo forum free here id in info is it link map me my name new no now one open \
          page parts play post prod properties rest run save search select sh show so start \
          style systems to tools us video watch we win work you"""
              .split(" "));

  /** First words that say it is code or the end of a sentence. */
  private static final Set<String> OWNERS =
      Set.of(
          """
          this self that console document window process module exports req res request \
          response user obj object data item event e error err node app config math array \
          string props state system model db element el target file args i it ok so yes no but \
          and"""
              .split(" "));

  private BareWords() {}

  static boolean likelyNoDomain(String[] labels, String top) {
    String small = top.toLowerCase(Locale.ROOT);
    String first = labels[0];
    if (PublicSuffixes.fileEnding(small)) {
      return true;
    }
    boolean sentence =
        Character.isUpperCase(top.charAt(0)) && !top.toUpperCase(Locale.ROOT).equals(top);
    if (sentence || first.endsWith("_") || first.indexOf('_') > 0) {
      return true;
    }
    boolean country = small.length() == COUNTRY;
    boolean camel =
        !first.equals(first.toLowerCase(Locale.ROOT))
            && !first.equals(first.toUpperCase(Locale.ROOT));
    return COMMON.contains(small)
        && (OWNERS.contains(first.toLowerCase(Locale.ROOT))
            || camel && !country && Character.isLowerCase(first.charAt(0)));
  }
}
