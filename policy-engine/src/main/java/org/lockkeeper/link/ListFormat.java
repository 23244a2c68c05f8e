package org.lockkeeper.link;

/**
 * The forms in which public lists come. UTF-8, one entry a line, comments and blank lines between.
 */
public enum ListFormat {
  /** {@code 0.0.0.0 host}: each host by itself, not what lies below it. */
  HOSTS,

  /** {@code domain} or {@code *.domain}: the domain and all below it. */
  DOMAINS,

  /**
   * {@code ||domain^} of filter lists, and its exceptions {@code @@||domain^}; rules about parts of
   * pages, or narrowed to some pages, are left out.
   */
  ADBLOCK,

  /** A URL: that page, or, with a slash at its end, all in that folder of up to three names. */
  URLS,

  /** URLhaus, PhishTank and others: a header names the column {@code url}. */
  CSV,

  /**
   * Safe Browsing: SHA-256 of an expression in hexadecimal digits, or the first 4 to 31 bytes of
   * it; fewer than eight give away that they are no proof.
   */
  HASHES,

  /**
   * A response policy zone: {@code host CNAME .} and {@code *.domain CNAME .}, passthru excepted.
   */
  RPZ,

  /** A folder for each category, with files {@code domains} and {@code urls} in it (UT1). */
  FOLDERS
}
