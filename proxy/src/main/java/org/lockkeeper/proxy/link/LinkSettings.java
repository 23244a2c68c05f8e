package org.lockkeeper.proxy.link;

import java.util.List;
import java.util.Set;

/**
 * What the operator set about links; the reasons stand beside the settings in conf/lockkeeper.yaml.
 *
 * @param entries entries that one list may have
 * @param bytes bytes of a list, unpacked
 * @param stop categories whose links are not followed
 * @param warn categories before which a page explains
 */
public record LinkSettings(
    List<ListSource> lists, long entries, long bytes, Set<String> stop, Set<String> warn) {

  public LinkSettings {
    lists = List.copyOf(lists);
    stop = Set.copyOf(stop);
    warn = Set.copyOf(warn);
  }
}
