package org.lockkeeper.link;

import java.util.Set;

/** Services that give a short address for any other, so that an address says nothing. */
final class Shorteners {

  private static final Set<String> DOMAINS =
      Set.of(
          """
          adf.ly amzn.to bit.do bit.ly bitly.com buff.ly clck.ru cutt.ly db.tt dlvr.it fb.me \
          goo.gl goo.su ift.tt is.gd j.mp kutt.it lnkd.in n9.cl ow.ly qr.ae rb.gy rebrand.ly \
          s.id s2r.co short.io shorturl.at shorturl.asia snip.ly soo.gd spoo.me surl.li t.co \
          t.ly t2m.io tiny.cc tiny.one tinyurl.com tr.ee trib.al u.to urlz.fr v.gd vk.cc wp.me \
          x.co"""
              .split(" "));

  private Shorteners() {}

  static boolean has(Host host) {
    return host.kind() == Host.Kind.NAME
        && DOMAINS.contains(PublicSuffixes.registered(host.text()));
  }
}
