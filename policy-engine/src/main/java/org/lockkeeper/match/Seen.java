package org.lockkeeper.match;

/**
 * What a text looked like in one view, for people who ask why.
 *
 * @param kind which view
 * @param text the normal form that keeps capitals
 */
public record Seen(View.Kind kind, String text) {}
